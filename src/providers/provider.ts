import type {Reference} from '../reference/reference.ts'

/** What is known about one registry product. Facts that vendors change carry the date they were read. */
export interface Provider {
  /** Stable, lower case: `docker-hub`, `ghcr`, `ecr`. It is what `--provider` takes and what machine output says. */
  readonly id: string
  /** As the vendor writes it. */
  readonly title: string
  /** Does `host[:port]`, as in a reference, belong to this product? The generic provider answers true to all. */
  hosts(registry: string): boolean
  /** The key to write under `auths` so that the kubelet and Docker's tools find it. */
  canonicalKey(registry: string): string
  /** What kind of secret this is, decided offline from the form of user name and password. */
  token(username: string, password: string): Token
  /** What a person needs to know about a login for this product, such as the form of the user name; may be empty. */
  hints(username: string, password: string): readonly string[]
  /** Where this image is managed, for the remedies; absent where no page can be named from the reference. */
  page?(reference: Reference): string
}

/** The kind of a password, and its end where its form tells one. */
export interface Token {
  /** For people, such as `GitHub personal access token (classic)`, or `password` where nothing is recognised. */
  readonly kind: string
  /** RFC 3339. */
  readonly expiresAt?: string
  /** Such tokens end within hours: keeping one in a Secret means renewing it. */
  readonly isShortLived: boolean
}
