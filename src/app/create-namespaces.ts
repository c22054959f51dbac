import {field, textField} from '../cluster/json-field.ts'
import type {KubeApi} from '../cluster/kube-api.ts'
import {KubeError} from '../cluster/kube-error.ts'
import {listAll} from '../cluster/observe.ts'
import {resources} from '../cluster/resource.ts'

/** The namespaces that a Secret can be made in, by their labels or all: one that is being deleted takes none. */
export async function openNamespaces(api: KubeApi, labelSelector?: string): Promise<readonly string[]> {
  const query = {
    resource: resources.namespaces,
    metadataOnly: true,
    ...(labelSelector !== undefined && {labelSelector}),
  }
  return listAll(api, query, (namespace) => {
    if (field(namespace, 'metadata', 'deletionTimestamp') !== undefined) return undefined
    return textField(namespace, 'metadata', 'name')
  })
}

/** Creates a namespace that is not there, and says whether it was. One that may not be read is taken for there. */
export async function ensureNamespace(
  api: KubeApi,
  name: string,
  dryRun: 'none' | 'client' | 'server',
): Promise<'there' | 'created'> {
  if (await isThere(api, name)) return 'there'
  if (dryRun === 'client') return 'created'
  const manifest = {apiVersion: 'v1', kind: 'Namespace', metadata: {name}}
  try {
    await api.create({resource: resources.namespaces}, manifest, {dryRun: dryRun === 'server'})
    return 'created'
  } catch (error) {
    if (error instanceof KubeError && error.kind === 'already-exists') return 'there'
    throw error
  }
}

async function isThere(api: KubeApi, name: string): Promise<boolean> {
  try {
    await api.get({resource: resources.namespaces, name})
    return true
  } catch (error) {
    if (!(error instanceof KubeError)) throw error
    if (error.kind === 'forbidden') return true
    if (error.kind === 'not-found') return false
    throw error
  }
}
