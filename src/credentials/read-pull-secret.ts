import type {FetchedFrom} from './credential-helper.ts'
import {parseDockerConfig} from './docker-config.ts'
import type {DataKey, PullSecret, PullSecretState} from './pull-secret.ts'

/** A Secret of the API (core/v1), its `data` freed of the base64 that the API wraps it in. */
export interface SecretObject {
  readonly namespace: string
  readonly name: string
  readonly type: string
  readonly data: Readonly<Record<string, Uint8Array>>
  /** RFC 3339. */
  readonly createdAt?: string
  /** See `PullSecret`. */
  readonly changedAt?: string
  /** Such as `ExternalSecret/regcred`. */
  readonly owner?: string
  /** See `PullSecret`. */
  readonly fetched?: ReadonlyMap<string, FetchedFrom>
  readonly isImmutable?: true
}

const dataKeys: ReadonlyMap<string, DataKey> = new Map([
  ['kubernetes.io/dockerconfigjson', '.dockerconfigjson'],
  ['kubernetes.io/dockercfg', '.dockercfg'],
])

/**
 * Reads a Secret as the kubelet does when a Pod names it (`MakeDockerKeyring` in credentialprovider/secrets). A type
 * goes with one data key, and only what is not empty is parsed; the rest is passed over without a word.
 */
export function readPullSecret({data, ...secret}: SecretObject): PullSecret {
  return {...secret, dataKeys: Object.keys(data).sort(), state: stateOf(secret.type, data)}
}

function stateOf(type: string, data: SecretObject['data']): PullSecretState {
  const dataKey = dataKeys.get(type)
  if (dataKey === undefined) {
    const types = [...dataKeys.keys()].join(' nor ')
    return {kind: 'ignored', reason: `its type is "${type}", neither ${types}`}
  }
  const bytes = Object.hasOwn(data, dataKey) ? data[dataKey] : undefined
  if (bytes === undefined) return {kind: 'ignored', reason: `its type ${type} asks for the key "${dataKey}"`}
  if (bytes.length === 0) return {kind: 'ignored', reason: `its key "${dataKey}" is empty`}
  const config = parseDockerConfig(bytes, dataKey)
  if (config.kind === 'fault') return {...config, kind: 'malformed', dataKey}
  return {...config, kind: 'usable', dataKey}
}
