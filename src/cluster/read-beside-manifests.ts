import type {KubeApi} from './kube-api.ts'
import {narrowServiceAccount} from './narrow-service-account.ts'
import {byKey, namedSecrets, objectKey, type Unread} from './observations.ts'
import {listAll, observe} from './observe.ts'
import {withPlatforms} from './pod-platforms.ts'
import {admittedPod} from './pod-template.ts'
import {narrowPullNode} from './pull-node.ts'
import {completePullSecrets, listPullSecrets} from './read-pull-secrets.ts'
import {resources} from './resource.ts'
import type {ClusterSnapshot, Observations, ServiceAccount} from './snapshot.ts'

/**
 * What manifests will meet in the cluster they are meant for: its Secrets and ServiceAccounts in the namespaces concerned,
 * and its nodes. What the manifests bring with them wins, as `kubectl apply` has it. A namespace that is not there yet has none of all that.
 * A read that is refused is a value of the snapshot.
 */
export async function readBesideManifests(api: KubeApi, manifests: ClusterSnapshot): Promise<ClusterSnapshot> {
  if (manifests.pods.length === 0) return manifests
  const namespaces = [...new Set(manifests.pods.map(({namespace}) => namespace))]
  const read: Observations<ServiceAccount>[] = []
  // One namespace after the other: manifests of many are rare, and an API server is shared.
  for (const namespace of namespaces) read.push(await readServiceAccounts(api, namespace))
  const serviceAccounts = merged([...read, {...manifests.serviceAccounts, unread: new Map()}])
  const pods = manifests.pods.map((pod) => admittedPod(pod, serviceAccounts.found))
  const [pullSecrets, nodes] = await Promise.all([
    readSecrets(api, namespaces, manifests, namedSecrets(pods, serviceAccounts.found)),
    observe('list', {resource: resources.nodes}, listAll(api, {resource: resources.nodes}, narrowPullNode)),
  ])
  return {
    ...manifests,
    pods: nodes.kind === 'value' ? withPlatforms(pods, nodes.value) : pods,
    serviceAccounts,
    pullSecrets,
    nodes: nodes.kind === 'value' ? manifests.nodes : nodes,
  }
}

async function readServiceAccounts(api: KubeApi, namespace: string): Promise<Observations<ServiceAccount>> {
  const address = {resource: resources.serviceAccounts, namespace}
  const observed = await observe('list', address, listAll(api, address, narrowServiceAccount))
  if (observed.kind === 'value') return {found: byKey(observed.value), unread: new Map()}
  return {found: new Map(), unread: new Map([[namespace, observed]])}
}

async function readSecrets(
  api: KubeApi,
  namespaces: readonly string[],
  {pullSecrets: given}: ClusterSnapshot,
  named: ReadonlySet<string>,
): Promise<ClusterSnapshot['pullSecrets']> {
  const own = {found: given.found, unread: singly(given.unread)}
  const read: ClusterSnapshot['pullSecrets'][] = []
  for (const namespace of namespaces) {
    const asked = [...named].filter((key) => key.startsWith(objectKey({namespace, name: ''})) && !given.found.has(key))
    read.push(await completePullSecrets(api, await listPullSecrets(api, namespace), new Set(asked), namespace))
  }
  return merged([own, ...read, {...own, unread: new Map()}])
}

/** What is known of one object in the files, such as that it is masked; that files lack the rest counts no more. */
function singly(unread: ReadonlyMap<string, Unread>): ReadonlyMap<string, Unread> {
  return new Map([...unread].filter(([key]) => key.includes('/')))
}

/** Of the same object in several the last. */
function merged<T>(parts: readonly Observations<T>[]): Observations<T> {
  return {
    found: new Map(parts.flatMap(({found}) => [...found])),
    unread: new Map(parts.flatMap(({unread}) => [...unread])),
  }
}
