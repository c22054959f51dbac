import {decodePadded} from '../credentials/go-base64.ts'
import type {PullSecret} from '../credentials/pull-secret.ts'
import {readPullSecret} from '../credentials/read-pull-secret.ts'
import {readFetchRecord} from './fetch-record.ts'
import {lastWriteOfData} from './field-owner.ts'
import {field, isJsonObject, textField} from './json-field.ts'
import {narrowMeta} from './object-meta.ts'
import {ownerOf} from './secret-owner.ts'

/** The two types of Secret that the kubelet takes logins from. */
export const pullSecretTypes = ['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg'] as const

export function isPullSecretType(type: unknown): boolean {
  return pullSecretTypes.some((known) => known === type)
}

/** A Secret as it was read, or why nothing can be said about it. */
export type SecretReading =
  | {readonly kind: 'read'; readonly secret: PullSecret}
  /** No data under a type that must have it, or a value that is no base64: no API server stores that; it was masked. */
  | {readonly kind: 'masked'; readonly namespace: string; readonly name: string}

/**
 * A Secret out of an API object or a manifest. In a manifest `stringData` holds values as text and wins over `data`
 * (`secretStrategy.PrepareForCreate`), and the type may be left out.
 */
export function narrowSecret(object: unknown): SecretReading | undefined {
  const meta = narrowMeta(object)
  if (meta === undefined) return undefined
  const {namespace, name, createdAt} = meta
  const data = new Map<string, Uint8Array>()
  for (const [key, value] of members(field(object, 'data'))) {
    const bytes = decodeValue(value)
    if (bytes === undefined) return {kind: 'masked', namespace, name}
    data.set(key, bytes)
  }
  for (const [key, value] of members(field(object, 'stringData'))) {
    if (typeof value !== 'string') return {kind: 'masked', namespace, name}
    data.set(key, Buffer.from(value))
  }
  const type = textField(object, 'type') ?? 'Opaque'
  if (data.size === 0 && isPullSecretType(type)) return {kind: 'masked', namespace, name}
  const owner = ownerOf(object)
  const changedAt = lastWriteOfData(object)
  const fetched = readFetchRecord(object)
  const secret = readPullSecret({
    namespace,
    name,
    type,
    data: Object.fromEntries(data),
    ...(createdAt !== undefined && {createdAt}),
    ...(changedAt !== undefined && {changedAt}),
    ...(owner !== undefined && {owner}),
    ...(fetched.size > 0 && {fetched}),
    ...(field(object, 'immutable') === true && {isImmutable: true as const}),
  })
  return {kind: 'read', secret}
}

function members(value: unknown): [string, unknown][] {
  return isJsonObject(value) ? Object.entries(value) : []
}

/** As encoding/json reads a `[]byte`; null counts as nothing. */
function decodeValue(value: unknown): Uint8Array | undefined {
  if (value === null) return new Uint8Array()
  const decoded = typeof value === 'string' ? decodePadded(value) : undefined
  return decoded?.kind === 'bytes' ? decoded.bytes : undefined
}
