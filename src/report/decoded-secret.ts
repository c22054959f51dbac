import {keyReach} from '../credentials/key-reach.ts'
import type {AuthEntry, PullSecret} from '../credentials/pull-secret.ts'
import {registryOfKey} from '../credentials/registry-of-key.ts'
import type {SecretLint} from '../doctor/lint.ts'
import {entryLints, secretLints} from '../doctor/secret-lint.ts'
import {providerFor} from '../providers/catalogue.ts'

/** What `decode -o json` prints for one Secret. */
export interface DecodedSecret {
  readonly apiVersion: 'imagecreds/v1'
  readonly kind: 'DecodedSecret'
  /** Absent where a docker config was read that is no Secret. */
  readonly namespace?: string
  readonly name: string
  readonly type: string
  /** What the kubelet makes of it. */
  readonly state: PullSecret['state']['kind']
  /** Who writes it, such as `ExternalSecret/regcred`. */
  readonly owner?: string
  readonly createdAt?: string
  readonly entries: readonly DecodedEntry[]
  readonly lints: readonly SecretLint[]
}

export interface DecodedEntry {
  /** As written. */
  readonly key: string
  /** The images it serves, in words: `every image of ghcr.io`. */
  readonly serves: string
  readonly username: string
  /** `[redacted]` unless it was asked for; absent where there is none. */
  readonly password?: string
  readonly provider?: string
  /** `secondsLeft` is negative for a token that has ended. */
  readonly token?: {
    readonly kind: string
    readonly expiresAt?: string
    readonly secondsLeft?: number
    readonly isShortLived: boolean
  }
  readonly lints: readonly SecretLint[]
}

/** One Secret by itself; several, or none, as a list, as kubectl does. */
export function decodedList(items: readonly DecodedSecret[]): object {
  const [only] = items
  if (items.length === 1 && only !== undefined) return only
  return {apiVersion: 'imagecreds/v1', kind: 'DecodedSecretList', items}
}

export interface DecodeOptions {
  /** RFC 3339: what a token's end is compared with. */
  readonly takenAt: string
  readonly showPassword: boolean
}

/** A pull secret as a person wants to see it. The password is in it only where it was asked for. */
export function decodedSecret(secret: PullSecret, options: DecodeOptions): DecodedSecret {
  const {namespace, name, type, state, owner, createdAt} = secret
  const entries = state.kind === 'usable' ? state.entries : []
  return {
    apiVersion: 'imagecreds/v1',
    kind: 'DecodedSecret',
    ...(namespace === '' ? {} : {namespace}),
    name,
    type,
    state: state.kind,
    ...(owner === undefined ? {} : {owner}),
    ...(createdAt === undefined ? {} : {createdAt}),
    entries: entries.map((entry) => decodedEntry(entry, options)),
    lints: secretLints(secret).toSorted(bySeverity),
  }
}

function decodedEntry(entry: AuthEntry, {takenAt, showPassword}: DecodeOptions): DecodedEntry {
  const {key, username, password} = entry
  const shown = showPassword ? password.reveal() : String(password)
  return {
    key,
    serves: serves(key),
    username,
    ...(password.isEmpty ? {} : {password: shown}),
    ...productOf(entry, takenAt),
    lints: entryLints(entry, takenAt).toSorted(bySeverity),
  }
}

function bySeverity(one: SecretLint, other: SecretLint): number {
  const order = ['error', 'warning', 'info']
  return order.indexOf(one.severity) - order.indexOf(other.severity)
}

function productOf({key, username, password}: AuthEntry, takenAt: string): Pick<DecodedEntry, 'provider' | 'token'> {
  const registry = registryOfKey(key)
  if (registry === undefined) return {}
  const login = {registry, username, password}
  const provider = providerFor(login)
  if (password.isEmpty) return {provider: provider.title}
  const token = provider.token(login)
  const left = Math.floor((Date.parse(token.expiresAt ?? '') - Date.parse(takenAt)) / 1000)
  return {provider: provider.title, token: {...token, ...(!Number.isNaN(left) && {secondsLeft: left})}}
}

function serves(key: string): string {
  const reach = keyReach(key)
  switch (reach.kind) {
    case 'docker-hub':
      return 'every image of Docker Hub'
    case 'registry':
      if (reach.prefix === '') return `every image of ${reach.host}`
      return `images of ${reach.host} whose path begins with "${reach.prefix}"`
    case 'nothing':
      return 'no image'
  }
}
