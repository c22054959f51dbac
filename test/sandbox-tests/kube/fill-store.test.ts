import assert from 'node:assert/strict'
import {test} from 'node:test'
import {startApiServer} from '../../sandbox/kube/api-server.ts'
import {captureNames, readCapture} from '../../sandbox/kube/captures.ts'
import {type JsonObject, listAt, numberAt, objectAt, textAt} from '../../sandbox/kube/json.ts'
import {callServer} from './call-server.ts'
import {clientOf} from './sandbox-client.ts'

test('every object of every capture is served as it was captured', async (t) => {
  for (const name of captureNames()) assert.notEqual(readCapture(name).length, 0, name)
  const server = await startApiServer({captures: 'all'})
  t.after(() => server.close())
  const newest = new Map(
    captureNames()
      .flatMap(readCapture)
      .map((object) => [identity(object), object]),
  )
  for (const [id, object] of newest) {
    const {kind, apiVersion, ...rest} = object
    const {name, namespace} = objectAt(object, 'metadata')
    const found = server.find(
      String(apiVersion),
      String(kind),
      String(name),
      namespace === undefined ? undefined : String(namespace),
    )
    assert.deepEqual(found, rest, id)
  }
})

test('an object needs neither a namespace that is listed nor a uid or a time', async (t) => {
  const server = await startApiServer({
    objects: [{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'web', namespace: 'shop'}}],
  })
  t.after(() => server.close())
  assert.ok(server.find('v1', 'Namespace', 'shop'))
  assert.ok(server.find('v1', 'ServiceAccount', 'default', 'shop'))
  assert.ok(server.find('v1', 'Pod', 'web', 'shop')?.metadata.uid)
})

test('an object that is put again is another version of the same, and one that is removed is gone', async (t) => {
  const pod = (phase: string) => {
    return {apiVersion: 'v1', kind: 'Pod', metadata: {name: 'web', namespace: 'shop'}, status: {phase}}
  }
  const server = await startApiServer({objects: [pod('Pending')]})
  t.after(() => server.close())
  const before = server.find('v1', 'Pod', 'web', 'shop')
  server.put(pod('Running'))
  const between = server.find('v1', 'Pod', 'web', 'shop')
  assert.equal(between?.metadata.creationTimestamp, before?.metadata.creationTimestamp)
  server.put({...pod('Succeeded'), metadata: {...objectAt(before, 'metadata')}})
  const after = server.find('v1', 'Pod', 'web', 'shop')
  assert.equal(after?.metadata.uid, before?.metadata.uid)
  assert.equal(between?.metadata.uid, before?.metadata.uid)
  const versions = [before, between, after].map((object) => Number(object?.metadata.resourceVersion))
  assert.deepEqual(
    versions,
    [...new Set(versions)].toSorted((a, b) => a - b),
  )
  server.remove('v1', 'Pod', 'web', 'shop')
  assert.equal(server.find('v1', 'Pod', 'web', 'shop'), undefined)
})

test('an object of a kind that the server has not is a mistake of the test, and said so', async () => {
  const widget = {apiVersion: 'example.test/v1', kind: 'Widget', metadata: {name: 'x'}}
  await assert.rejects(startApiServer({objects: [widget]}), /no resource of this server is a example\.test\/v1 Widget/)
})

test('ten thousand Pods come in pages, each of them once', async (t) => {
  const [template = {}] = readCapture('05-secret-missing').filter((object) => object['kind'] === 'Pod')
  const server = await startApiServer({objects: Array.from({length: 10_000}, (_, index) => numbered(template, index))})
  t.after(() => server.close())
  const names = new Set<string>()
  let token = ''
  do {
    const path = `/api/v1/pods?limit=500&continue=${token}`
    const answer = await callServer(server, {path, headers: {Authorization: 'Bearer admin-token'}})
    const body = JSON.parse(answer.body)
    for (const item of listAt(body, 'items')) names.add(textAt(item, 'metadata', 'name') ?? '')
    token = textAt(body, 'metadata', 'continue') ?? ''
  } while (token !== '')
  assert.equal(names.size, 10_000)
})

test('the users of a server with no others read what their names say', async (t) => {
  const server = await startApiServer({captures: ['05-secret-missing']})
  t.after(() => server.close())
  const may = async (user: string, path: string) => (await clientOf(server, user).get(path)).status === 200
  const rights = await Promise.all(
    ['admin', 'reader', 'viewer', 'nobody'].map(async (user) => {
      return [user, await may(user, '/api/v1/pods'), await may(user, '/api/v1/secrets'), await may(user, '/version')]
    }),
  )
  assert.deepEqual(rights, [
    ['admin', true, true, true],
    ['reader', true, true, true],
    ['viewer', true, false, true],
    ['nobody', false, false, true],
  ])
  const {body} = await clientOf(server, 'reader').send('POST', '/api/v1/namespaces/default/secrets', {
    metadata: {name: 'x'},
  })
  assert.equal(numberAt(body, 'code'), 403)
})

function identity(object: JsonObject): string {
  const {namespace, name} = objectAt(object, 'metadata')
  return `${object['apiVersion']} ${object['kind']} ${namespace}/${name}`
}

function numbered(template: JsonObject, index: number): JsonObject {
  return {...template, metadata: {name: `web-${index}`, namespace: `shop-${index % 50}`, labels: {app: 'web'}}}
}
