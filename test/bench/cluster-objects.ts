import {captureNames, readCapture} from '../sandbox/kube/captures.ts'
import {type JsonObject, listAt, objectAt, textAt} from '../sandbox/kube/json.ts'

/** How large a cluster is to be. */
export interface ClusterSize {
  readonly pods: number
  /** Of them, how many wait for an image. */
  readonly failing: number
  readonly secrets: number
  readonly events: number
  readonly namespaces: number
}

/** A Pod as a controller, a mesh and their field managers leave it. */
const podBytes = 10_000

/** The Pod of a capture, with what it pulls with and what is told of it. */
interface Pattern {
  readonly pod: JsonObject
  readonly pullSecret: JsonObject | undefined
  readonly events: readonly JsonObject[]
}

/**
 * A cluster out of the captures: healthy Pods after the one that pulls well, failing ones after those that fail, each
 * with a pull secret of its own where the captured one has it, and the events that were seen of it. One half of the
 * other Secrets are pull secrets, the rest is what else fills clusters.
 */
export function* clusterObjects({pods, failing, secrets, events, namespaces}: ClusterSize): Generator<JsonObject> {
  const patterns = captureNames().flatMap((name) => patternOf(readCapture(name)) ?? [])
  const healthy = patterns.filter(({pod}) => !isWaiting(pod))
  const waiting = patterns.filter(({pod}) => isWaiting(pod))
  const everyNth = Math.floor(pods / failing)
  let secretsLeft = secrets
  for (let index = 0; index < pods; index += 1) {
    const isFailing = index % everyNth === 0 && index / everyNth < failing
    const pattern = isFailing ? pick(waiting, index / everyNth) : pick(healthy, index)
    const namespace = `team-${String(index % namespaces).padStart(3, '0')}`
    const pullSecretName = isFailing ? `regcred-${index}` : 'regcred'
    yield podOf(pattern, {namespace, index, pullSecretName})
    if (pattern.pullSecret && secretsLeft > 0 && (isFailing || index < namespaces)) {
      secretsLeft -= 1
      yield moved(pattern.pullSecret, namespace, pullSecretName)
    }
    const share = Math.floor(((index + 1) * events) / pods) - Math.floor((index * events) / pods)
    yield* eventsOf(pattern, share, namespace, index)
  }
  yield* otherSecrets(secretsLeft, namespaces)
}

function patternOf(objects: readonly JsonObject[]): Pattern | undefined {
  const pod = objects.find((object) => object['kind'] === 'Pod')
  if (pod === undefined) return undefined
  const named = textAt(listAt(pod, 'spec', 'imagePullSecrets').at(0), 'name')
  return {
    pod: padded(pod),
    pullSecret: objects.find((object) => object['kind'] === 'Secret' && textAt(object, 'metadata', 'name') === named),
    events: objects.filter(
      (object) => object['kind'] === 'Event' && textAt(object, 'involvedObject', 'kind') === 'Pod',
    ),
  }
}

function isWaiting(pod: JsonObject): boolean {
  return listAt(pod, 'status', 'containerStatuses').some((status) => objectAt(status, 'state')['waiting'] !== undefined)
}

/** Up to the size of a Pod, with the kind of text that makes Pods large: fields under management. */
function padded(pod: JsonObject): JsonObject {
  const manager = {
    manager: 'kube-controller-manager',
    operation: 'Update',
    apiVersion: 'v1',
    time: '2026-11-20T08:00:00Z',
    fieldsType: 'FieldsV1',
    fieldsV1: {'f:metadata': {'f:labels': {'.': {}, 'f:app': {}, 'f:pod-template-hash': {}}, 'f:ownerReferences': {}}},
  }
  const lacking = podBytes - JSON.stringify(pod).length
  const managedFields = Array.from(
    {length: Math.max(0, Math.round(lacking / JSON.stringify(manager).length))},
    () => manager,
  )
  return {...pod, metadata: {...objectAt(pod, 'metadata'), managedFields}}
}

interface Place {
  readonly namespace: string
  readonly index: number
  readonly pullSecretName: string
}

function podOf({pod}: Pattern, {namespace, index, pullSecretName}: Place): JsonObject {
  const spec = objectAt(pod, 'spec')
  const named = listAt(spec, 'imagePullSecrets').length > 0
  return {
    ...moved(pod, namespace, `${textAt(pod, 'metadata', 'name')}-${index}`),
    spec: named ? {...spec, imagePullSecrets: [{name: pullSecretName}]} : spec,
  }
}

function* eventsOf({pod, events}: Pattern, count: number, namespace: string, index: number): Generator<JsonObject> {
  const podName = `${textAt(pod, 'metadata', 'name')}-${index}`
  for (let number = 0; number < count && events.length > 0; number += 1) {
    // The last of a failing Pod's events say why.
    const event = pick(events.toReversed(), number)
    const about: JsonObject = {...objectAt(event, 'involvedObject'), namespace, name: podName, uid: uidOf(podName)}
    yield {...moved(event, namespace, `${podName}.${number}`), involvedObject: about}
  }
}

function* otherSecrets(count: number, namespaces: number): Generator<JsonObject> {
  const login = {username: 'ci', password: 'secret', auth: Buffer.from('ci:secret').toString('base64')}
  const config = JSON.stringify({auths: {'registry.example.com': login, 'https://ghcr.io': login}})
  for (let index = 0; index < count; index += 1) {
    const metadata = {namespace: `team-${String(index % namespaces).padStart(3, '0')}`, name: `other-${index}`}
    const isPullSecret = index % 2 === 0
    const data: JsonObject = isPullSecret
      ? {'.dockerconfigjson': Buffer.from(config).toString('base64')}
      : {release: Buffer.alloc(3000, index).toString('base64')}
    const type = isPullSecret ? 'kubernetes.io/dockerconfigjson' : 'Opaque'
    yield {apiVersion: 'v1', kind: 'Secret', metadata, type, data}
  }
}

function moved(object: JsonObject, namespace: string, name: string): JsonObject {
  return {...object, metadata: {...objectAt(object, 'metadata'), namespace, name, uid: uidOf(name)}}
}

/** The same for an object and for what is told of it. */
function uidOf(name: string): string {
  return `00000000-0000-4000-8000-${Buffer.from(name).toString('hex').slice(-12).padStart(12, '0')}`
}

function pick<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length]
  if (found === undefined) throw new Error('the captures lack a Pod of this kind')
  return found
}
