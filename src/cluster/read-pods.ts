import {assertNamespace} from './assert-namespace.ts'
import {getNamed} from './get-named.ts'
import {textField} from './json-field.ts'
import type {KubeApi} from './kube-api.ts'
import {KubeError} from './kube-error.ts'
import {labelSelector} from './label-selector.ts'
import {narrowPod} from './narrow-pod.ts'
import {byKey, inListOrder} from './observations.ts'
import {listAll} from './observe.ts'
import {templatePod} from './pod-template.ts'
import {resources} from './resource.ts'
import type {Selection} from './selection.ts'
import type {Pod, Unread} from './snapshot.ts'
import {controllerOf, podOwner} from './workload.ts'
import type {WorkloadName} from './workload-name.ts'

export interface FoundPods {
  readonly pods: readonly Pod[]
  /** Why it is not known whether the namespace exists, in which there is no Pod. */
  readonly namespace?: Unread
}

/**
 * The Pods of a selection, in the order of a list. A workload that has no Pod stands for its template. Throws a
 * `KubeError` where Pods cannot be read: without them there is nothing to say. A namespace that does not exist lists
 * as an empty one, so it is looked for where nothing was found.
 */
export async function readPods(api: KubeApi, selection: Selection): Promise<FoundPods> {
  const {namespace, workloads = [], pullSecrets} = selection
  const found = workloads.length === 0 ? await listPods(api, selection) : await podsOfAll(api, selection, workloads)
  const unread = found.length === 0 && namespace !== undefined ? await assertNamespace(api, namespace) : undefined
  const pods = [...byKey(found).values()]
    .filter((pod) => pullSecrets?.some((name) => pod.pullSecretNames.includes(name)) ?? true)
    .sort(inListOrder)
  return {pods, ...(unread && {namespace: unread})}
}

function listPods(
  api: KubeApi,
  {namespace, labelSelector: labels}: Selection,
  isWanted: (pod: unknown) => boolean = () => true,
): Promise<readonly Pod[]> {
  const query = {
    resource: resources.pods,
    ...(namespace !== undefined && {namespace}),
    ...(labels !== undefined && {labelSelector: labels}),
  }
  return listAll(api, query, (pod) => (isWanted(pod) ? narrowPod(pod) : undefined))
}

async function podsOfAll(api: KubeApi, selection: Selection, workloads: readonly WorkloadName[]): Promise<Pod[]> {
  const {namespace} = selection
  if (namespace === undefined) throw new KubeError('invalid', 'a Pod or workload is named without its namespace')
  return (await Promise.all(workloads.map((workload) => podsOf(api, {...selection, namespace}, workload)))).flat()
}

async function podsOf(
  api: KubeApi,
  selection: Selection & {readonly namespace: string},
  {resource, name}: WorkloadName,
): Promise<readonly Pod[]> {
  const {namespace} = selection
  const object = await getNamed(api, {resource, namespace, name})
  if (resource === resources.pods) return [narrowPod(object)].filter((pod) => pod !== undefined)
  const own = resource === resources.cronJobs ? await jobSelector(api, namespace, name) : labelSelector(object)
  const labels = [own, selection.labelSelector].filter((some) => some !== undefined).join(',')
  const pods =
    own === undefined
      ? []
      : await listPods(api, {namespace, labelSelector: labels}, (pod) => isOf(pod, resource.kind, name))
  return pods.length > 0 ? pods : [templatePod(resource.kind, object)].filter((pod) => pod !== undefined)
}

/** A Job labels its Pods with its own name; the label without a prefix is the one that every version writes. */
async function jobSelector(api: KubeApi, namespace: string, cronJob: string): Promise<string | undefined> {
  const jobs = await listAll(api, {resource: resources.jobs, namespace, metadataOnly: true}, (job) => {
    const controller = controllerOf(job)
    return controller?.kind === 'CronJob' && controller.name === cronJob
      ? textField(job, 'metadata', 'name')
      : undefined
  })
  return jobs.length === 0 ? undefined : `job-name in (${jobs.join(',')})`
}

/** Two workloads may select the same Pods; the owner decides. Of a CronJob's Pods the label already has. */
function isOf(pod: unknown, kind: string, name: string): boolean {
  if (kind === 'CronJob') return true
  const owners = [controllerOf(pod), podOwner(pod)]
  if (owners.some((owner) => owner?.kind === kind && owner.name === name)) return true
  return kind === 'Deployment' && podOwner(pod)?.kind === 'ReplicaSet'
}
