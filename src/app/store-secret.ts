import {assertNamespace} from '../cluster/assert-namespace.ts'
import {fetchAnnotation, fetchRecordText, nextFetchRecord, readFetchRecord} from '../cluster/fetch-record.ts'
import {field, textField} from '../cluster/json-field.ts'
import type {KubeApi} from '../cluster/kube-api.ts'
import {KubeError} from '../cluster/kube-error.ts'
import {type ResourceAddress, resources} from '../cluster/resource.ts'
import {loginManifest} from '../cluster/secret-manifest.ts'
import {decodePadded} from '../credentials/go-base64.ts'
import {mergeDockerConfig, type NewEntry} from '../credentials/write-docker-config.ts'
import {existing, immutable, type StoreRefusal, unreadable, wrongType} from './store-refusal.ts'

export interface StoreRequest {
  readonly namespace: string
  readonly name: string
  readonly entries: readonly NewEntry[]
  /** Puts the entries into a Secret that exists; without it such a Secret is an error. */
  readonly isUpdate: boolean
  /** The name ends in a hash of what the Secret holds (`--append-hash`). */
  readonly hasHash: boolean
  /** `server`: the server goes through all of it and stores nothing. `client`: what is there is read, nothing is sent. */
  readonly dryRun: 'none' | 'client' | 'server'
}

export type StoreOutcome =
  | {
      readonly kind: 'created' | 'configured' | 'unchanged'
      /** As the server answered it, the logins included. */
      readonly object: object
      /** As it was before it was written; absent where there was none, or nothing was written. */
      readonly before?: object
    }
  /** Nothing was stored. */
  | StoreRefusal

/** What `create` writes, and the member of its data. */
export const pullSecretType = 'kubernetes.io/dockerconfigjson'
export const dataKey = '.dockerconfigjson'
/** So often is a Secret read and written again that others write at the same time. */
export const mostConflicts = 4

/**
 * Creates a pull secret, or puts logins into one that exists and keeps the other registries in it. The write names the
 * version that was read, so that what somebody else stores in between is not lost: then it is read and merged again.
 */
export async function storeSecret(api: KubeApi, request: StoreRequest): Promise<StoreOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return request.isUpdate ? await update(api, request) : await create(api, request)
    } catch (error) {
      if (!isRace(error, request) || attempt === mostConflicts) throw error
    }
  }
}

/** Somebody else wrote, made or removed the Secret between our reading and our writing. */
function isRace(error: unknown, {isUpdate}: StoreRequest): boolean {
  return isUpdate && error instanceof KubeError && ['conflict', 'already-exists', 'not-found'].includes(error.kind)
}

async function create(api: KubeApi, request: StoreRequest): Promise<StoreOutcome> {
  const {namespace, name, entries, dryRun} = request
  const manifest = loginManifest({name, namespace}, entries)
  if (dryRun === 'client') return {kind: 'created', object: manifest}
  try {
    const address = {resource: resources.secrets, namespace}
    const object = await api.create(address, manifest, {dryRun: dryRun === 'server'})
    return {kind: 'created', object: toObject(object)}
  } catch (error) {
    if (error instanceof KubeError && error.kind === 'not-found') await assertNamespace(api, namespace)
    if (!(error instanceof KubeError) || error.kind !== 'already-exists' || request.isUpdate) throw error
    return existing(
      request,
      request.hasHash
        ? 'The hash in its name says that it was made of these very logins.'
        : 'Add --update to put this login into it; the other registries in it are kept.',
    )
  }
}

async function update(api: KubeApi, request: StoreRequest): Promise<StoreOutcome> {
  const {namespace, name, entries, dryRun} = request
  const address = {resource: resources.secrets, namespace, name}
  const found = await findSecret(api, address)
  if (found === undefined) return create(api, request)
  const type = textField(found, 'type') ?? 'Opaque'
  if (type !== pullSecretType) return wrongType(request, type)
  const decoded = decodePadded(textField(found, 'data', dataKey) ?? '')
  const merged = decoded.kind === 'bytes' ? mergeDockerConfig(decoded.bytes, entries) : decoded
  if (merged.kind === 'fault') return unreadable(request, merged.fault)
  const text = Buffer.from(merged.bytes).toString('base64')
  if (text === textField(found, 'data', dataKey)) return {kind: 'unchanged', object: toObject(found)}
  if (field(found, 'immutable') === true) return immutable(request)
  const changed = withLogins(found, text, entries)
  const object = dryRun === 'client' ? changed : await api.update(address, changed, {dryRun: dryRun === 'server'})
  return {kind: 'configured', object: toObject(object), before: toObject(found)}
}

/** The Secret as it is; undefined where there is none. */
export async function findSecret(api: KubeApi, address: ResourceAddress): Promise<unknown> {
  try {
    return await api.get(address)
  } catch (error) {
    if (error instanceof KubeError && error.kind === 'not-found') return undefined
    throw error
  }
}

/** The object as it was read, resourceVersion included, with other bytes under the one key and the record of how they were got. */
export function withLogins(found: unknown, text: string, entries: readonly NewEntry[], key = dataKey): object {
  const metadata = toObject(field(found, 'metadata'))
  const data = {...toObject(field(found, 'data')), [key]: text}
  const record = fetchRecordText(nextFetchRecord(readFetchRecord(found), entries))
  const {[fetchAnnotation]: _, ...others}: Record<string, unknown> = {...toObject(field(metadata, 'annotations'))}
  const annotations = record === undefined ? others : {...others, [fetchAnnotation]: record}
  const hasNone = Object.keys(annotations).length === 0 && field(metadata, 'annotations') === undefined
  return {...toObject(found), metadata: hasNone ? metadata : {...metadata, annotations}, data}
}

/** What the API sent as an object. */
export function toObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
