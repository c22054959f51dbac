import type {ClusterSnapshot, Container, Pod, PodEvent} from '../cluster/snapshot.ts'
import {parseReference} from '../reference/parse-reference.ts'
import {hasEnded, hasRunOutOfTime} from './ended-pod.ts'
import type {Evidence} from './finding.ts'
import {parsePullFailure} from './parse-pull-failure.ts'
import type {PullFailure} from './pull-failure.ts'

/** A pull that fails now, with the words it was read from. */
export interface ObservedFailure {
  /** The waiting reason or the event's reason; `Foretold` where no kubelet spoke. */
  readonly reason: string
  readonly message: string
  /** `probe`: foretold from a registry's answers to this machine (`foretoldFailure`). */
  readonly from: 'status' | 'event' | 'probe'
  readonly failure: PullFailure
  /** The answer that a foretold failure rests on; absent where nothing had to be asked. */
  readonly answer?: Extract<Evidence, {kind: 'exchange'}>
}

/**
 * Is this container's pull failing now, and in which words? The container's status decides: it is current, while events
 * live for an hour and are dropped after about five of a kind (event recorder's spam filter). Events serve only where
 * the status is a failing pull without its cause, for the Pod's sandbox, which has no status of its own, and for a Pod
 * without any status, such as one that only its events tell of. A Pod that has ended fails no pull, unless it ended by
 * its deadline: then the pull is what used up its time.
 */
export function observeFailure(
  pod: Pod,
  container: Container,
  events: readonly PodEvent[],
): ObservedFailure | undefined {
  if (pod.deletedAt !== undefined || (hasEnded(pod) && !hasRunOutOfTime(pod))) return undefined
  if (pod.phase === undefined && pod.containers.every(({state}) => state.kind === 'none')) {
    return failureInEvents(container, events)
  }
  if (container.kind === 'volume') return volumeFailure(pod, container, events)
  const {state} = container
  if (state.kind !== 'waiting') return undefined
  const stated = read('status', state.reason, state.message ?? '')
  if (stated === undefined) return waitsForSandbox(pod, container, state.reason) ? sandboxFailure(events) : undefined
  if (stated.failure.image !== undefined && isAnotherImage(pod, container, stated.failure.image)) return undefined
  if (!isWithoutCause(stated.failure)) return stated
  return causeInEvents(container, events) ?? stated
}

/** The events of each Pod, newest last, so that the plans need not search all of them. */
export function eventsByPod(snapshot: ClusterSnapshot): ReadonlyMap<string, readonly PodEvent[]> {
  if (snapshot.events.kind !== 'value') return new Map()
  return Map.groupBy(snapshot.events.value, (event) => `${event.namespace}/${event.pod}`)
}

/** True where only the back-off is known: the kubelet was restarted, or keeps the cause in another event. */
export function isWithoutCause(failure: PullFailure): boolean {
  return failure.parts.every(({fault, serverMessage}) => fault === 'unknown' && serverMessage === undefined)
}

function read(from: ObservedFailure['from'], reason: string, message: string): ObservedFailure | undefined {
  const failure = parsePullFailure(reason, message)
  return failure && {reason, message, from, failure}
}

/** The kubelet reports a failing image volume as the waiting state of the containers that would mount it. */
function volumeFailure(pod: Pod, volume: Container, events: readonly PodEvent[]): ObservedFailure | undefined {
  for (const {state} of pod.containers) {
    if (state.kind !== 'waiting') continue
    const stated = read('status', state.reason, state.message ?? '')
    if (stated?.failure.image === undefined || !isSameImage(stated.failure.image, volume.image)) continue
    return isWithoutCause(stated.failure) ? (causeInEvents(volume, events) ?? stated) : stated
  }
  return undefined
}

function isAnotherImage(pod: Pod, container: Container, quoted: string): boolean {
  if (isSameImage(quoted, container.image)) return false
  return pod.containers.some((other) => other.kind === 'volume' && isSameImage(quoted, other.image))
}

function isSameImage(one: string, other: string): boolean {
  return one === other || normalised(one) === normalised(other)
}

function normalised(image: string): string {
  const parsed = parseReference(image)
  if (parsed.kind === 'invalid') return image
  const {registry, repository, tag, digest} = parsed.reference
  return `${registry}/${repository}@${digest ?? tag}`
}

function waitsForSandbox(pod: Pod, container: Container, reason: string): boolean {
  const first = pod.containers.find(({state}) => state.kind === 'waiting')
  return reason === 'ContainerCreating' || (reason === 'PodInitializing' && first === container)
}

/** The newest event about the pause image, unless the sandbox came up after it. */
function sandboxFailure(events: readonly PodEvent[]): ObservedFailure | undefined {
  const started = events.findLastIndex((event) => event.reason === 'Pulling' || event.reason === 'Pulled')
  const at = events.findLastIndex((event) => event.reason === 'FailedCreatePodSandBox')
  const event = events[at]
  if (event === undefined || started > at) return undefined
  const found = read('event', event.reason, event.message)
  return found?.failure.isSandbox ? found : undefined
}

function causeInEvents(container: Container, events: readonly PodEvent[]): ObservedFailure | undefined {
  const found = failureInEvents(container, events)
  return found && !isWithoutCause(found.failure) ? found : undefined
}

/** The newest event with a cause, else the newest that says that the pull fails; none once the image was pulled or the Pod ended. */
function failureInEvents(container: Container, events: readonly PodEvent[]): ObservedFailure | undefined {
  let silent: ObservedFailure | undefined
  for (const event of events.toReversed()) {
    if (!isAbout(event, container)) continue
    if (isOver(event)) return undefined
    const found =
      event.reason === 'FailedToRetrieveImagePullSecret' ? undefined : read('event', event.reason, event.message)
    if (found === undefined || !isOf(found.failure, container)) continue
    if (!isWithoutCause(found.failure)) return found
    if (isQuoted(found.failure)) silent ??= found
  }
  return silent
}

/** Event reasons that only come once the image is there, and those that end a Pod (`pkg/kubelet/events`, the taint manager). */
const overReasons: ReadonlySet<string> = new Set([
  'Pulled',
  'Created',
  'Started',
  'Killing',
  'Unhealthy',
  'Evicted',
  'Preempting',
  'Preempted',
  'TaintManagerEviction',
])

function isOver({reason, message}: PodEvent): boolean {
  return overReasons.has(reason) || (reason === 'BackOff' && message.startsWith('Back-off restarting'))
}

/** Events about image volumes and the whole Pod name no container. */
function isAbout(event: PodEvent, container: Container): boolean {
  return event.container === undefined || event.container === container.name
}

function isOf(failure: PullFailure, container: Container): boolean {
  if (!isQuoted(failure) || failure.isSandbox) return container.kind !== 'volume'
  return isSameImage(failure.image, container.image)
}

/** CRI-O's short names leave the image empty; `Error: ErrImagePull` names none, and may speak of an image volume. */
function isQuoted(failure: PullFailure): failure is PullFailure & {readonly image: string} {
  return failure.image !== undefined && failure.image !== ''
}
