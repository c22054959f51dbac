import {field} from './json-field.ts'
import {narrowPod} from './narrow-pod.ts'
import {narrowScheduling} from './narrow-scheduling.ts'
import {inListOrder} from './observations.ts'
import type {ManifestObject} from './parse-manifest.ts'
import {admittedPod, customTemplatePod, templatePod} from './pod-template.ts'
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
    ...ofPods.flatMap(({object}) => scheduledPod(object) ?? []).map((pod) => withNamedWorkload(pod, controllers)),
    ...templates.flatMap(({kind, object}) => templatePod(kind, object) ?? customTemplatePod(kind, object) ?? []),
  ]
    .map((pod) => admittedPod(pod, accounts))
    .sort(inListOrder)
}

/** Of one that is applied the node is known, or the scheduler's own word. */
function scheduledPod(object: unknown): Pod | undefined {
  const pod = narrowPod(object)
  const scheduling = pod?.uid === undefined ? narrowScheduling(field(object, 'spec')) : undefined
  return pod && {...pod, ...(scheduling && {scheduling})}
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
