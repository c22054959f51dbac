import {narrowPod} from './narrow-pod.ts'
import {objectKey} from './observations.ts'
import type {ManifestObject} from './parse-manifest.ts'
import {templatePod} from './pod-template.ts'
import type {Pod, ServiceAccount} from './snapshot.ts'
import {
  type Controllers,
  controllerOf,
  namedWorkload,
  podOwner,
  type Workload,
  withNamedWorkload,
  workloadKey,
} from './workload.ts'

/**
 * The Pods among some objects, by namespace and name. A workload of which there is no Pod stands for its template, so
 * that a manifest can be examined before it is applied; one that belongs to another workload does not.
 */
export function manifestPods(
  objects: readonly ManifestObject[],
  accounts: ReadonlyMap<string, ServiceAccount>,
): readonly Pod[] {
  const controllers = controllersOf(objects)
  const ofPods = objects.filter(({kind}) => kind === 'Pod')
  const withPods = new Set(ofPods.flatMap((pod) => workloadsOf(pod, controllers)))
  const templates = objects.filter((workload) => {
    const key = workloadKey(workload.namespace, workload)
    return !withPods.has(key) && !controllers.has(key)
  })
  return [
    ...ofPods.flatMap(({object}) => narrowPod(object) ?? []).map((pod) => withNamedWorkload(pod, controllers)),
    ...templates.flatMap(({kind, object}) => templatePod(kind, object) ?? []),
  ]
    .map((pod) => admitted(pod, accounts))
    .sort((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name))
}

function controllersOf(objects: readonly ManifestObject[]): Controllers {
  const controllers = new Map<string, Workload>()
  for (const each of objects) {
    const controller = controllerOf(each.object)
    if (controller !== undefined) controllers.set(workloadKey(each.namespace, each), controller)
  }
  return controllers
}

/** The keys of the workloads that a Pod belongs to, from the nearest up. */
function workloadsOf({namespace, object}: ManifestObject, controllers: Controllers): string[] {
  const near = [controllerOf(object), podOwner(object)].filter((workload) => workload !== undefined)
  const far = near.map((workload) => namedWorkload(namespace, workload, controllers))
  return [...near, ...far].map((workload) => workloadKey(namespace, workload))
}

/** What the ServiceAccount admission plugin adds to a Pod that no API server has seen yet. */
function admitted(pod: Pod, accounts: ReadonlyMap<string, ServiceAccount>): Pod {
  if (pod.uid !== undefined || pod.pullSecretNames.length > 0) return pod
  const account = accounts.get(objectKey({namespace: pod.namespace, name: pod.serviceAccountName}))
  return account === undefined ? pod : {...pod, pullSecretNames: account.pullSecretNames}
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
