import assert from 'node:assert/strict'
import {after, before, test} from 'node:test'
import {createCertificateAuthority} from '../../sandbox/certificate-authority.ts'
import {type ApiServer, startApiServer} from '../../sandbox/kube/api-server.ts'
import {at, type JsonObject, listAt, objectAt, textAt} from '../../sandbox/kube/json.ts'
import {callServer} from './call-server.ts'
import {clientOf} from './sandbox-client.ts'

const rbac = 'rbac.authorization.k8s.io'
const review = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'

let server: ApiServer

before(async () => {
  server = await startApiServer({
    users: [
      {name: 'admin', groups: ['system:masters']},
      {name: 'jane', groups: ['dev']},
      {name: 'system:serviceaccount:shop:robot', token: 'robot-token'},
      {
        name: 'helper',
        rules: [{verbs: ['impersonate'], apiGroups: [''], resources: ['users'], resourceNames: ['jane']}],
      },
    ],
    objects: [
      role('pull-secret', [{verbs: ['get'], apiGroups: [''], resources: ['secrets'], resourceNames: ['regcred']}]),
      role('status', [{verbs: ['patch'], apiGroups: [''], resources: ['pods/status', 'pods']}]),
      binding('dev-reads', 'pull-secret', {kind: 'Group', name: 'dev'}),
      binding('robot-writes', 'status', {kind: 'ServiceAccount', name: 'robot', namespace: 'shop'}),
      {apiVersion: 'v1', kind: 'Secret', metadata: {name: 'regcred', namespace: 'shop'}},
    ],
  })
})

after(() => server.close())

const decisions: Readonly<Record<string, readonly [user: string, attributes: JsonObject, reason: string | undefined]>> =
  {
    'a name that the role has': [
      'jane',
      {namespace: 'shop', verb: 'get', resource: 'secrets', name: 'regcred'},
      'RBAC: allowed by RoleBinding "dev-reads/shop" of Role "pull-secret" to Group "dev"',
    ],
    'another name': ['jane', {namespace: 'shop', verb: 'get', resource: 'secrets', name: 'other'}, undefined],
    'no name': ['jane', {namespace: 'shop', verb: 'get', resource: 'secrets'}, undefined],
    'another namespace': ['jane', {namespace: 'web', verb: 'get', resource: 'secrets', name: 'regcred'}, undefined],
    'all namespaces': ['jane', {verb: 'get', resource: 'secrets', name: 'regcred'}, undefined],
    'another verb': ['jane', {namespace: 'shop', verb: 'delete', resource: 'secrets', name: 'regcred'}, undefined],
    'another group': [
      'jane',
      {namespace: 'shop', verb: 'get', group: 'x', resource: 'secrets', name: 'regcred'},
      undefined,
    ],
    'a subresource that the role has, for a service account': [
      'robot',
      {namespace: 'shop', verb: 'patch', resource: 'pods', subresource: 'status'},
      'RBAC: allowed by RoleBinding "robot-writes/shop" of Role "status" to ServiceAccount "robot/shop"',
    ],
    'a subresource that it has not': [
      'robot',
      {namespace: 'shop', verb: 'patch', resource: 'pods', subresource: 'exec'},
      undefined,
    ],
  }

for (const [what, [user, resourceAttributes, reason]] of Object.entries(decisions)) {
  test(`access is ${reason === undefined ? 'denied' : 'allowed'} for ${what}`, async () => {
    const {body} = await clientOf(server, user).send('POST', review, {spec: {resourceAttributes}})
    assert.deepEqual(objectAt(body, 'status'), reason === undefined ? {allowed: false} : {allowed: true, reason})
  })
}

test('a list of one object by its name needs the right to that name only', async () => {
  const secrets = '/api/v1/namespaces/shop/secrets'
  const verbs = {verbs: ['list'], apiGroups: [''], resources: ['secrets'], resourceNames: ['regcred']}
  server.put(role('lists', [verbs]))
  server.put(binding('dev-lists', 'lists', {kind: 'Group', name: 'dev'}))
  assert.equal((await clientOf(server, 'jane').get(`${secrets}?fieldSelector=metadata.name%3Dregcred`)).status, 200)
  assert.equal((await clientOf(server, 'jane').get(secrets)).status, 403)
})

test('an apply that creates needs the right to create, too', async () => {
  const path = '/api/v1/namespaces/shop/pods/new?fieldManager=x'
  const {body} = await clientOf(server, 'robot').send('PATCH', path, {}, 'application/apply-patch+yaml')
  assert.match(
    textAt(body, 'message') ?? '',
    /^pods "new" is forbidden: User "\S+:robot" cannot create resource "pods"/,
  )
})

test('who may impersonate one user may not impersonate another', async () => {
  const helper = clientOf(server, 'helper')
  const asJane = await helper.get('/api/v1/namespaces/shop/secrets/regcred', {
    'Impersonate-User': 'jane',
    'Impersonate-Group': 'dev',
  })
  assert.match(
    textAt(asJane.body, 'message') ?? '',
    /^groups "dev" is forbidden: User "helper" cannot impersonate resource "groups"/,
  )
  const alone = await helper.get('/api/v1/namespaces/shop/secrets/regcred', {'Impersonate-User': 'jane'})
  assert.match(textAt(alone.body, 'message') ?? '', /User "jane" cannot get resource "secrets"/)
  const admin = clientOf(server, 'admin')
  const full = await admin.get('/api/v1/namespaces/shop/secrets/regcred', {
    'Impersonate-User': 'x',
    'Impersonate-Group': 'dev',
  })
  assert.equal(textAt(full.body, 'kind'), 'Secret')
})

test('a client certificate is a login if the right authority signed it and it is still valid', async () => {
  const {url, ca} = server
  const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews'
  const ask = async (login: object, headers: Readonly<Record<string, string>> = {}) => {
    const json = {'Content-Type': 'application/json', ...headers}
    const answer = await callServer({url, ca, ...login}, {method: 'POST', path, body: '{}', headers: json})
    return {status: answer.status, body: JSON.parse(answer.body)}
  }
  const good = await ask(await server.clientCertificate('admin'))
  assert.equal(textAt(good.body, 'status', 'userInfo', 'username'), 'admin')
  assert.deepEqual(listAt(good.body, 'status', 'userInfo', 'groups'), ['system:masters', 'system:authenticated'])
  const late = {notBefore: new Date('2020-01-01'), notAfter: new Date('2020-02-01')}
  assert.equal((await ask(await server.clientCertificate('admin', late))).status, 401)
  const stranger = await (await createCertificateAuthority('sandbox cluster')).issueClient({user: 'admin'})
  assert.equal((await ask(stranger)).status, 401)
  const withToken = await ask(stranger, {Authorization: 'Bearer jane-token'})
  assert.equal(textAt(withToken.body, 'status', 'userInfo', 'username'), 'jane')
  assert.equal((await ask({})).status, 403)
})

test('paths that are no resource have rights of their own', async () => {
  const {url, ca} = server
  const anonymous = (path: string) => callServer({url, ca}, {path})
  assert.equal((await anonymous('/version')).status, 200)
  const refused = await anonymous('/apis')
  const message = 'forbidden: User "system:anonymous" cannot get path "/apis"'
  assert.deepEqual([refused.status, textAt(JSON.parse(refused.body), 'message')], [403, message])
  assert.equal((await clientOf(server, 'jane').get('/apis')).status, 200)
})

test('every request is in the log, with its user where there is one', async () => {
  const before = server.requests.length
  await clientOf(server, 'jane').get('/api/v1/pods?limit=1')
  await callServer({url: server.url, ca: server.ca}, {path: '/version', headers: {Authorization: 'Bearer wrong'}})
  const logged = server.requests.slice(before).map(({method, url, user}) => [method, url, user])
  assert.deepEqual(logged, [
    ['GET', '/api/v1/pods?limit=1', 'jane'],
    ['GET', '/version', undefined],
  ])
})

test('a kubeconfig names the server, its authority, the user and the namespace', () => {
  const config = JSON.parse(server.kubeconfig('jane', {namespace: 'shop'}))
  assert.equal(at(config.clusters[0], 'cluster', 'server'), server.url)
  assert.equal(Buffer.from(config.clusters[0].cluster['certificate-authority-data'], 'base64').toString(), server.ca)
  assert.deepEqual(config.users, [{name: 'jane', user: {token: 'jane-token'}}])
  assert.deepEqual(config.contexts, [{name: 'sandbox', context: {cluster: 'sandbox', user: 'jane', namespace: 'shop'}}])
  assert.equal(config['current-context'], 'sandbox')
})

function role(name: string, rules: readonly JsonObject[]): JsonObject {
  return {apiVersion: `${rbac}/v1`, kind: 'Role', metadata: {name, namespace: 'shop'}, rules}
}

function binding(name: string, roleName: string, subject: JsonObject): JsonObject {
  const roleRef = {kind: 'Role', name: roleName, apiGroup: rbac}
  return {
    apiVersion: `${rbac}/v1`,
    kind: 'RoleBinding',
    metadata: {name, namespace: 'shop'},
    subjects: [subject],
    roleRef,
  }
}
