import {isDeepStrictEqual} from 'node:util'
import {assertNamespace} from '../cluster/assert-namespace.ts'
import {fetchAnnotation, readFetchRecord} from '../cluster/fetch-record.ts'
import {fieldManager, ownersOfData} from '../cluster/field-owner.ts'
import {field, isJsonObject, textField} from '../cluster/json-field.ts'
import type {KubeApi} from '../cluster/kube-api.ts'
import {KubeError} from '../cluster/kube-error.ts'
import {resources} from '../cluster/resource.ts'
import {loginManifest} from '../cluster/secret-manifest.ts'
import {ownerOf} from '../cluster/secret-owner.ts'
import {decodePadded} from '../credentials/go-base64.ts'
import {mergeDockerConfig, type NewEntry, writeDockerConfig} from '../credentials/write-docker-config.ts'
import {fuller, immutable, managed, owned, type StoreRefusal, unreadable, wrongType} from './store-refusal.ts'
import {
  dataKey,
  findSecret,
  mostConflicts,
  pullSecretType,
  type StoreOutcome,
  type StoreRequest,
  toObject,
} from './store-secret.ts'

/**
 * Makes a Secret hold these logins, by server-side apply, so that the same call can be made again and again. What is
 * there and the same stays untouched, whoever wrote it. What is there and other is replaced only where nothing is lost by
 * it: we wrote it, no controller does, and every login in it has its successor. The write names the version that was
 * read; after a lost race it begins anew.
 */
export async function applySecret(api: KubeApi, request: StoreRequest): Promise<StoreOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await applyOnce(api, request)
    } catch (error) {
      if (!(error instanceof KubeError)) throw error
      if (error.kind === 'not-found') await assertNamespace(api, request.namespace)
      if (error.kind !== 'conflict' || attempt === mostConflicts) throw error
    }
  }
}

async function applyOnce(api: KubeApi, request: StoreRequest): Promise<StoreOutcome> {
  const {namespace, name, entries, dryRun} = request
  const address = {resource: resources.secrets, namespace, name}
  const found = await findSecret(api, address)
  const manifest = loginManifest({name, namespace}, entries)
  const text = manifest.data[dataKey]
  if (found !== undefined && isTheSame(found, text)) return {kind: 'unchanged', object: toObject(found)}
  const refusal = found === undefined ? undefined : refusalOf(request, found, entries)
  if (refusal !== undefined) return refusal
  const resourceVersion = textField(found, 'metadata', 'resourceVersion')
  const metadata = {
    ...manifest.metadata,
    ...(resourceVersion !== undefined && {resourceVersion}),
    // An apply takes away only what an apply has put there.
    ...(readFetchRecord(found).size > 0 && {annotations: {[fetchAnnotation]: '{}', ...manifest.metadata.annotations}}),
  }
  const body = {...manifest, metadata}
  // The field may be ours by another kind of write than an apply, which the API server takes for somebody else.
  const patch = {kind: 'apply', body, force: found !== undefined} as const
  const object = dryRun === 'client' ? manifest : await api.patch(address, patch, {dryRun: dryRun === 'server'})
  if (found === undefined) return {kind: 'created', object: toObject(object)}
  return {kind: 'configured', object: toObject(object), before: toObject(found)}
}

function isTheSame(found: unknown, text: string): boolean {
  return textField(found, 'type') === pullSecretType && textField(found, 'data', dataKey) === text
}

/** Why what is there must not be replaced, what is beyond change first. */
function refusalOf(request: StoreRequest, found: unknown, entries: readonly NewEntry[]): StoreRefusal | undefined {
  const type = textField(found, 'type') ?? 'Opaque'
  if (type !== pullSecretType) return wrongType(request, type)
  const owner = ownerOf(found)
  if (owner !== undefined) return owned(request, owner)
  if (field(found, 'immutable') === true) return immutable(request)
  const managers = ownersOfData(found, dataKey)
  if (managers.length === 0 || managers.some((manager) => manager !== fieldManager)) {
    return managed(
      request,
      managers.filter((manager) => manager !== fieldManager),
    )
  }
  const decoded = decodePadded(textField(found, 'data', dataKey) ?? '')
  const merged = decoded.kind === 'bytes' ? mergeDockerConfig(decoded.bytes, entries) : decoded
  if (merged.kind === 'fault') return unreadable(request, merged.fault)
  const [kept, fresh] = [parse(merged.bytes), parse(writeDockerConfig(entries))]
  return isDeepStrictEqual(kept, fresh) ? undefined : fuller(request, othersIn(kept, fresh))
}

/** The keys that would stay if the logins were put into what is there. */
function othersIn(kept: unknown, fresh: unknown): readonly string[] {
  const [all, ours] = [field(kept, 'auths'), field(fresh, 'auths')]
  return isJsonObject(all) && isJsonObject(ours) ? Object.keys(all).filter((key) => !(key in ours)) : []
}

/** What Go reads and JavaScript does not is something else than we would write. */
function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}
