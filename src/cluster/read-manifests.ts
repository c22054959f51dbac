import {podsOfEvents} from './event-pods.ts'
import {field} from './json-field.ts'
import {manifestPods} from './manifest-pods.ts'
import {latestTime} from './manifest-time.ts'
import {eventsOf, narrowEvent} from './narrow-event.ts'
import {narrowNode} from './narrow-node.ts'
import {isPullSecretType, narrowSecret} from './narrow-secret.ts'
import {narrowServiceAccount} from './narrow-service-account.ts'
import {byKey, namedSecrets, nodesOf, objectKey, secretObservations, type Unread} from './observations.ts'
import {type ManifestFile, type ManifestObject, parseManifest} from './parse-manifest.ts'
import type {ClusterSnapshot, Pod} from './snapshot.ts'

export interface ManifestOptions {
  /** The namespace of objects that name none, as `kubectl apply -n` has it. */
  readonly namespace?: string
  /** The time to go by where no object carries a time stamp. */
  readonly now?: Date
}

/**
 * The snapshot that files hold: what `kubectl get` has written, or manifests that were never applied. A kind of which
 * the files hold nothing in a namespace was not asked for, as far as we can know: its objects are unknown, not missing.
 * Kinds that have nothing to do with pulling are passed over. Throws a `ManifestFault` for a file that is no manifest.
 */
export function readManifests(files: readonly ManifestFile[], options: ManifestOptions = {}): ClusterSnapshot {
  const {namespace = 'default', now = new Date()} = options
  const objects = distinct(files.flatMap((file) => parseManifest(file, namespace)))
  const names = files.map(({name}) => name)
  const absent: Unread = {kind: 'failed', reason: `not in ${names.join(', ')}`, isNotGiven: true}

  const accounts = byKey(narrow(objects, 'ServiceAccount', narrowServiceAccount))
  const events = narrow(objects, 'Event', narrowEvent)
  const applied = manifestPods(objects, accounts)
  const pods = [
    ...applied,
    ...podsOfEvents(
      events.map(({event}) => event),
      applied,
    ),
  ]
  const named = namedSecrets(pods, accounts)
  const secrets = objects.filter((each) => isPullSecretType(field(each.object, 'type')) || named.has(objectKey(each)))
  const nodes = narrow(objects, 'Node', narrowNode)
  return {
    source: {kind: 'files', names},
    takenAt: latestTime(objects.map(({object}) => object)) ?? now.toISOString(),
    pods,
    pullSecrets: secretObservations(
      narrow(secrets, 'Secret', narrowSecret),
      unreadNamespaces(objects, 'Secret', pods, absent),
    ),
    serviceAccounts: {found: accounts, unread: unreadNamespaces(objects, 'ServiceAccount', pods, absent)},
    events: objects.some(({kind}) => kind === 'Event') ? {kind: 'value', value: eventsOf(pods, events)} : absent,
    nodes: nodes.length > 0 ? {kind: 'value', value: nodesOf(pods, nodes)} : absent,
  }
}

/** Of an object that stands in the files more than once, the last. */
function distinct(objects: readonly ManifestObject[]): ManifestObject[] {
  return [...new Map(objects.map((each) => [`${each.kind}/${objectKey(each)}`, each])).values()]
}

function narrow<T>(
  objects: readonly ManifestObject[],
  kind: string,
  narrowed: (object: unknown) => T | undefined,
): readonly T[] {
  return objects.flatMap((each) => (each.kind === kind ? (narrowed(each.object) ?? []) : []))
}

/** The namespaces with Pods of which the files hold nothing of this kind. */
function unreadNamespaces(
  objects: readonly ManifestObject[],
  kind: string,
  pods: readonly Pod[],
  absent: Unread,
): ReadonlyMap<string, Unread> {
  const present = new Set(objects.filter((each) => each.kind === kind).map((each) => each.namespace))
  const asked = pods.map((pod) => pod.namespace).filter((each) => !present.has(each))
  return new Map(asked.map((each) => [each, absent]))
}
