import assert from 'node:assert/strict'
import {after, before, test} from 'node:test'
import {type ApiServer, startApiServer} from '../../sandbox/kube/api-server.ts'
import {type Json, type JsonObject, listAt, numberAt, textAt} from '../../sandbox/kube/json.ts'
import {clientOf, type SandboxClient} from './sandbox-client.ts'

let server: ApiServer
let admin: SandboxClient

before(async () => {
  server = await startApiServer({
    objects: [...pods(), secret('pull', 'kubernetes.io/dockercfg'), secret('other', 'Opaque')],
  })
  admin = clientOf(server, 'admin')
})

after(() => server.close())

const selections: Readonly<Record<string, readonly [path: string, names: readonly string[]]>> = {
  everything: ['pods', ['a', 'b', 'c', 'd']],
  'one value of a label': ['pods?labelSelector=tier%3Dweb', ['a', 'b']],
  'a label with ==, and another value': ['pods?labelSelector=tier%3D%3Ddb', ['c']],
  'objects without the label, too, for !=': ['pods?labelSelector=tier!%3Dweb', ['c', 'd']],
  'a set of values': ['pods?labelSelector=tier%20in%20(web,db)', ['a', 'b', 'c']],
  'all but a set of values': ['pods?labelSelector=tier%20notin%20(web)', ['c', 'd']],
  'a label that is there': ['pods?labelSelector=tier', ['a', 'b', 'c']],
  'a label that is not there': ['pods?labelSelector=!tier', ['d']],
  'two requirements at once': ['pods?labelSelector=tier%20in%20(web,db),app.kubernetes.io/name%3Dx', ['b']],
  'a name': ['pods?fieldSelector=metadata.name%3Dc', ['c']],
  'a phase': ['pods?fieldSelector=status.phase%3DRunning', ['b']],
  'a node, and not a phase': ['pods?fieldSelector=spec.nodeName%3Dn1,status.phase!%3DRunning', ['a']],
  'what no Pod has': ['pods?fieldSelector=spec.nodeName%3Dn9', []],
  'a type of Secret': ['secrets?fieldSelector=type%3Dkubernetes.io/dockercfg', ['pull']],
  'nothing, in a namespace that is not there': ['../nowhere/pods', []],
}

for (const [what, [path, names]] of Object.entries(selections)) {
  test(`a list selects ${what}`, async () => {
    const {status, body} = await admin.get(
      new URL(path, 'https://x/api/v1/namespaces/shop/').href.slice('https://x'.length),
    )
    assert.equal(status, 200)
    assert.deepEqual(namesOf(body), names)
  })
}

const refusals: Readonly<Record<string, readonly [query: string, status: number, message: RegExp]>> = {
  'a field that is not selectable': ['fieldSelector=spec.x%3Dy', 400, /^field label not supported: spec\.x$/],
  'a selector without a comparison': ['fieldSelector=x', 400, /can't understand 'x'/],
  'a label requirement that is none': ['labelSelector=a%3D%3D%3Db', 400, /^unable to parse requirement/],
  'a token of another make': ['limit=1&continue=e30', 400, /does not recognize this encoded version/],
  'a version that is no number': ['resourceVersion=x', 400, /Invalid value: "x"/],
  'a version that is yet to come': ['resourceVersion=99999999', 504, /^Too large resource version: 99999999/],
}

for (const [what, [query, code, message]] of Object.entries(refusals)) {
  test(`a list refuses ${what}`, async () => {
    const {status, body} = await admin.get(`/api/v1/pods?${query}`)
    assert.equal(status, code)
    assert.match(textAt(body, 'message') ?? '', message)
  })
}

test('all pages of a list show one moment, whatever changes between them', async () => {
  const first = await admin.get('/api/v1/namespaces/shop/pods?limit=2')
  assert.equal(numberAt(first.body, 'metadata', 'remainingItemCount'), 2)
  server.put({...pod('c', {}), metadata: {name: 'c', namespace: 'shop', labels: {changed: 'yes'}}})
  const second = await admin.get(`/api/v1/namespaces/shop/pods?limit=2&continue=${tokenOf(first.body)}`)
  assert.deepEqual(
    [namesOf(first.body), namesOf(second.body)],
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  )
  assert.equal(textAt(listAt(second.body, 'items')[0], 'metadata', 'labels', 'changed'), undefined)
  assert.equal(versionOf(second.body), versionOf(first.body))
  assert.equal(tokenOf(second.body), undefined)
  const fresh = await admin.get('/api/v1/namespaces/shop/pods?labelSelector=changed%3Dyes')
  assert.deepEqual(namesOf(fresh.body), ['c'])
  server.put(pod('c', {tier: 'db'}))
})

test('pages of a selection do not say how many objects remain', async () => {
  const {body} = await admin.get('/api/v1/namespaces/shop/pods?limit=1&labelSelector=tier%3Dweb')
  assert.equal(numberAt(body, 'metadata', 'remainingItemCount'), undefined)
  const next = await admin.get(
    `/api/v1/namespaces/shop/pods?limit=1&labelSelector=tier%3Dweb&continue=${tokenOf(body)}`,
  )
  assert.deepEqual([namesOf(body), namesOf(next.body), tokenOf(next.body)], [['a'], ['b'], undefined])
})

test('a token from before a compaction expires, and the fresh one in the refusal leads on', async () => {
  const first = await admin.get('/api/v1/namespaces/shop/pods?limit=2')
  server.compact()
  const expired = await admin.get(`/api/v1/namespaces/shop/pods?limit=2&continue=${tokenOf(first.body)}`)
  assert.deepEqual([expired.status, textAt(expired.body, 'reason')], [410, 'Expired'])
  const rest = await admin.get(`/api/v1/namespaces/shop/pods?limit=2&continue=${tokenOf(expired.body)}`)
  assert.deepEqual(namesOf(rest.body), ['c', 'd'])
})

test('a list of metadata alone has no spec, and a list of another make of Accept is refused', async () => {
  const accept = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'
  const {body} = await admin.get('/api/v1/namespaces/shop/pods', {Accept: accept})
  assert.equal(textAt(body, 'kind'), 'PartialObjectMetadataList')
  assert.deepEqual(Object.keys(listAt(body, 'items')[0] ?? {}), ['metadata'])
  assert.equal((await admin.get('/api/v1/pods', {Accept: 'text/html'})).status, 406)
})

test('events are the same in core/v1 and, in other words, in events.k8s.io/v1', async () => {
  server.put({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {name: 'e', namespace: 'shop'},
    involvedObject: {kind: 'Pod', name: 'a', namespace: 'shop'},
    message: 'Back-off pulling image',
    source: {component: 'kubelet'},
  })
  const core = await admin.get('/api/v1/namespaces/shop/events/e')
  const group = await admin.get('/apis/events.k8s.io/v1/namespaces/shop/events/e')
  assert.equal(textAt(core.body, 'message'), textAt(group.body, 'note'))
  assert.equal(textAt(group.body, 'regarding', 'name'), 'a')
  assert.equal(textAt(group.body, 'apiVersion'), 'events.k8s.io/v1')
  const found = await admin.get('/api/v1/events?fieldSelector=involvedObject.name%3Da,source%3Dkubelet')
  assert.deepEqual(namesOf(found.body), ['e'])
})

function pods(): readonly JsonObject[] {
  return [
    {...pod('a', {tier: 'web'}), spec: {nodeName: 'n1'}, status: {phase: 'Pending'}},
    {...pod('b', {tier: 'web', 'app.kubernetes.io/name': 'x'}), spec: {nodeName: 'n1'}, status: {phase: 'Running'}},
    pod('c', {tier: 'db'}),
    pod('d', {}),
  ]
}

function pod(name: string, labels: JsonObject): JsonObject {
  return {apiVersion: 'v1', kind: 'Pod', metadata: {name, namespace: 'shop', labels}}
}

function secret(name: string, type: string): JsonObject {
  return {apiVersion: 'v1', kind: 'Secret', metadata: {name, namespace: 'shop'}, type}
}

function namesOf(list: Json): readonly (string | undefined)[] {
  return listAt(list, 'items').map((item) => textAt(item, 'metadata', 'name'))
}

function tokenOf(body: Json): string | undefined {
  return textAt(body, 'metadata', 'continue')
}

function versionOf(body: Json): string | undefined {
  return textAt(body, 'metadata', 'resourceVersion')
}
