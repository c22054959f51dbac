import type {Container, Pod, PodEvent} from './snapshot.ts'

const quotedImage =
  /^(?:Pulling|Failed to pull|Back-off pulling|Failed to inspect|Failed to apply default) image (?:tag )?"([^"]+)"/
const neverPulled = /^Container image "([^"]+)" is not present/
const unretrieved = /^Unable to retrieve some image pull secrets \(([^)]*)\)/

/**
 * The Pods that only their events tell of, as `kubectl get events` gives them: who pulls which image is in the kubelet's
 * words, what else the Pod names is not known. Where Pods of a namespace are known, events about others are about Pods
 * that are gone.
 */
export function podsOfEvents(events: readonly PodEvent[], known: readonly Pod[]): readonly Pod[] {
  const namespaces = new Set(known.map(({namespace}) => namespace))
  const others = events.filter(({namespace}) => !namespaces.has(namespace))
  return [...Map.groupBy(others, ({namespace, pod}) => `${namespace}/${pod}`).values()].flatMap((named) => {
    const own = ofLatest(named)
    const containers = containersOf(own)
    const [first] = own
    if (first === undefined || containers.length === 0) return []
    return {
      namespace: first.namespace,
      name: first.pod,
      ...(first.podUid !== undefined && {uid: first.podUid}),
      serviceAccountName: 'default',
      pullSecretNames: [...new Set(own.flatMap(({message}) => unretrieved.exec(message)?.[1]?.split(', ') ?? []))],
      containers,
      isSpecUnread: true as const,
    }
  })
}

/** A StatefulSet's Pods are made anew under their names: those that are gone are told apart by their uid. */
function ofLatest(events: readonly PodEvent[]): readonly PodEvent[] {
  const [latest] = events.toSorted((one, other) => seenAt(other) - seenAt(one))
  const uid = latest?.podUid
  return uid === undefined ? events : events.filter(({podUid}) => podUid === undefined || podUid === uid)
}

function seenAt({lastSeen}: PodEvent): number {
  return lastSeen === undefined ? 0 : Date.parse(lastSeen)
}

/**
 * By name; events about an image volume name no container. The image is empty where none of a container's events quotes
 * it: the kubelet read no pull secret, and did not get as far as pulling.
 */
function containersOf(events: readonly PodEvent[]): readonly Container[] {
  const containers = new Map<string, Container>()
  for (const {container, message} of events) {
    const image = quotedImage.exec(message)?.[1] ?? neverPulled.exec(message)?.[1] ?? ''
    const name = container ?? image
    if (name === '' || (image === '' && containers.has(name))) continue
    containers.set(name, {name, kind: container === undefined ? 'volume' : 'regular', image, state: {kind: 'none'}})
  }
  return [...containers.values()]
}
