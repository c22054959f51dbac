import type {KubeApi} from '../cluster/kube-api.ts'
import {narrowPod} from '../cluster/narrow-pod.ts'
import {listAll, observe} from '../cluster/observe.ts'
import {type PullPod, podEnd} from '../cluster/pull-pod.ts'
import {resources} from '../cluster/resource.ts'
import {pullResult} from '../doctor/pull-result.ts'
import type {PodWatch, SeenPod} from './pull-pod-watch.ts'

/** So long a watch is believed to have shown all there is. */
const lookAfterMs = 30_000

/**
 * The Pod once it is decided, or as it was last when time is over. What the watch does not show for long is looked for: a
 * proxy on the way may hold a watch back that is open, or break it off without a word.
 */
export async function lastSeen(
  api: KubeApi,
  watch: PodWatch,
  pod: PullPod,
  {signal, timeoutMs}: {readonly signal: AbortSignal; readonly timeoutMs: number},
): Promise<SeenPod | undefined> {
  const end = performance.now() + timeoutMs
  for (;;) {
    const left = Math.max(0, end - performance.now())
    const limit = AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(Math.min(left, lookAfterMs)))])
    const seen = await watch.until(pod.name, isDecided, limit)
    if (signal.aborted || isOver(seen)) return seen
    const looked = (await look(api, pod, seen)) ?? seen
    if (left <= lookAfterMs || isOver(looked)) return looked
  }
}

function isOver(seen: SeenPod | undefined): boolean {
  return seen !== undefined && (seen.isGone || isDecided(seen))
}

/** Listed, since no right to get a Pod was asked for; `undefined` where that cannot be done. */
async function look(api: KubeApi, {namespace, name}: PullPod, seen: SeenPod | undefined): Promise<SeenPod | undefined> {
  const address = {resource: resources.pods, namespace}
  const query = {...address, fieldSelector: `metadata.name=${name}`}
  const found = await observe(
    'list',
    address,
    listAll(api, query, (object) => object),
  )
  if (found.kind !== 'value') return undefined
  const [object] = found.value
  return {object: object ?? seen?.object, isGone: object === undefined}
}

function isDecided({object}: SeenPod): boolean {
  const pod = narrowPod(object)
  return pod !== undefined && (pullResult(pod) !== 'open' || podEnd(object) !== undefined)
}
