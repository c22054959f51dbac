import assert from 'node:assert/strict'
import {type TestContext, test} from 'node:test'
import {type ChangesOptions, watchChanges} from '../../src/app/watch-changes.ts'
import type {KubeApi, WatchEvent, WatchQuery} from '../../src/cluster/kube-api.ts'
import {KubeError} from '../../src/cluster/kube-error.ts'
import {resources} from '../../src/cluster/resource.ts'
import {sandboxApi} from '../cluster/sandbox-api.ts'
import {aPod} from '../commands/object.ts'

const pod = (name: string) => aPod(name, {image: 'ghcr.io/acme/web:1'})
const event: WatchEvent = {type: 'MODIFIED', object: {}}

/** Watches until the test ends; `unseen` is what it was told. */
function watching(t: TestContext, api: Pick<KubeApi, 'watch'>, options: Partial<ChangesOptions> = {}) {
  const controller = new AbortController()
  t.after(() => controller.abort())
  const unseen: string[] = []
  const onUnseen: ChangesOptions['onUnseen'] = ({plural}, {kind}) => unseen.push(`${plural} ${kind}`)
  const all = {namespace: 'shop', settleMs: 5, retryMs: 5, onUnseen, ...options}
  return {changes: watchChanges(api, all, controller.signal), unseen}
}

/** Watches of Pods that go, one after the other, as these say; the last of them, and those of others, stay silent. */
function scripted(...watches: readonly (readonly (WatchEvent | Error)[])[]) {
  const asked: WatchQuery[] = []
  async function* watch(query: WatchQuery, signal: AbortSignal): AsyncGenerator<WatchEvent> {
    const mine = query.resource.plural === 'pods' ? (watches[asked.length] ?? []) : []
    if (query.resource.plural === 'pods') asked.push(query)
    for (const each of mine) {
      if (each instanceof Error) throw each
      yield each
    }
    await new Promise((resolve) => signal.addEventListener('abort', resolve, {once: true}))
  }
  return {asked, watch}
}

/** Is the wait still going on when all that is on its way has come? */
async function isWaiting(wait: Promise<void>): Promise<boolean> {
  const {promise, resolve} = Promise.withResolvers<boolean>()
  setTimeout(resolve, 50, true)
  return Promise.race([promise, wait.then(() => false)])
}

test('many changes at once end the wait once, and cost no request', {timeout: 20_000}, async (t) => {
  const {api, server} = await sandboxApi(t, {objects: [pod('web-0')]})
  const {changes} = watching(t, api, {settleMs: 100})
  await changes.next()
  for (let at = 0; at < 500; at++) server.put(pod(`web-${at}`))
  await changes.next()
  const wait = changes.next()
  server.bookmark()
  assert.ok(await isWaiting(wait))
  server.remove('v1', 'Pod', 'web-3', 'shop')
  await wait
  assert.equal(server.requests.length, 3)
  assert.ok(server.requests.every(({headers}) => headers.accept?.includes('PartialObjectMetadata')))
})

test('changes are seen across broken connections, ended watches and expired versions', {timeout: 20_000}, async (t) => {
  const {api, server} = await sandboxApi(t, {objects: [pod('web-0')]})
  const {changes, unseen} = watching(t, api)
  await changes.next()
  for (const disturb of [server.cutConnections, server.endWatches]) {
    disturb()
    await api.get({resource: resources.pods, namespace: 'shop', name: 'web-0'})
    server.compact()
    server.put(pod('web-1'))
    await changes.next()
  }
  assert.deepEqual(unseen, [])
})

test('an expired version is a change: what happened since is not known', async (t) => {
  const api = scripted([new KubeError('expired', 'too old')], [])
  const {changes, unseen} = watching(t, api)
  await changes.next()
  assert.equal(api.asked.length, 2)
  assert.deepEqual(unseen, [])
})

test('what is there is no change where it is watched from a version on, until that has expired', async (t) => {
  const api = scripted([new KubeError('unreachable', 'gone')], [new KubeError('expired', 'too old')], [])
  const {changes} = watching(t, api, {since: new Map([['pods', '7']])})
  while (api.asked.length < 3) await changes.next()
  assert.deepEqual(
    api.asked.map(({resourceVersion}) => resourceVersion),
    ['7', '7', undefined],
  )
})

test('what may not be watched is said once, read now and then, and watched as soon as it may be', {
  timeout: 20_000,
}, async (t) => {
  const forbidden = new KubeError('forbidden', 'no')
  const api = scripted([forbidden], [forbidden], [event, new KubeError('unreachable', 'gone')], [event])
  const {changes, unseen} = watching(t, api)
  while (api.asked.length < 4) await changes.next()
  assert.deepEqual(unseen, ['pods forbidden', 'pods unreachable'])
  assert.ok(await isWaiting(changes.next()))
})

test('Secrets that may not be watched keep no change of Pods from being seen', {timeout: 20_000}, async (t) => {
  const {as, server} = await sandboxApi(t, {objects: [pod('web-0')]})
  const {changes, unseen} = watching(t, as('viewer'), {retryMs: 60_000})
  await changes.next()
  server.put(pod('web-1'))
  await changes.next()
  assert.deepEqual(unseen, ['secrets forbidden'])
})

test('a defect of a watch ends the wait, this one or the next', async (t) => {
  const {changes} = watching(t, scripted([event, new TypeError('ours')]))
  await assert.rejects(async () => {
    for (;;) await changes.next()
  }, TypeError)
})
