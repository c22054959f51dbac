import assert from 'node:assert/strict'
import {Readable} from 'node:stream'
import {test} from 'node:test'
import {textField} from '../../src/cluster/json-field.ts'
import type {WatchEvent} from '../../src/cluster/kube-api.ts'
import {KubeError} from '../../src/cluster/kube-error.ts'
import type {Call} from '../../src/cluster/kube-request.ts'
import {watchEvents} from '../../src/cluster/kube-watch.ts'
import {resources} from '../../src/cluster/resource.ts'
import {sandboxApi} from './sandbox-api.ts'

const query = {resource: resources.serviceAccounts, namespace: 'shop', labelSelector: 'seen'}
const account = (name: string, seen = '1') => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: {namespace: 'shop', name, labels: {seen}},
})
const change = (type: string, name: string, resourceVersion: string) =>
  JSON.stringify({type, object: {metadata: {name, resourceVersion}}})
const shown = ({type, object}: WatchEvent) => `${type} ${textField(object, 'metadata', 'name')}`

/** Watches whose answers are these, one after the other; the calls that were made are kept. */
function scripted(resourceVersion: string | undefined, ...answers: readonly (readonly string[] | Error)[]) {
  const calls: Call[] = []
  const controller = new AbortController()
  const open = async (call: Call) => {
    const answer = answers[calls.length]
    calls.push(call)
    if (answer instanceof Error) throw answer
    if (answer === undefined) controller.abort()
    return Readable.from(answer ?? [])
  }
  const versioned = {...query, ...(resourceVersion !== undefined && {resourceVersion})}
  const events = all(watchEvents(open, versioned, controller.signal))
  return {events, versions: () => calls.map((call) => call.query?.['resourceVersion'])}
}

test('what changes comes as it happens, across connections that break', async (t) => {
  const {api, server} = await sandboxApi(t, {objects: [account('a')]})
  const controller = new AbortController()
  const seen: string[] = []
  for await (const event of api.watch(query, controller.signal)) {
    seen.push(shown(event))
    if (seen.length === 1) server.put(account('a', '2'))
    if (seen.length === 2) {
      server.cutConnections()
      server.put(account('b'))
    }
    if (seen.length === 3) controller.abort()
  }
  assert.deepEqual(seen, ['ADDED a', 'MODIFIED a', 'ADDED b'])
})

test('a watch that ends is taken up at the last version, bookmarks included', async () => {
  const {events, versions} = scripted(
    '3',
    [`${change('ADDED', 'a', '5')}\n${change('BOOKMARK', '', '9')}\n`],
    [`${change('DELETED', 'a', '12')}\n`],
  )
  assert.deepEqual((await events).map(shown), ['ADDED a', 'DELETED a'])
  assert.deepEqual(versions(), ['3', '9', '12'])
})

test('a watch that breaks off in the objects it begins with begins again', async () => {
  const {events, versions} = scripted(
    undefined,
    [`${change('ADDED', 'a', '7')}\n`],
    [`${change('ADDED', 'a', '7')}\n${change('ADDED', 'b', '5')}\n${change('MODIFIED', 'a', '9')}\n`],
  )
  assert.deepEqual((await events).map(shown), ['ADDED a', 'ADDED a', 'ADDED b', 'MODIFIED a'])
  assert.deepEqual(versions(), [undefined, undefined, '9'])
})

test('lines are put together from pieces, and one that was cut off is left to the next connection', async () => {
  const line = change('ADDED', 'a', '5')
  const {events} = scripted(undefined, [line.slice(0, 10), `${line.slice(10)}\n\n${line.slice(0, 20)}`])
  assert.deepEqual((await events).map(shown), ['ADDED a'])
})

test('a version that the server has forgotten ends the watch', async () => {
  const error = JSON.stringify({type: 'ERROR', object: {kind: 'Status', code: 410, message: 'too old'}})
  await assert.rejects(
    scripted(undefined, [`${error}\n`]).events,
    (thrown) => thrown instanceof KubeError && thrown.kind === 'expired',
  )
})

test('a connection that says nothing is taken up anew at the last version', async () => {
  const controller = new AbortController()
  const versions: (string | undefined)[] = []
  const closed: boolean[] = []
  const open = async (call: Call) => {
    versions.push(call.query?.['resourceVersion'])
    if (versions.length === 3) controller.abort()
    const silent = new Readable({read: () => {}}).once('close', () => closed.push(true))
    silent.push(`${change('MODIFIED', 'a', String(versions.length))}\n`)
    return silent
  }
  const events = await all(watchEvents(open, query, controller.signal, 20))
  assert.deepEqual(events.map(shown), ['MODIFIED a', 'MODIFIED a', 'MODIFIED a'])
  assert.deepEqual(versions, [undefined, '1', '2'])
  assert.equal(closed.length, 3)
})

test('a connection that never said a word may hold back what has changed, so that the list is to be read anew', async () => {
  const answers = {
    'no answer': ({signal}: Call) => new Promise<never>((_, reject) => signal?.addEventListener('abort', reject)),
    'an answer without a word': async () => new Readable({read: () => {}}),
  }
  for (const [how, open] of Object.entries(answers)) {
    const events = all(watchEvents(open, query, new AbortController().signal, 20))
    await assert.rejects(events, (thrown) => thrown instanceof KubeError && thrown.kind === 'expired', how)
  }
})

test('a server is asked to end a watch, for bookmarks, and where no more is needed for metadata alone', async (t) => {
  const {api, server} = await sandboxApi(t, {objects: [account('a')]})
  const controller = new AbortController()
  const secrets = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {namespace: 'shop', name: 's'},
    data: {token: 'c2VjcmV0'},
  }
  server.put(secrets)
  const watched = {resource: resources.secrets, namespace: 'shop', metadataOnly: true}
  for await (const {object} of api.watch(watched, controller.signal)) {
    assert.equal(textField(object, 'metadata', 'name'), 's')
    assert.doesNotMatch(JSON.stringify(object), /c2VjcmV0/)
    controller.abort()
  }
  const {searchParams} = new URL(server.requests.at(-1)?.url ?? '', server.url)
  assert.equal(searchParams.get('allowWatchBookmarks'), 'true')
  assert.ok(Number(searchParams.get('timeoutSeconds')) > 0)
})

test('a watch that may not be made is an error at once', async () => {
  const {events, versions} = scripted(undefined, new KubeError('forbidden', 'no'))
  await assert.rejects(events, (thrown) => thrown instanceof KubeError && thrown.kind === 'forbidden')
  assert.equal(versions().length, 1)
})

test('what is no change is no API server', async () => {
  for (const line of ['<html>', '{"type":"SIGNED"}', '7']) {
    await assert.rejects(
      scripted(undefined, [`${line}\n`]).events,
      (thrown) => thrown instanceof KubeError && thrown.kind === 'not-an-api-server',
    )
  }
})

async function all<T>(events: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const event of events) found.push(event)
  return found
}
