import type {Sensitive} from '../credentials/sensitive.ts'
import type {Reference} from '../reference/reference.ts'

/** A user name and password, and the registry they are meant for. */
export interface RegistryLogin {
  /** `host[:port]`, as in a reference. */
  readonly registry: string
  readonly username: string
  readonly password: Sensitive
}

/**
 * What is known of one registry product, as far as it can be told without asking anybody. Facts that vendors change carry
 * the month in which they were read.
 */
export interface Provider {
  /** Stable, lower case: `docker-hub`, `ghcr`, `ecr`. It is what `--provider` takes and what machine output says. */
  readonly id: string
  /** As the vendor writes it. */
  readonly title: string
  /** Does `host[:port]`, as in a reference, belong to this product? The generic provider answers true to all. */
  hosts(registry: string): boolean
  /** The key to write under `auths` so that the kubelet and Docker's tools find it. */
  canonicalKey(registry: string): string
  /** The registry that is meant where the product alone is named; absent where everybody has a host of their own. */
  readonly home?: string
  /** The user name that all logins have. */
  readonly username?: string
  /** Which user name a login has; follows on "the user name is". */
  readonly usernameForm?: string
  /** What kind of secret this is, by the form of user name and password. */
  token(login: RegistryLogin): Token
  /** What a person needs to know about this very login. */
  hints(login: RegistryLogin): readonly Hint[]
  /** Is this a login that no other product hands out? It tells the product where the host does not. */
  handsOut?(login: RegistryLogin): boolean
  /** Whose account this login acts as, where its form tells that it is no machine's and the product has such. */
  account?(login: RegistryLogin): Account | undefined
  /** What the host says beyond the product; two registries that differ in a part do not share their logins. */
  parts?(registry: string): readonly HostPart[]
  /** The command that prints a new password for this registry, where the vendor's own tool has one. */
  newPassword?(registry: string): string | undefined
  /** Where this image is managed, for the remedies; absent where no page can be named from the reference. */
  page?(reference: Reference): string | undefined
}

/** The kind of a password, and its end where its form tells one. */
export interface Token {
  /** For people, such as `GitHub personal access token (classic)`, or `password` where nothing is recognised. */
  readonly kind: string
  /** RFC 3339. */
  readonly expiresAt?: string
  /** Such tokens end within hours: keeping one in a Secret means renewing it. Hints do not repeat that. */
  readonly isShortLived: boolean
}

/** An account that was not made for machines. */
export interface Account {
  readonly holder: 'person' | 'administrator'
  /** What the product has for machines, such as `a deploy token`. */
  readonly instead: string
}

/** A statement about a login. */
export interface Hint {
  /** `warning`: as it stands the login cannot work. `info`: what else it needs, or what lasts where it does not. */
  readonly severity: 'warning' | 'info'
  /** Worded as messages are; never the password or a part of it. */
  readonly text: string
}

/** One thing that a registry's host name says, such as the region. */
export interface HostPart {
  readonly name: 'account' | 'region' | 'registry'
  readonly value: string
}
