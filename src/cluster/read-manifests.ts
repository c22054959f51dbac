import {isApplied} from './applied-pod.ts'
import {podsOfEvents} from './event-pods.ts'
import {field, textField} from './json-field.ts'
import {ManifestFault} from './manifest-fault.ts'
import {manifestPods} from './manifest-pods.ts'
import {latestTime} from './manifest-time.ts'
import {eventsOf, narrowEvent} from './narrow-event.ts'
import {narrowNode} from './narrow-node.ts'
import {isPullSecretType, narrowSecret} from './narrow-secret.ts'
import {narrowServiceAccount} from './narrow-service-account.ts'
import {byKey, namedSecrets, nodesOf, objectKey, secretObservations, type Unread} from './observations.ts'
import {type ManifestFile, type ManifestObject, parseManifest} from './parse-manifest.ts'
import {withPlatforms} from './pod-platforms.ts'
import {narrowPullNode} from './pull-node.ts'
import {secretsToCome} from './secrets-to-come.ts'
import type {ClusterSnapshot, Pod} from './snapshot.ts'

export interface ManifestOptions {
  /** The namespace of objects that name none, as `kubectl apply -n` has it. */
  readonly namespace?: string
  /** The time to go by where no object carries a time stamp. */
  readonly now?: Date
}

/**
 * The snapshot that files hold: what `kubectl get` has written, or manifests that were never applied. A kind of which
 * the files hold nothing in a namespace was not asked for, as far as we can know: its objects are unknown, not missing. So
 * are those that manifests do not bring with them, for the cluster may have them already. Kinds that have nothing to do
 * with pulling are passed over. Throws a `ManifestFault` for a file that is no manifest.
 */
export function readManifests(files: readonly ManifestFile[], options: ManifestOptions = {}): ClusterSnapshot {
  const {namespace = 'default', now = new Date()} = options
  const read = filesWithObjects(files, namespace)
  const objects = distinct(read.flatMap((file) => file.objects))
  const names = read.map(({name}) => name)
  const absent: Unread = {kind: 'failed', reason: `not in ${filesInWords(names)}`, isNotGiven: true}

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
    pods: withPlatforms(pods, narrow(objects, 'Node', narrowPullNode)),
    pullSecrets: secretObservations(
      narrow(secrets, 'Secret', narrowSecret),
      new Map([...unreadNamespaces(objects, 'Secret', pods, absent), ...secretsToCome(objects)]),
    ),
    serviceAccounts: {found: accounts, unread: unreadNamespaces(objects, 'ServiceAccount', pods, absent)},
    events: objects.some(({kind}) => kind === 'Event') ? {kind: 'value', value: eventsOf(pods, events)} : absent,
    nodes: nodes.length > 0 ? {kind: 'value', value: nodesOf(pods, nodes)} : absent,
  }
}

interface ReadFile extends ManifestFile {
  readonly objects: readonly ManifestObject[]
}

/** A folder may hold files of other kinds beside its manifests; one without any manifest is a fault. */
function filesWithObjects(files: readonly ManifestFile[], namespace: string): readonly ReadFile[] {
  const faults: ManifestFault[] = []
  const read = files.flatMap((file) => {
    try {
      return {...file, objects: parseManifest(file, namespace)}
    } catch (error) {
      if (!(error instanceof ManifestFault && error.isForeign && file.isListed)) throw error
      faults.push(error)
      return []
    }
  })
  const [fault] = faults
  if (fault !== undefined && read.length === 0) throw fault
  return read
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

/** The namespaces with Pods of which the files do not hold all objects of this kind, as far as that can be seen. */
function unreadNamespaces(
  objects: readonly ManifestObject[],
  kind: string,
  pods: readonly Pod[],
  absent: Unread,
): ReadonlyMap<string, Unread> {
  const applied = new Set(pods.filter(isApplied).map((pod) => pod.namespace))
  const whole = objects.filter(
    (each) => each.kind === kind && each.isListed && (applied.has(each.namespace) || isOfServer(each.object)),
  )
  const present = new Set(whole.map((each) => each.namespace))
  const asked = pods.map((pod) => pod.namespace).filter((each) => !present.has(each))
  return new Map(asked.map((each) => [each, applied.has(each) ? absent : notAskedFor(absent)]))
}

/** What manifests do not bring with them may be in the cluster. */
function notAskedFor(absent: Unread): Unread {
  return absent.kind === 'failed'
    ? {...absent, reason: `${absent.reason}, and --against-cluster was not given`}
    : absent
}

function isOfServer(object: unknown): boolean {
  return textField(object, 'metadata', 'uid') !== undefined
}

/** More files than these are counted. */
const mostNamed = 3

function filesInWords(names: readonly string[]): string {
  return names.length > mostNamed ? `these ${names.length} files` : names.join(', ')
}
