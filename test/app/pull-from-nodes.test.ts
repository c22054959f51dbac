import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import type {NodeAnswer} from '../../src/app/node-answer.ts'
import {type PullOptions, pullFromNodes} from '../../src/app/pull-from-nodes.ts'
import {field, textField} from '../../src/cluster/json-field.ts'
import type {KubeApi, WatchEvent} from '../../src/cluster/kube-api.ts'
import {KubeError} from '../../src/cluster/kube-error.ts'
import type {PullPod} from '../../src/cluster/pull-pod.ts'

const thousand = Array.from({length: 1000}, (_, at) => aPullPod(at + 1))

describe('a thousand nodes', () => {
  test('are asked in waves, each by one Pod that is made, seen by the one watch, and deleted', async () => {
    const cluster = aCluster()
    const answers = await ask(cluster, thousand, {mostPods: 20})
    assert.equal(answers.size, 1000)
    assert.deepEqual(new Set([...answers.values()].map(resultOf)), new Set(['pulled']))
    assert.ok(cluster.most > 10 && cluster.most <= 20, `${cluster.most} Pods at once`)
    assert.deepEqual(cluster.calls, {create: 1000, delete: 1000, watch: 1, list: 0, get: 0})
  })

  test('cost one more request each where they fail, for the events', async () => {
    const cluster = aCluster({fails: (node) => node.endsWith('7')})
    const answers = await ask(cluster, thousand, {mostPods: 50})
    assert.equal([...answers.values()].filter((answer) => resultOf(answer) === 'failed').length, 100)
    assert.deepEqual(cluster.calls, {create: 1000, delete: 1000, watch: 1, list: 100, get: 0})
  })

  test('are not asked any more once the run is broken off, and none of its Pods stays', async () => {
    const cluster = aCluster()
    const controller = new AbortController()
    const answers = await ask(cluster, thousand, {mostPods: 20, signal: controller.signal}, (known) => {
      if (known === 300) controller.abort()
    })
    assert.ok(answers.size >= 300 && answers.size < 330, `${answers.size} answers`)
    assert.equal(cluster.pods.size, 0)
    assert.ok(cluster.calls.create < 330)
  })

  test('that have answered are known where the API server goes away', async () => {
    const cluster = aCluster()
    const answers = new Map<PullPod, NodeAnswer>()
    const run = ask(
      cluster,
      thousand,
      {mostPods: 20},
      (known) => {
        if (known === 300) cluster.goAway()
      },
      answers,
    )
    await assert.rejects(run, /gone/)
    assert.ok(answers.size >= 300 && answers.size < 330, `${answers.size} answers`)
    assert.ok(cluster.calls.create < 330, 'and no other is tried')
  })
})

test('what a node said is told although the run is broken off meanwhile', async () => {
  const controller = new AbortController()
  const cluster = aCluster({fails: () => true, onList: () => controller.abort()})
  const answers = await ask(cluster, thousand, {mostPods: 1, signal: controller.signal})
  assert.deepEqual([...answers.values()].map(resultOf), ['failed'])
})

test('a Pod that is refused beside others is made when there is room', async () => {
  const cluster = aCluster({room: 3})
  const answers = await ask(cluster, thousand.slice(0, 40), {mostPods: 10})
  assert.equal(answers.size, 40)
  assert.deepEqual(new Set([...answers.values()].map(resultOf)), new Set(['pulled']))
  assert.equal(cluster.most, 3)
})

interface ClusterOptions {
  fails?(node: string): boolean
  /** Pods that the quota has room for. */
  readonly room?: number
  /** Called before events are listed. */
  onList?(): void
}

/** An API server in memory whose kubelets answer in the turn after a Pod is made. */
function aCluster({fails = () => false, room = Number.POSITIVE_INFINITY, onList = () => {}}: ClusterOptions = {}) {
  const pods = new Map<string, object>()
  const calls = {create: 0, delete: 0, watch: 0, list: 0, get: 0}
  const events: WatchEvent[] = []
  let more = Promise.withResolvers<void>()
  let isGone = false
  let most = 0
  const send = (type: WatchEvent['type'], object: unknown) => {
    events.push({type, object})
    more.resolve()
    more = Promise.withResolvers<void>()
  }
  const called = (verb: keyof typeof calls) => {
    calls[verb] += 1
    // Refused for good: what passes is tried again after a pause.
    if (isGone) throw new KubeError('unauthorized', 'the API server is gone')
  }
  const api: KubeApi = {
    server: 'https://cluster.test',
    async create(_, object) {
      called('create')
      if (pods.size >= room) throw new KubeError('forbidden', 'exceeded quota')
      const name = textField(object, 'metadata', 'name') ?? ''
      pods.set(name, object)
      most = Math.max(most, pods.size)
      send('ADDED', object)
      const status = fails(textField(object, 'spec', 'nodeName') ?? '') ? failed : pulled
      setImmediate(() => send('MODIFIED', {...object, status}))
      return object
    },
    async delete({name = ''}) {
      called('delete')
      const object = pods.get(name)
      pods.delete(name)
      send('DELETED', object)
    },
    async *watch(_, signal) {
      called('watch')
      const ended = new Promise((resolve) => signal.addEventListener('abort', resolve, {once: true}))
      while (!signal.aborted) {
        yield* events.splice(0)
        if (events.length === 0) await Promise.race([more.promise, ended])
      }
    },
    // biome-ignore lint/correctness/useYield: a list without a page
    async *list() {
      onList()
      called('list')
    },
    async get() {
      called('get')
    },
    update: () => Promise.reject(new Error('nothing is updated')),
    patch: () => Promise.reject(new Error('nothing is patched')),
  }
  return {
    api,
    pods,
    calls,
    get most() {
      return most
    },
    goAway() {
      isGone = true
    },
  }
}

const pulled = statusOf({terminated: {exitCode: 128, reason: 'StartError'}}, 'registry.test/app@sha256:1')
const failed = statusOf({waiting: {reason: 'ErrImagePull', message: 'rpc error: code = NotFound desc = not found'}}, '')

function statusOf(state: object, imageID: string): object {
  return {containerStatuses: [{name: 'image', state, imageID}]}
}

async function ask(
  {api}: ReturnType<typeof aCluster>,
  pods: readonly PullPod[],
  options: Pick<PullOptions, 'mostPods'> & Partial<PullOptions>,
  onKnown: (count: number) => void = () => {},
  answers = new Map<PullPod, NodeAnswer>(),
): Promise<ReadonlyMap<PullPod, NodeAnswer>> {
  await pullFromNodes(api, pods, {
    timeoutMs: 60_000,
    signal: new AbortController().signal,
    onProgress: () => {},
    onAnswer(pod, answer) {
      answers.set(pod, answer)
      onKnown(answers.size)
    },
    ...options,
  })
  return answers
}

function resultOf(answer: NodeAnswer): unknown {
  return field(answer, 'result') ?? answer.kind
}

function aPullPod(at: number): PullPod {
  return {
    name: `imagecreds-pull-abc-${at}`,
    namespace: 'shop',
    run: 'abc',
    node: {name: `node-${at}`, taints: []},
    image: 'registry.test/app',
    pullSecrets: ['regcred'],
    deadlineSeconds: 150,
  }
}
