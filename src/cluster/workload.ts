import {field, listField, textField} from './json-field.ts'
import type {Pod} from './snapshot.ts'

/** A workload as a person names it: `Deployment` and `web`. */
export type Workload = NonNullable<Pod['owner']>

/** The controller of an object, by `workloadKey` of the object. */
export type Controllers = ReadonlyMap<string, Workload>

/** Where a workload stands in `Controllers`. */
export function workloadKey(namespace: string, {kind, name}: Workload): string {
  return `${kind}/${namespace}/${name}`
}

/** The owner that manages the object: of all `ownerReferences` the one marked `controller` (`metav1.GetControllerOf`). */
export function controllerOf(object: unknown): Workload | undefined {
  const reference = listField(object, 'metadata', 'ownerReferences').find(
    (owner) => field(owner, 'controller') === true,
  )
  const kind = textField(reference, 'kind')
  const name = textField(reference, 'name')
  return kind === undefined || name === undefined ? undefined : {kind, name}
}

/**
 * The workload of a Pod, as far as the Pod itself tells. A Deployment names each ReplicaSet after itself and the hash
 * that its Pods carry as a label (`getNewReplicaSet` in the Deployment controller), so that for the most common owner
 * the ReplicaSet need not be read.
 */
export function podOwner(pod: unknown): Workload | undefined {
  const controller = controllerOf(pod)
  const hash = textField(pod, 'metadata', 'labels', 'pod-template-hash')
  if (controller?.kind !== 'ReplicaSet' || hash === undefined) return controller
  const name = controller.name.endsWith(`-${hash}`) ? controller.name.slice(0, -hash.length - 1) : ''
  return name === '' ? controller : {kind: 'Deployment', name}
}

/** The kinds that are made by another workload more often than by a person. */
const madeKinds = ['ReplicaSet', 'Job', 'ReplicationController']

/** The workload behind one that was made by another: the CronJob of a Job, where that is known. */
export function namedWorkload(namespace: string, workload: Workload, controllers: Controllers): Workload {
  return (madeKinds.includes(workload.kind) && controllers.get(workloadKey(namespace, workload))) || workload
}

/** The Pod with the workload a person would name, as far as the controllers are known. */
export function withNamedWorkload(pod: Pod, controllers: Controllers): Pod {
  return pod.owner === undefined ? pod : {...pod, owner: namedWorkload(pod.namespace, pod.owner, controllers)}
}
