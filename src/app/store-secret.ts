import {assertNamespace} from '../cluster/assert-namespace.ts'
import {field, textField} from '../cluster/json-field.ts'
import type {KubeApi} from '../cluster/kube-api.ts'
import {KubeError} from '../cluster/kube-error.ts'
import {type ResourceAddress, resources} from '../cluster/resource.ts'
import {secretManifest} from '../cluster/secret-manifest.ts'
import {decodePadded} from '../credentials/go-base64.ts'
import {mergeDockerConfig, type NewEntry, writeDockerConfig} from '../credentials/write-docker-config.ts'

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
      /** Keys of entries that had to go for the new ones. */
      readonly replaced: readonly string[]
    }
  /** Nothing was stored; both texts are for the user. */
  | {readonly kind: 'refused'; readonly message: string; readonly nextSteps: readonly string[]}

const pullSecretType = 'kubernetes.io/dockerconfigjson'
const dataKey = '.dockerconfigjson'
const mostConflicts = 4

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
  const manifest = secretManifest({name, namespace}, writeDockerConfig(entries))
  if (dryRun === 'client') return {kind: 'created', object: manifest, replaced: []}
  try {
    const address = {resource: resources.secrets, namespace}
    const object = await api.create(address, manifest, {dryRun: dryRun === 'server'})
    return {kind: 'created', object: toObject(object), replaced: []}
  } catch (error) {
    if (error instanceof KubeError && error.kind === 'not-found') await assertNamespace(api, namespace)
    if (!(error instanceof KubeError) || error.kind !== 'already-exists' || request.isUpdate) throw error
    return refused(`secret "${name}" already exists in namespace "${namespace}"`, [
      request.hasHash
        ? 'The hash in its name says that it was made of these very logins.'
        : 'Add --update to put this login into it; the other registries in it are kept.',
      `kubectl imagecreds decode ${name} -n ${namespace}`,
    ])
  }
}

async function update(api: KubeApi, request: StoreRequest): Promise<StoreOutcome> {
  const {namespace, name, entries, dryRun} = request
  const address = {resource: resources.secrets, namespace, name}
  const existing = await find(api, address)
  if (existing === undefined) return create(api, request)
  const type = textField(existing, 'type') ?? 'Opaque'
  if (type !== pullSecretType) return wrongType(request, type)
  const decoded = decodePadded(textField(existing, 'data', dataKey) ?? '')
  const merged = decoded.kind === 'bytes' ? mergeDockerConfig(decoded.bytes, entries) : decoded
  if (merged.kind === 'fault') return unreadable(request, merged.fault)
  const text = Buffer.from(merged.bytes).toString('base64')
  if (text === textField(existing, 'data', dataKey))
    return {kind: 'unchanged', object: toObject(existing), replaced: []}
  if (field(existing, 'immutable') === true) return immutable(request)
  const changed = withData(existing, text)
  const object = dryRun === 'client' ? changed : await api.update(address, changed, {dryRun: dryRun === 'server'})
  return {kind: 'configured', object: toObject(object), replaced: merged.replaced}
}

async function find(api: KubeApi, address: ResourceAddress): Promise<unknown> {
  try {
    return await api.get(address)
  } catch (error) {
    if (error instanceof KubeError && error.kind === 'not-found') return undefined
    throw error
  }
}

/** The object as it was read, resourceVersion included, with other bytes under the one key. */
function withData(existing: unknown, text: string): object {
  const data = field(existing, 'data')
  return {...toObject(existing), data: {...toObject(data), [dataKey]: text}}
}

function toObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}

function wrongType({namespace, name}: StoreRequest, type: string): StoreOutcome {
  return refused(`secret "${name}" in namespace "${namespace}" is of type "${type}", not ${pullSecretType}`, [
    'The type of a Secret cannot be changed. Delete it, if nothing else needs it, and create it again:',
    `kubectl delete secret ${name} -n ${namespace}`,
  ])
}

function immutable({namespace, name}: StoreRequest): StoreOutcome {
  return refused(`secret "${name}" in namespace "${namespace}" is immutable`, [
    'Its data can never be changed. Create one of another name, or delete it first:',
    `kubectl delete secret ${name} -n ${namespace}`,
  ])
}

function unreadable({namespace, name}: StoreRequest, fault: string): StoreOutcome {
  return refused(
    `secret "${name}" in namespace "${namespace}" does not parse, so nothing in it can be kept: ${fault}`,
    [
      `kubectl imagecreds decode ${name} -n ${namespace}`,
      'Delete it and create it again without --update:',
      `kubectl delete secret ${name} -n ${namespace}`,
    ],
  )
}

function refused(message: string, nextSteps: readonly string[]): StoreOutcome {
  return {kind: 'refused', message, nextSteps}
}
