import type {KubeApi, ListQuery} from './kube-api.ts'
import {KubeError} from './kube-error.ts'
import {permission, type ResourceAddress} from './resource.ts'
import type {Observed} from './snapshot.ts'

/** All of a list. */
export async function listAll<T>(
  api: KubeApi,
  query: ListQuery,
  reduce: (object: unknown) => T | undefined,
): Promise<readonly T[]> {
  const pages: (readonly T[])[] = []
  for await (const page of api.list(query, reduce)) pages.push(page)
  return pages.flat()
}

/**
 * What a read gives, or why it could not be made: missing rights and a server that is ill end up under "not checked".
 * What makes the whole call vain stays an error: a login that is refused, a call that was broken off.
 */
export async function observe<T>(verb: string, address: ResourceAddress, read: Promise<T>): Promise<Observed<T>> {
  try {
    return {kind: 'value', value: await read}
  } catch (error) {
    if (!(error instanceof KubeError) || error.kind === 'interrupted' || error.kind === 'unauthorized') throw error
    return error.kind === 'forbidden'
      ? {kind: 'forbidden', permission: permission(verb, address)}
      : {kind: 'failed', reason: error.message}
  }
}
