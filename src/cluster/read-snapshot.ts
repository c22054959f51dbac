import type {KubeApi} from './kube-api.ts'
import {type DatedEvent, eventsOf, narrowEvent} from './narrow-event.ts'
import {narrowNode} from './narrow-node.ts'
import {narrowServiceAccount} from './narrow-service-account.ts'
import {narrowMeta} from './object-meta.ts'
import {byKey, namedSecrets, nodesOf, objectKey} from './observations.ts'
import {listAll, observe} from './observe.ts'
import {admittedPod} from './pod-template.ts'
import {readPods} from './read-pods.ts'
import {completePullSecrets, listPullSecrets} from './read-pull-secrets.ts'
import {type Resource, type ResourceAddress, resources} from './resource.ts'
import type {Selection} from './selection.ts'
import {textSharing} from './shared-text.ts'
import type {ClusterSnapshot, Node, Observations, Observed, Pod, ServiceAccount} from './snapshot.ts'
import {type Controllers, controllerOf, type Workload, withNamedWorkload, workloadKey} from './workload.ts'

/**
 * Reads what pulling depends on: lists by kind and page, never a request for each Pod. What may not be read, or cannot,
 * is a value of the snapshot; only Pods have to be there. Throws a `KubeError` for a namespace or workload that does not
 * exist, for Pods that cannot be read and for a login that is refused.
 */
export async function readSnapshot(
  api: KubeApi,
  selection: Selection,
  now: Date = new Date(),
): Promise<ClusterSnapshot> {
  const {namespace, pullSecrets = []} = selection
  const sharing = withSharedTexts(api)
  // Two at a time: one more connection costs more than one more list waits.
  const [[selected, serviceAccounts], [events, secrets]] = await Promise.all([
    inTurn(
      () => readPods(sharing, selection),
      () => readServiceAccounts(api, namespace),
    ),
    inTurn(
      () => readEvents(sharing, selection),
      () => listPullSecrets(api, namespace),
    ),
  ])
  const pods = selected.pods.map((pod) => admittedPod(pod, serviceAccounts.found))
  const asked = namespace === undefined ? [] : pullSecrets.map((name) => objectKey({namespace, name}))
  const inOrder = [...pods.filter(isWaiting), ...pods]
  const named = new Set([...asked, ...namedSecrets(inOrder, serviceAccounts.found)])
  const [controllers, nodes, completed] = await Promise.all([
    readControllers(api, namespace, pods),
    readNodes(api, pods),
    completePullSecrets(api, secrets, named, namespace),
  ])
  const isEmpty = serviceAccounts.found.size + completed.found.size === 0 && isNothing(events)
  const clockSkewSeconds = api.clockSkewSeconds?.()
  return {
    source: {kind: 'cluster', server: api.server, ...(api.context !== undefined && {context: api.context})},
    takenAt: new Date(now.getTime() - (clockSkewSeconds ?? 0) * 1000).toISOString(),
    ...(clockSkewSeconds !== undefined && {clockSkewSeconds}),
    ...(namespace && isEmpty && selected.namespace && {unseenNamespace: {name: namespace, why: selected.namespace}}),
    pods: pods.map((pod) => withNamedWorkload(pod, controllers)),
    pullSecrets: completed,
    serviceAccounts,
    events: events.kind === 'value' ? {kind: 'value', value: eventsOf(pods, events.value)} : events,
    nodes,
  }
}

function isNothing(events: Observed<readonly DatedEvent[]>): boolean {
  return events.kind !== 'value' || events.value.length === 0
}

/** Pods and events are what there may be tens of thousands of, and they name the same things. */
function withSharedTexts(api: KubeApi): KubeApi {
  const share = textSharing()
  return {...api, list: (query, reduce) => api.list(query, (object) => share(reduce(object)))}
}

async function inTurn<A, B>(first: () => Promise<A>, second: () => Promise<B>): Promise<readonly [A, B]> {
  return [await first(), await second()]
}

function readEvents(api: KubeApi, {namespace, workloads = []}: Selection): Promise<Observed<readonly DatedEvent[]>> {
  const [only] = workloads.length === 1 ? workloads : []
  const name = only?.resource === resources.pods ? `,involvedObject.name=${only.name}` : ''
  const address = collection(resources.events, namespace)
  return observe(
    'list',
    address,
    listAll(api, {...address, fieldSelector: `involvedObject.kind=Pod${name}`}, narrowEvent),
  )
}

async function readServiceAccounts(api: KubeApi, namespace: string | undefined): Promise<Observations<ServiceAccount>> {
  const address = collection(resources.serviceAccounts, namespace)
  const observed = await observe('list', address, listAll(api, address, narrowServiceAccount))
  if (observed.kind === 'value') return {found: byKey(observed.value), unread: new Map()}
  return {found: new Map(), unread: new Map([[namespace ?? '*', observed]])}
}

/** The nodes matter to Pods that wait, which are few or none; without one, no node is read. */
async function readNodes(api: KubeApi, pods: readonly Pod[]): Promise<Observed<ReadonlyMap<string, Node>>> {
  if (!pods.some((pod) => pod.nodeName !== undefined && isWaiting(pod))) return {kind: 'value', value: new Map()}
  const address = collection(resources.nodes, undefined)
  const observed = await observe('list', address, listAll(api, address, narrowNode))
  return observed.kind === 'value' ? {kind: 'value', value: nodesOf(pods, observed.value)} : observed
}

/**
 * Who made the Jobs and ReplicaSets of waiting Pods, where the Pod does not tell it itself. Where that may not be read,
 * the Job keeps its own name: nothing else depends on it.
 */
async function readControllers(
  api: KubeApi,
  namespace: string | undefined,
  pods: readonly Pod[],
): Promise<Controllers> {
  const kinds = new Set(pods.filter(isWaiting).map(({owner}) => owner?.kind))
  const made = [resources.jobs, resources.replicaSets].filter(({kind}) => kinds.has(kind))
  const lists = made.map((resource) => {
    const query = {...collection(resource, namespace), metadataOnly: true}
    return observe(
      'list',
      query,
      listAll(api, query, (object) => controllerEntry(resource.kind, object)),
    )
  })
  const entries = (await Promise.all(lists)).flatMap((list) => (list.kind === 'value' ? list.value : []))
  return new Map(entries)
}

function controllerEntry(kind: string, object: unknown): readonly [string, Workload] | undefined {
  const controller = controllerOf(object)
  const meta = narrowMeta(object)
  return controller && meta && [workloadKey(meta.namespace, {kind, name: meta.name}), controller]
}

function isWaiting({containers}: Pod): boolean {
  return containers.some(({state}) => state.kind === 'waiting')
}

function collection(resource: Resource, namespace: string | undefined): ResourceAddress {
  return {resource, ...(namespace !== undefined && {namespace})}
}
