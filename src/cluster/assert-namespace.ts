import type {KubeApi} from './kube-api.ts'
import {KubeError} from './kube-error.ts'
import {resources} from './resource.ts'

/**
 * Throws a `KubeError` where the namespace does not exist: the API server lists it as an empty one, and of what should be
 * in it says only that it is not found. Silent where the namespace may not be read.
 */
export async function assertNamespace(api: KubeApi, namespace: string): Promise<void> {
  try {
    await api.get({resource: resources.namespaces, name: namespace})
  } catch (error) {
    if (!(error instanceof KubeError)) throw error
    if (error.kind !== 'not-found') return
    throw new KubeError('not-found', `namespace "${namespace}" does not exist`, {
      ...error.details,
      nextSteps: ['See which there are: kubectl get namespaces'],
    })
  }
}
