import {assertNamespace} from './assert-namespace.ts'
import type {KubeApi} from './kube-api.ts'
import {KubeError} from './kube-error.ts'
import type {Resource} from './resource.ts'

/** One object of a namespace by its kind and name. */
export interface NamedAddress {
  readonly resource: Resource
  readonly namespace: string
  readonly name: string
}

/** The object, or a `KubeError` that says which of the two is missing, the namespace or the object in it. */
export async function getNamed(api: KubeApi, {resource, namespace, name}: NamedAddress): Promise<unknown> {
  try {
    return await api.get({resource, namespace, name})
  } catch (error) {
    if (!(error instanceof KubeError) || error.kind !== 'not-found') throw error
    await assertNamespace(api, namespace)
    const kind = resource.kind.toLowerCase()
    throw new KubeError('not-found', `${kind} "${name}" does not exist in namespace "${namespace}"`, {
      ...error.details,
      nextSteps: [`List what exists: kubectl get ${resource.plural} -n ${namespace}`],
    })
  }
}
