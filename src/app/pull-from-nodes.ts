import {setTimeout} from 'node:timers/promises'
import type {KubeApi} from '../cluster/kube-api.ts'
import {KubeError, type KubeErrorKind} from '../cluster/kube-error.ts'
import {narrowPod} from '../cluster/narrow-pod.ts'
import {listAll, observe} from '../cluster/observe.ts'
import {type PullPod, pullPodManifest} from '../cluster/pull-pod.ts'
import {type ResourceAddress, resources} from '../cluster/resource.ts'
import type {Observed} from '../cluster/snapshot.ts'
import {pullResult} from '../doctor/pull-result.ts'
import type {OnProgress} from '../report/progress.ts'
import {lastSeen} from './last-seen.ts'
import {answerOf, isKnown, type NodeAnswer, type SaidOfPod} from './node-answer.ts'
import {type PodWatch, watchPods} from './pull-pod-watch.ts'

export interface PullOptions {
  /** Pods at once. */
  readonly mostPods: number
  /** How long one node may take. */
  readonly timeoutMs: number
  /** Ends the run: no further Pod is made, those that are there are deleted. */
  readonly signal: AbortSignal
  readonly onProgress: OnProgress
  /** Told of each answer as soon as it is known; `said` of a Pod that there was. */
  onAnswer(pod: PullPod, answer: NodeAnswer, said?: SaidOfPod): void
}

/** After these a call is made again: it may have been done, which does no harm. */
const passing: readonly KubeErrorKind[] = ['cut-off', 'unreachable', 'server-error', 'rate-limited']
const mostTries = 4
const firstPauseMs = 200

/**
 * Has nodes pull images, so many at once, and deletes each Pod when its answer is known. All Pods are of one run and
 * namespace. Whatever ends the run, its Pods are deleted; those that cannot be, since the connection is gone, end by their
 * deadline and are deleted by the next run.
 *
 * Where the API server refuses a Pod while others of the run exist, the quota may be used up by those: then fewer are made
 * at once, down to one, and only the refusal of one that was alone counts.
 */
export async function pullFromNodes(api: KubeApi, pods: readonly PullPod[], options: PullOptions): Promise<void> {
  const [first] = pods
  if (first === undefined) return
  const {mostPods, signal, onProgress, onAnswer} = options
  const watch = watchPods(api, first.namespace, first.run)
  const queue = [...pods]
  let workers = Math.min(mostPods, pods.length)
  let present = 0
  let answered = 0

  const tell = () => onProgress({kind: 'pulling', answered, total: pods.length})
  const answer = (...given: Parameters<PullOptions['onAnswer']>) => {
    answered += 1
    onAnswer(...given)
    tell()
  }
  const work = async (): Promise<void> => {
    for (let pod = queue.shift(); pod !== undefined && !signal.aborted; pod = queue.shift()) {
      const isAlone = present === 0
      present += 1
      const refusal = await pullOnce(api, watch, pod, {...options, onAnswer: answer}).finally(() => {
        present -= 1
      })
      if (refusal === undefined) continue
      if (isAlone) {
        answer(pod, {kind: 'refused', why: refusal.message})
        continue
      }
      queue.push(pod)
      if (workers > 1) break
    }
    workers -= 1
  }

  tell()
  try {
    await allEnded(Array.from({length: workers}, work))
  } finally {
    watch.stop()
  }
}

/** Waits for all of them, since each has a Pod to delete, and throws the first error after that. */
async function allEnded(works: readonly Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(works)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/**
 * One Pod from its making to its end; gives the refusal of one that the API server did not take. What is known is told
 * before the Pod is deleted: it is no less true where that cannot be done any more.
 */
async function pullOnce(
  api: KubeApi,
  watch: PodWatch,
  pod: PullPod,
  options: PullOptions,
): Promise<KubeError | undefined> {
  const address = {resource: resources.pods, namespace: pod.namespace, name: pod.name}
  let isMade = true
  try {
    const created = await create(api, pod)
    isMade = !(created instanceof KubeError)
    if (created instanceof KubeError) return created
    const {object = created, isGone = false} = (await lastSeen(api, watch, pod, options)) ?? {}
    const said = {object, events: await eventsOfPod(api, pod, object)}
    const why = isGone ? 'its Pod was deleted by somebody else' : noResult(options.timeoutMs)
    const answer = answerOf(said, why)
    if (!options.signal.aborted || isKnown(answer)) options.onAnswer(pod, answer, said)
    return undefined
  } finally {
    if (isMade) await remove(api, address)
  }
}

/** The Pod, or the refusal of the server. One that is there already was made by a try whose answer was lost. */
async function create(api: KubeApi, pod: PullPod): Promise<unknown> {
  const {namespace, name} = pod
  try {
    return await persistently(() => api.create({resource: resources.pods, namespace}, pullPodManifest(pod)))
  } catch (error) {
    if (!(error instanceof KubeError)) throw error
    if (error.kind === 'already-exists') return api.get({resource: resources.pods, namespace, name})
    if (error.kind === 'forbidden' || error.kind === 'invalid') return error
    throw error
  }
}

async function eventsOfPod(
  api: KubeApi,
  {namespace, name}: PullPod,
  object: unknown,
): Promise<Observed<readonly unknown[]>> {
  const pod = narrowPod(object)
  if (pod === undefined || pullResult(pod) === 'pulled') return {kind: 'value', value: []}
  const address = {resource: resources.events, namespace}
  const fieldSelector = `involvedObject.kind=Pod,involvedObject.name=${name}`
  return observe(
    'list',
    address,
    listAll(api, {...address, fieldSelector}, (event) => event),
  )
}

function noResult(timeoutMs: number): string {
  return `there was no result within ${timeoutMs / 1000}s (--pull-timeout)`
}

/** Takes an object of the run away; one that is gone is no fault. */
export async function remove(api: KubeApi, address: ResourceAddress): Promise<void> {
  try {
    await persistently(() => api.delete(address))
  } catch (error) {
    if (!(error instanceof KubeError) || error.kind !== 'not-found') throw error
  }
}

async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof KubeError) || !passing.includes(error.kind) || tries === mostTries) throw error
      await setTimeout(firstPauseMs * 2 ** tries)
    }
  }
}
