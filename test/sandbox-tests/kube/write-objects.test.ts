import assert from 'node:assert/strict'
import {after, before, test} from 'node:test'
import {type ApiServer, startApiServer} from '../../sandbox/kube/api-server.ts'
import {type JsonObject, listAt, numberAt, objectAt, textAt} from '../../sandbox/kube/json.ts'
import {clientOf, type SandboxClient} from './sandbox-client.ts'

const secrets = '/api/v1/namespaces/shop/secrets'
const merge = 'application/merge-patch+json'

let server: ApiServer
let admin: SandboxClient

before(async () => {
  server = await startApiServer({objects: [{apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'shop'}}]})
  admin = clientOf(server, 'admin')
})

after(() => server.close())

test('a create fills in what every object has, and a Secret says Opaque where it said nothing', async () => {
  const {status, body} = await admin.send('POST', secrets, {metadata: {name: 'plain'}, stringData: {a: 'b'}})
  assert.equal(status, 201)
  assert.deepEqual(objectAt(body, 'data'), {a: 'Yg=='})
  assert.equal(textAt(body, 'type'), 'Opaque')
  assert.match(textAt(body, 'metadata', 'uid') ?? '', /^[0-9a-f-]{36}$/)
  assert.match(textAt(body, 'metadata', 'creationTimestamp') ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  assert.equal(objectAt(body)['stringData'], undefined)
})

test('a name is made up behind generateName', async () => {
  const {body} = await admin.send('POST', secrets, {metadata: {generateName: 'pull-'}})
  assert.match(textAt(body, 'metadata', 'name') ?? '', /^pull-[a-z0-9]{5}$/)
})

const refusals: Readonly<
  Record<string, readonly [method: string, path: string, object: JsonObject | string, status: number, message: RegExp]>
> = {
  'another kind': [
    'POST',
    secrets,
    {kind: 'Pod', apiVersion: 'v1', metadata: {name: 'x'}},
    400,
    /^Pod in version "v1" cannot be handled as a Secret/,
  ],
  'another namespace': [
    'POST',
    secrets,
    {metadata: {name: 'x', namespace: 'y'}},
    400,
    /namespace of the provided object does not match/,
  ],
  'a body that is no JSON': ['POST', secrets, '{', 400, /^the object provided is unrecognized/],
  'data that is no text': [
    'POST',
    secrets,
    {metadata: {name: 'x'}, data: {a: 1}},
    400,
    /cannot unmarshal number into Go struct field Secret\.data/,
  ],
  'no name': ['POST', secrets, {metadata: {}}, 422, /metadata\.name: Required value: name or generateName is required/],
  'an update of what is not there': [
    'PUT',
    `${secrets}/nothing`,
    {metadata: {name: 'nothing'}},
    404,
    /^secrets "nothing" not found$/,
  ],
  'a method for a collection': ['PUT', secrets, {metadata: {name: 'x'}}, 405, /does not allow this method/],
  'a dry run of a kind that is not known': [
    'POST',
    `${secrets}?dryRun=Some`,
    {metadata: {name: 'x'}},
    400,
    /Unsupported value: "Some"/,
  ],
}

for (const [what, [method, path, object, code, message]] of Object.entries(refusals)) {
  test(`a write is refused for ${what}`, async () => {
    const {status, body} = await admin.send(method, path, object)
    assert.equal(status, code)
    assert.match(textAt(body, 'message') ?? '', message)
  })
}

test('an update with an old version is a conflict, one without a version is not', async () => {
  const {body: first} = await admin.send('POST', secrets, {metadata: {name: 'raced'}, data: {a: 'YQ=='}})
  const {body: second} = await admin.send('PUT', `${secrets}/raced`, {...objectAt(first), data: {a: 'Yg=='}})
  const stale = await admin.send('PUT', `${secrets}/raced`, {...objectAt(first), data: {a: 'Yw=='}})
  assert.deepEqual([stale.status, textAt(stale.body, 'reason')], [409, 'Conflict'])
  const {resourceVersion: _, ...metadata} = objectAt(second, 'metadata')
  const blind = await admin.send('PUT', `${secrets}/raced`, {...objectAt(second), metadata, data: {a: 'Yw=='}})
  assert.equal(blind.status, 200)
  assert.equal(textAt(blind.body, 'metadata', 'uid'), textAt(first, 'metadata', 'uid'))
  const other = {...objectAt(second), metadata: {...metadata, uid: 'another'}}
  assert.match(
    textAt((await admin.send('PUT', `${secrets}/raced`, other)).body, 'message') ?? '',
    /Precondition failed: UID/,
  )
})

test('a write that changes nothing keeps the version', async () => {
  const {body} = await admin.send('POST', secrets, {metadata: {name: 'same'}, data: {a: 'YQ=='}})
  const again = await admin.send('PATCH', `${secrets}/same`, {data: {a: 'YQ=='}}, merge)
  assert.deepEqual(again.body, body)
})

test('an immutable Secret keeps its data, and takes labels', async () => {
  await admin.send('POST', secrets, {metadata: {name: 'frozen'}, immutable: true, data: {a: 'YQ=='}})
  const data = await admin.send('PATCH', `${secrets}/frozen`, {data: {a: 'Yg=='}}, merge)
  assert.deepEqual([data.status, numberAt(data.body, 'code')], [422, 422])
  const labels = await admin.send('PATCH', `${secrets}/frozen`, {metadata: {labels: {a: 'b'}}}, merge)
  assert.equal(labels.status, 200)
})

test('a dry run shows what would be, and leaves nothing behind', async () => {
  const created = await admin.send('POST', `${secrets}?dryRun=All`, {metadata: {name: 'dry'}})
  assert.equal(created.status, 201)
  assert.equal(textAt(created.body, 'metadata', 'resourceVersion'), undefined)
  assert.equal((await admin.get(`${secrets}/dry`)).status, 404)
  await admin.send('POST', secrets, {metadata: {name: 'wet'}, data: {a: 'YQ=='}})
  const patched = await admin.send('PATCH', `${secrets}/wet?dryRun=All`, {data: {a: 'Yg=='}}, merge)
  assert.equal(textAt(patched.body, 'data', 'a'), 'Yg==')
  assert.equal((await admin.send('DELETE', `${secrets}/wet?dryRun=All`, '')).status, 200)
  assert.equal(textAt((await admin.get(`${secrets}/wet`)).body, 'data', 'a'), 'YQ==')
})

test('status is written through its subresource only, and counts no generation', async () => {
  const deployments = '/apis/apps/v1/namespaces/shop/deployments'
  const spec = {selector: {matchLabels: {a: 'b'}}, template: {metadata: {labels: {a: 'b'}}, spec: {containers: []}}}
  await admin.send('POST', deployments, {metadata: {name: 'web'}, spec, status: {replicas: 9}})
  const status = await admin.send(
    'PATCH',
    `${deployments}/web/status`,
    {spec: {replicas: 7}, status: {replicas: 3}},
    merge,
  )
  assert.deepEqual(objectAt(status.body, 'status'), {replicas: 3})
  assert.equal(numberAt(status.body, 'spec', 'replicas'), 1)
  const scaled = await admin.send('PATCH', `${deployments}/web`, {spec: {replicas: 7}, status: {replicas: 4}}, merge)
  assert.deepEqual(objectAt(scaled.body, 'status'), {replicas: 3})
  assert.deepEqual(
    [1, 2],
    [numberAt(status.body, 'metadata', 'generation'), numberAt(scaled.body, 'metadata', 'generation')],
  )
})

test('a delete answers with a Status or the object, by kind, and holds to its preconditions', async () => {
  const {body} = await admin.send('POST', secrets, {metadata: {name: 'gone'}})
  const wrong = await admin.send('DELETE', `${secrets}/gone`, {preconditions: {uid: 'another'}})
  assert.equal(wrong.status, 409)
  const right = await admin.send('DELETE', `${secrets}/gone`, {
    preconditions: {uid: textAt(body, 'metadata', 'uid') ?? ''},
  })
  assert.deepEqual([textAt(right.body, 'kind'), textAt(right.body, 'status')], ['Status', 'Success'])
  assert.equal((await admin.send('DELETE', `${secrets}/gone`, '')).status, 404)
  const accounts = '/api/v1/namespaces/shop/serviceaccounts'
  await admin.send('POST', accounts, {metadata: {name: 'bot'}})
  assert.equal(textAt((await admin.send('DELETE', `${accounts}/bot`, '')).body, 'kind'), 'ServiceAccount')
})

test('a collection is deleted by selector', async () => {
  for (const name of ['d1', 'd2', 'keep']) {
    await admin.send('POST', secrets, {metadata: {name, labels: {doomed: name === 'keep' ? 'no' : 'yes'}}})
  }
  const {body} = await admin.send('DELETE', `${secrets}?labelSelector=doomed%3Dyes`, '')
  assert.equal(listAt(body, 'items').length, 2)
  assert.equal((await admin.get(`${secrets}/d1`)).status, 404)
  assert.equal((await admin.get(`${secrets}/keep`)).status, 200)
})

test('a finalizer holds an object back until it is taken off', async () => {
  await admin.send('POST', secrets, {metadata: {name: 'held', finalizers: ['example.test/hold']}})
  await admin.send('DELETE', `${secrets}/held`, '')
  const marked = await admin.get(`${secrets}/held`)
  assert.ok(textAt(marked.body, 'metadata', 'deletionTimestamp'))
  await admin.send('PATCH', `${secrets}/held`, {metadata: {finalizers: null}}, merge)
  assert.equal((await admin.get(`${secrets}/held`)).status, 404)
})
