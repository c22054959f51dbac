import assert from 'node:assert/strict'
import {type TestContext, test} from 'node:test'
import {type ApiServer, startApiServer} from '../../sandbox/kube/api-server.ts'
import {at, numberAt, textAt} from '../../sandbox/kube/json.ts'
import {clientOf, watch} from './sandbox-client.ts'

const path = '/api/v1/namespaces/shop/secrets?watch=true'

test('a watch without a version begins with what is there and goes on with what comes', async (t) => {
  const server = await start(t)
  const watching = await watch(server, path)
  const first = await watching.next()
  put(server, 'b')
  const second = await watching.next()
  assert.deepEqual([first?.type, first?.name, second?.type, second?.name], ['ADDED', 'a', 'ADDED', 'b'])
})

test('a watch that asks for the initial events is told where they end', async (t) => {
  const server = await start(t)
  const query = 'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true'
  const watching = await watch(server, `${path}&${query}`)
  const [first, second] = [await watching.next(), await watching.next()]
  assert.deepEqual([first?.type, first?.name, second?.type], ['ADDED', 'a', 'BOOKMARK'])
  assert.deepEqual(at(second?.object, 'metadata', 'annotations'), {'k8s.io/initial-events-end': 'true'})
})

test('a watch from a version shows every change after it, and no other', async (t) => {
  const server = await start(t)
  const admin = clientOf(server, 'admin')
  const version = textAt((await admin.get('/api/v1/namespaces/shop/secrets')).body, 'metadata', 'resourceVersion')
  put(server, 'a', {seen: 'yes'})
  put(server, 'b')
  await admin.send('DELETE', '/api/v1/namespaces/shop/secrets/a', '')
  const watching = await watch(server, `${path}&resourceVersion=${version}`)
  const events = [await watching.next(), await watching.next(), await watching.next()]
  assert.deepEqual(
    events.map((event) => `${event?.type} ${event?.name}`),
    ['MODIFIED a', 'ADDED b', 'DELETED a'],
  )
  const versions = events.map((event) => Number(textAt(event?.object, 'metadata', 'resourceVersion')))
  assert.deepEqual(
    versions,
    versions.toSorted((a, b) => a - b),
  )
})

test('an object comes into the sight of a selector as ADDED and leaves it as DELETED', async (t) => {
  const server = await start(t)
  const watching = await watch(server, `${path}&labelSelector=seen%3Dyes&resourceVersion=${await version(server)}`)
  put(server, 'a', {seen: 'yes'})
  put(server, 'a', {seen: 'yes', more: 'x'})
  put(server, 'a', {seen: 'no'})
  put(server, 'b')
  put(server, 'c', {seen: 'yes'})
  const events = [await watching.next(), await watching.next(), await watching.next(), await watching.next()]
  assert.deepEqual(
    events.map((event) => `${event?.type} ${event?.name}`),
    ['ADDED a', 'MODIFIED a', 'DELETED a', 'ADDED c'],
  )
})

test('a version from before a compaction gets one error of code 410, and the end', async (t) => {
  const server = await start(t)
  const old = await version(server)
  put(server, 'b')
  server.compact()
  const watching = await watch(server, `${path}&resourceVersion=${old}`)
  const event = await watching.next()
  assert.deepEqual([event?.type, numberAt(event?.object, 'code')], ['ERROR', 410])
  assert.equal(await watching.next(), undefined)
  const current = await watch(server, `${path}&resourceVersion=${await version(server)}`)
  put(server, 'c')
  assert.equal((await current.next())?.name, 'c')
})

test('bookmarks come to those who asked, with the version up to which nothing was missed', async (t) => {
  const server = await start(t)
  const now = await version(server)
  const asking = await watch(server, `${path}&resourceVersion=${now}&allowWatchBookmarks=true`)
  const other = await watch(server, `${path}&resourceVersion=${now}`)
  server.put({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'elsewhere', namespace: 'shop'}})
  server.bookmark()
  const bookmark = await asking.next()
  assert.equal(bookmark?.type, 'BOOKMARK')
  assert.ok(Number(textAt(bookmark.object, 'metadata', 'resourceVersion')) > Number(now))
  put(server, 'b')
  assert.equal((await other.next())?.type, 'ADDED')
})

test('a watch ends in order when the server ends it or its time is up, and breaks when the connection is cut', async (t) => {
  const server = await start(t)
  const from = await version(server)
  const ended = await watch(server, `${path}&resourceVersion=${from}`)
  server.endWatches()
  assert.equal(await ended.next(), undefined)
  const timed = await watch(server, `${path}&resourceVersion=${from}&timeoutSeconds=1`)
  assert.equal(await timed.next(), undefined)
  const cut = await watch(server, `${path}&resourceVersion=${from}`)
  server.cutConnections()
  await assert.rejects(Promise.resolve(cut.next()), {code: 'ECONNRESET'})
})

async function start(t: TestContext): Promise<ApiServer> {
  const server = await startApiServer()
  t.after(() => server.close())
  put(server, 'a')
  return server
}

function put(server: ApiServer, name: string, labels = {}): void {
  server.put({apiVersion: 'v1', kind: 'Secret', metadata: {name, namespace: 'shop', labels}, type: 'Opaque'})
}

async function version(server: ApiServer): Promise<string | undefined> {
  const {body} = await clientOf(server, 'admin').get('/api/v1/namespaces/shop/secrets')
  return textAt(body, 'metadata', 'resourceVersion')
}
