import type {FetchedFrom} from './credential-helper.ts'
import type {Sensitive} from './sensitive.ts'

/** The two keys under `data` that the kubelet reads, each with the Secret type of its own name. */
export type DataKey = '.dockerconfigjson' | '.dockercfg'

/** One entry of `auths`, read as the kubelet reads it (`DockerConfigEntry`). */
export interface AuthEntry {
  /** As written in the Secret, but for a password in its URL. */
  readonly key: string
  /** A non-empty `auth` replaces `username` and `password`; this is the effective one. */
  readonly username: string
  readonly password: Sensitive
  readonly email?: string
  /** What `username` and `password` say where `auth` says something else and wins. */
  readonly overridden?: {readonly username: string; readonly password: Sensitive}
  /** Fields that hold something the kubelet does not read, such as `identitytoken`, as written. */
  readonly ignoredFields: readonly string[]
}

/** What the kubelet makes of a Secret that a Pod names (`MakeDockerKeyring` in credentialprovider/secrets). */
export type PullSecretState =
  | {
      readonly kind: 'usable'
      readonly dataKey: DataKey
      readonly entries: readonly AuthEntry[]
      /** What carries logins and is not read: `credsStore`, `credHelpers`, an entry beside `auths`, not below it. */
      readonly ignoredFields: readonly string[]
    }
  /** Type and data key do not agree, or the data is empty: the kubelet passes over it without a word. */
  | {readonly kind: 'ignored'; readonly reason: string}
  /** The whole keyring fails, and with it every image of the Pod. `fault` is the kubelet's own text. */
  | {
      readonly kind: 'malformed'
      readonly dataKey: DataKey
      readonly fault: string
      /** The entry under `auths` that does not parse, where one can be named. */
      readonly entryKey?: string
    }

/** A Secret that a Pod names under `imagePullSecrets`, without the bytes it was read from. */
export interface PullSecret {
  readonly namespace: string
  readonly name: string
  readonly type: string
  /** The keys under `data`, sorted. */
  readonly dataKeys: readonly string[]
  readonly state: PullSecretState
  /** RFC 3339; absent in a manifest that was never applied. */
  readonly createdAt?: string
  /** RFC 3339: when somebody last wrote its `data`, where the API server has told. */
  readonly changedAt?: string
  /** Who writes this Secret, such as `ExternalSecret/regcred` or `Helm release "web"`. */
  readonly owner?: string
  /** Which logins a credential helper gave, by the key as written. */
  readonly fetched?: ReadonlyMap<string, FetchedFrom>
  readonly isImmutable?: true
}
