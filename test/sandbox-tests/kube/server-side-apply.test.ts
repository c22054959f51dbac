import assert from 'node:assert/strict'
import {after, before, test} from 'node:test'
import {type ApiServer, startApiServer} from '../../sandbox/kube/api-server.ts'
import {isObject, type Json, type JsonObject, listAt, objectAt, textAt} from '../../sandbox/kube/json.ts'
import {clientOf, type SandboxClient} from './sandbox-client.ts'

const accounts = '/api/v1/namespaces/default/serviceaccounts'
const deployments = '/apis/apps/v1/namespaces/default/deployments'

let server: ApiServer
let admin: SandboxClient

before(async () => {
  server = await startApiServer()
  admin = clientOf(server, 'admin')
})

after(() => server.close())

test('an apply creates what is not there, and owns what it names', async () => {
  const {status, body} = await apply('one', 'a', {imagePullSecrets: [{name: 'x'}], metadata: {labels: {l: '1'}}})
  assert.equal(status, 201)
  assert.deepEqual(ownersOf(body), {
    'a Apply': {'f:imagePullSecrets': {'k:{"name":"x"}': {}}, 'f:metadata': {'f:labels': {'f:l': {}}}},
  })
})

test('a create owns as its writer each member that was not there, lists and maps included', async () => {
  const container = {name: 'c', image: 'nginx', env: [{name: 'E', value: '1'}]}
  const template = {metadata: {labels: {a: 'b'}}, spec: {containers: [container]}}
  const object = {metadata: {name: 'web', labels: {a: 'b'}}, spec: {selector: {matchLabels: {a: 'b'}}, template}}
  const {body} = await admin.send('POST', `${deployments}?fieldManager=m`, object)
  const owned = ownersOf(body)['m Update']
  assert.deepEqual(objectAt(owned, 'f:metadata'), {'f:labels': {'.': {}, 'f:a': {}}})
  assert.deepEqual(objectAt(owned, 'f:spec', 'f:selector'), {})
  const fields = objectAt(owned, 'f:spec', 'f:template', 'f:spec', 'f:containers', 'k:{"name":"c"}')
  assert.deepEqual(fields['f:env'], {'.': {}, 'k:{"name":"E"}': {'.': {}, 'f:name': {}, 'f:value': {}}})
  assert.deepEqual([fields['.'], fields['f:image']], [{}, {}])
  assert.equal(objectAt(owned)['f:status'], undefined)
})

test('two managers share a list by its keys, and each drops only its own item', async () => {
  await apply('shared', 'a', {imagePullSecrets: [{name: 'x'}]})
  await apply('shared', 'b', {imagePullSecrets: [{name: 'y'}]})
  assert.deepEqual(pullSecrets('shared'), ['x', 'y'])
  await apply('shared', 'a', {imagePullSecrets: []})
  assert.deepEqual(pullSecrets('shared'), ['y'])
})

test('what two managers own stays until both have dropped it', async () => {
  for (const manager of ['a', 'b']) await apply('both', manager, {metadata: {labels: {l: '1'}}})
  await apply('both', 'a', {})
  assert.deepEqual(labels('both'), {l: '1'})
  await apply('both', 'b', {})
  assert.deepEqual(labels('both'), {})
})

test('another value for what others own is a conflict that names each of them and every field', async () => {
  await apply('fought', 'a', {metadata: {labels: {x: '1', y: '1'}}})
  await admin.send(
    'PATCH',
    `${accounts}/fought?fieldManager=c`,
    {metadata: {labels: {z: '1'}}},
    'application/merge-patch+json',
  )
  const {status, body} = await apply('fought', 'b', {metadata: {labels: {x: '2', y: '2', z: '2'}}})
  assert.equal(status, 409)
  assert.equal(
    textAt(body, 'message'),
    'Apply failed with 3 conflicts: conflicts with "a":\n- .metadata.labels.x\n- .metadata.labels.y\n' +
      'conflict with "c" using v1: .metadata.labels.z',
  )
  const causes = listAt(body, 'details', 'causes').map((cause) => textAt(cause, 'field'))
  assert.deepEqual(causes, ['.metadata.labels.x', '.metadata.labels.y', '.metadata.labels.z'])
  assert.deepEqual(labels('fought'), {x: '1', y: '1', z: '1'})
})

test('force takes the fields over, and their owner of before loses them', async () => {
  await apply('forced', 'a', {metadata: {labels: {x: '1', y: '1'}}})
  const {body} = await apply('forced', 'b', {metadata: {labels: {x: '2'}}}, '&force=true')
  assert.deepEqual(ownersOf(body), {
    'a Apply': {'f:metadata': {'f:labels': {'f:y': {}}}},
    'b Apply': {'f:metadata': {'f:labels': {'f:x': {}}}},
  })
})

test('a plain write takes what it changes from its owner, and removes what it removes from all', async () => {
  await apply('patched', 'a', {metadata: {labels: {x: '1', y: '1', z: '1'}}})
  const patch = {metadata: {labels: {x: '2', y: null}}}
  const type = 'application/merge-patch+json'
  const {body} = await admin.send('PATCH', `${accounts}/patched?fieldManager=c`, patch, type)
  assert.deepEqual(ownersOf(body), {
    'a Apply': {'f:metadata': {'f:labels': {'f:z': {}}}},
    'c Update': {'f:metadata': {'f:labels': {'f:x': {}}}},
  })
})

test('the same value as that of the other owner is no conflict', async () => {
  await apply('agreed', 'a', {metadata: {labels: {x: '1'}}})
  assert.equal((await apply('agreed', 'b', {metadata: {labels: {x: '1'}}})).status, 200)
})

test('an apply again of the same keeps the version', async () => {
  const {body} = await apply('again', 'a', {metadata: {labels: {x: '1'}}})
  assert.deepEqual((await apply('again', 'a', {metadata: {labels: {x: '1'}}})).body, body)
})

test('YAML is taken, a dry run stores nothing, and managedFields must not be sent', async () => {
  const yaml = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: dry}\n'
  const type = 'application/apply-patch+yaml'
  const dry = await admin.send('PATCH', `${accounts}/dry?fieldManager=a&dryRun=All`, yaml, type)
  assert.deepEqual([dry.status, textAt(dry.body, 'metadata', 'name')], [201, 'dry'])
  assert.equal(server.find('v1', 'ServiceAccount', 'dry', 'default'), undefined)
  const sent = await apply('dry', 'a', {metadata: {managedFields: []}})
  assert.deepEqual([sent.status, textAt(sent.body, 'message')], [400, 'metadata.managedFields must be nil'])
})

function apply(name: string, manager: string, fields: JsonObject, more = '') {
  const metadata = {name, ...objectAt(fields, 'metadata')}
  const object = {apiVersion: 'v1', kind: 'ServiceAccount', ...fields, metadata}
  const path = `${accounts}/${name}?fieldManager=${manager}${more}`
  return admin.send('PATCH', path, object, 'application/apply-patch+yaml')
}

/** `fieldsV1` by manager and operation. */
function ownersOf(object: Json): JsonObject {
  const entries = listAt(object, 'metadata', 'managedFields').filter(isObject)
  return Object.fromEntries(entries.map((entry) => [`${entry['manager']} ${entry['operation']}`, entry['fieldsV1']]))
}

function labels(name: string): JsonObject {
  return objectAt(server.find('v1', 'ServiceAccount', name, 'default'), 'metadata', 'labels')
}

function pullSecrets(name: string): readonly (string | undefined)[] {
  return listAt(server.find('v1', 'ServiceAccount', name, 'default'), 'imagePullSecrets').map((one) =>
    textAt(one, 'name'),
  )
}
