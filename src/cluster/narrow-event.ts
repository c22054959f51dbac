import {field, nameField, numberField, textField} from './json-field.ts'
import {narrowMeta} from './object-meta.ts'
import type {Pod, PodEvent} from './snapshot.ts'

/** An event with what its place in time is told by. */
export interface DatedEvent {
  readonly event: PodEvent
  /** `metadata.resourceVersion`: decides between events of one second, which is as fine as `lastTimestamp` gets. */
  readonly version: number
}

const containerPath = /^spec\.(?:initContainers|containers|ephemeralContainers)\{(.+)\}$/

/** What the recorder puts before the latest of many similar messages (`EventAggregatorByReasonMessageFunc` in client-go). */
const combined = /^\(combined from similar events\): /

/** An Event of core/v1 or events.k8s.io/v1 that is about a Pod; `undefined` for all others. */
export function narrowEvent(object: unknown): DatedEvent | undefined {
  const about = field(object, 'involvedObject') ?? field(object, 'regarding')
  const meta = narrowMeta(object)
  const pod = nameField(about, 'name')
  if (meta === undefined || pod === undefined || field(about, 'kind') !== 'Pod') return undefined
  const podUid = textField(about, 'uid')
  const container = containerPath.exec(textField(about, 'fieldPath') ?? '')?.[1]
  const lastSeen = timeOf(object)
  return {
    event: {
      namespace: meta.namespace,
      pod,
      ...(podUid !== undefined && {podUid}),
      ...(container !== undefined && {container}),
      type: field(object, 'type') === 'Warning' ? 'Warning' : 'Normal',
      reason: textField(object, 'reason') ?? '',
      message: (textField(object, 'message') ?? textField(object, 'note') ?? '').replace(combined, ''),
      count: countOf(object),
      ...(lastSeen !== undefined && {lastSeen}),
    },
    version: Number(textField(object, 'metadata', 'resourceVersion') ?? 0) || 0,
  }
}

/**
 * The events about these Pods, oldest first. A Pod that was made anew under its old name has a new uid: events of its
 * predecessor are left out.
 */
export function eventsOf(pods: readonly Pod[], dated: readonly DatedEvent[]): PodEvent[] {
  const known = new Map(pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod]))
  return dated
    .filter(({event: {namespace, pod, podUid}}) => {
      const about = known.get(`${namespace}/${pod}`)
      if (about === undefined) return false
      const {uid, staticUid} = about
      return uid === undefined || podUid === undefined || podUid === uid || podUid === staticUid
    })
    .map((each) => ({...each, second: Math.floor(Date.parse(each.event.lastSeen ?? '') / 1000) || 0}))
    .sort((a, b) => a.second - b.second || a.version - b.version)
    .map(({event}) => event)
}

function timeOf(event: unknown): string | undefined {
  return (
    textField(event, 'lastTimestamp') ??
    textField(event, 'series', 'lastObservedTime') ??
    textField(event, 'deprecatedLastTimestamp') ??
    textField(event, 'eventTime') ??
    textField(event, 'metadata', 'creationTimestamp')
  )
}

function countOf(event: unknown): number {
  return (
    numberField(event, 'count') ?? numberField(event, 'series', 'count') ?? numberField(event, 'deprecatedCount') ?? 1
  )
}
