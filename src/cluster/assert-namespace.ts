import type {KubeApi} from './kube-api.ts'
import {KubeError} from './kube-error.ts'
import {permission, resources} from './resource.ts'
import type {Unread} from './snapshot.ts'

/**
 * Throws a `KubeError` where the namespace does not exist: the API server lists it as an empty one, and of what should be
 * in it says only that it is not found. Where the namespace cannot be read, the answer is why, and else undefined.
 */
export async function assertNamespace(api: KubeApi, namespace: string): Promise<Unread | undefined> {
  const address = {resource: resources.namespaces, name: namespace}
  try {
    await api.get(address)
    return undefined
  } catch (error) {
    if (!(error instanceof KubeError)) throw error
    if (error.kind === 'forbidden') return {kind: 'forbidden', permission: permission('get', address)}
    if (error.kind !== 'not-found') return {kind: 'failed', reason: error.message}
    throw new KubeError('not-found', `namespace "${namespace}" does not exist`, {
      ...error.details,
      nextSteps: ['List what exists: kubectl get namespaces'],
    })
  }
}
