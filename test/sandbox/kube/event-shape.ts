import {type Json, type JsonObject, type KubeObject, without} from './json.ts'

/** Each member of a core/v1 Event that is called otherwise in events.k8s.io/v1. */
const renamed: readonly (readonly [core: string, group: string])[] = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
  ['reportingComponent', 'reportingController'],
]

/** A stored event as events.k8s.io/v1 shows it (pkg/apis/core/v1 and pkg/apis/events/v1 share one internal type). */
export function toGroupEvent(event: KubeObject): KubeObject {
  return rename(event, renamed)
}

/** An event in the shape of events.k8s.io/v1 as it is stored. */
export function toCoreEvent(event: KubeObject): KubeObject {
  return rename(
    event,
    renamed.map(([core, group]) => [group, core] as const),
  )
}

function rename(event: KubeObject, names: readonly (readonly [string, string])[]): KubeObject {
  const moved: Record<string, Json | undefined> = {}
  for (const [from, to] of names) if (event[from] !== undefined) moved[to] = event[from]
  const rest: JsonObject = without(event, ...names.map(([from]) => from))
  return {...rest, metadata: event.metadata, ...moved}
}
