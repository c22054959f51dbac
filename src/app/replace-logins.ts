import {field, textField} from '../cluster/json-field.ts'
import type {KubeApi} from '../cluster/kube-api.ts'
import {KubeError} from '../cluster/kube-error.ts'
import {resources} from '../cluster/resource.ts'
import {decodePadded} from '../credentials/go-base64.ts'
import type {DataKey} from '../credentials/pull-secret.ts'
import {mergeDockerConfig, type NewEntry} from '../credentials/write-docker-config.ts'
import {findSecret, mostConflicts, withLogins} from './store-secret.ts'

export interface ReplaceRequest {
  readonly namespace: string
  readonly name: string
  readonly dataKey: DataKey
  /** Where each replaces the one under its key. */
  readonly entries: readonly NewEntry[]
  readonly dryRun: 'none' | 'client' | 'server'
}

export type ReplaceOutcome =
  | {readonly kind: 'refreshed' | 'unchanged'}
  /** `why` follows on the name of the Secret. */
  | {readonly kind: 'passed-over'; readonly why: string}

/**
 * Puts logins in the place of those that a Secret has for the same registries; all else in it stays byte for byte. The
 * write names the version that was read, and after a lost race begins anew. A Secret that has gone, or holds no such login
 * any more, is not made again. Throws a `KubeError` for what the API server refuses: then the Secret is as it was.
 */
export async function replaceLogins(api: KubeApi, request: ReplaceRequest): Promise<ReplaceOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await replaceOnce(api, request)
    } catch (error) {
      if (!(error instanceof KubeError)) throw error
      if (error.kind === 'not-found') return gone
      if (error.kind !== 'conflict' || attempt === mostConflicts) throw error
    }
  }
}

const gone = {kind: 'passed-over', why: 'it was deleted meanwhile'} as const

async function replaceOnce(api: KubeApi, request: ReplaceRequest): Promise<ReplaceOutcome> {
  const {namespace, name, dataKey, entries, dryRun} = request
  const address = {resource: resources.secrets, namespace, name}
  const found = await findSecret(api, address)
  if (found === undefined) return gone
  const before = textField(found, 'data', dataKey)
  const decoded = decodePadded(before ?? '')
  const merged = decoded.kind === 'bytes' ? mergeDockerConfig(decoded.bytes, entries, dataKey) : decoded
  if (merged.kind === 'fault') return {kind: 'passed-over', why: 'it was changed meanwhile, and does not parse'}
  if (merged.replaced.length === 0) return {kind: 'passed-over', why: 'its login was taken out meanwhile'}
  const text = Buffer.from(merged.bytes).toString('base64')
  if (text === before) return {kind: 'unchanged'}
  if (field(found, 'metadata', 'deletionTimestamp') !== undefined) return gone
  if (dryRun === 'client') return {kind: 'refreshed'}
  await api.update(address, withLogins(found, text, entries, dataKey), {dryRun: dryRun === 'server'})
  return {kind: 'refreshed'}
}
