import {eventsOf, narrowEvent} from '../cluster/narrow-event.ts'
import {narrowPod} from '../cluster/narrow-pod.ts'
import {podEnd} from '../cluster/pull-pod.ts'
import type {Observed, Pod, PodEvent} from '../cluster/snapshot.ts'
import {type PullResult, pullResult} from '../doctor/pull-result.ts'

/** What came of one Pod. */
export type NodeAnswer = PodAnswer | RefusedPod | UnansweredPod

/** The kubelet had the Pod. */
export interface PodAnswer {
  readonly kind: 'seen'
  readonly result: PullResult
  /** As it was when its result was known, or when nobody waited any longer. */
  readonly pod: Pod
  /** Read only where the image was not pulled. */
  readonly events: Observed<readonly PodEvent[]>
  /** Where the result stays open: why. */
  readonly why: string
}

/** The API server did not take the Pod. */
export interface RefusedPod {
  readonly kind: 'refused'
  readonly why: string
}

/** The run ended before it was known. */
export interface UnansweredPod {
  readonly kind: 'unanswered'
  readonly why: string
}

/** A Pod with its events as the API server gave them, which is all that an answer is read from. */
export interface SaidOfPod {
  readonly object: unknown
  /** Read only where the image was not pulled. */
  readonly events: Observed<readonly unknown[]>
}

/** What a Pod and its events say of the pull; `why` is said where it stays open and the kubelet gave no reason. */
export function answerOf({object, events}: SaidOfPod, why: string): NodeAnswer {
  const pod = narrowPod(object)
  if (pod === undefined) return {kind: 'refused', why: 'the API server answers with something that is not a Pod'}
  const own = (dated: readonly unknown[]) =>
    eventsOf(
      [pod],
      dated.flatMap((event) => narrowEvent(event) ?? []),
    )
  return {
    kind: 'seen',
    result: pullResult(pod),
    pod,
    events: events.kind === 'value' ? {kind: 'value', value: own(events.value)} : events,
    why: podEnd(object) ?? why,
  }
}

/** Did the node say how its pull went? Then there is no need to ask it again. */
export function isKnown(answer: NodeAnswer): boolean {
  return answer.kind === 'seen' && answer.result !== 'open'
}
