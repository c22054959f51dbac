import {createHash} from 'node:crypto'
import type {Attempt} from '../credentials/credential.ts'
import {manifestIdentifier, type Reference} from '../reference/reference.ts'
import type {RateLimit} from './rate-limit.ts'

/** A question to a registry: may this identity read the manifest of this image? */
export interface Probe {
  readonly reference: Reference
  readonly attempt: Attempt
  /** How far to go on from there: not at all, by default, or to one byte of one of its layers (`Content`). */
  readonly depth?: 'manifest' | 'layer'
  /** `os/architecture` of the nodes that are to run the image; with a depth of `layer` each is looked for. */
  readonly platforms?: readonly string[]
}

/**
 * Every answer that can be told apart. An unreachable registry is an answer, not an exception. `exchanges` is what went
 * over the wire in order; the last one decided.
 */
export type ProbeOutcome = ProbeAnswer & {
  readonly exchanges: readonly Exchange[]
  /** What is odd about the way the registry led us, such as a token server at a private address. */
  readonly warnings?: readonly string[]
  /** What the registry says is left of its pulls; absent where it says nothing, which is no limit at Docker Hub. */
  readonly rateLimit?: RateLimit
  /** Of a refusal: does it say that there is something to refuse? Absent where that was not asked or is not clear. */
  readonly absence?: Absence
  /** Of a manifest that is readable: what lies behind it. Absent where that was not asked for. */
  readonly content?: Content
  /** How far this machine's clock is ahead of the registry's, negative where behind; absent within a minute. */
  readonly clockSkewSeconds?: number
}

/** What the registry answered, without how it came to that. */
export type ProbeAnswer =
  | {
      readonly kind: 'readable'
      /** `Docker-Content-Digest`, where the registry sends one. */
      readonly digest?: string
      readonly mediaType?: string
      /** `os/architecture[/variant]` of each child where the manifest is an index and its body was read. */
      readonly platforms?: readonly string[]
    }
  | Unauthorized
  /** 403, or a Bearer token that was issued and does not reach (`insufficient_scope`). */
  | {readonly kind: 'denied'; readonly at: 'token' | 'registry'}
  /** 404 with MANIFEST_UNKNOWN: the repository is there, the tag or digest is not. */
  | ManifestUnknown
  /** 404 with NAME_UNKNOWN. */
  | {readonly kind: 'name-unknown'}
  /** 404 of a registry that does not say which of the two. */
  | {readonly kind: 'not-found'}
  | {readonly kind: 'rate-limited'; readonly retryAfterSeconds?: number}
  | {readonly kind: 'server-error'; readonly status: number}
  /** A web page, a login form, a 404 on `/v2/`. */
  | {readonly kind: 'not-a-registry'; readonly reason: string}
  | {readonly kind: 'unreachable'; readonly failure: TransportFailure}
  /** We declined to go on, to keep the login safe: a plain-HTTP realm, a link-local address. */
  | {readonly kind: 'refused'; readonly reason: string}

/** See `ProbeAnswer`. */
export interface ManifestUnknown {
  readonly kind: 'manifest-unknown'
  /** The digest is that of a blob of this repository: an image's ID, or a layer's. A runtime resolves and refuses it. */
  readonly isBlob?: true
}

/** What lies behind a manifest that can be read, as far as a pull of these platforms would need it. */
export interface Content {
  /** Of the platforms that were asked for, those that the index has no image for. */
  readonly missingPlatforms: readonly string[]
  /** Images that the index lists for these platforms, and that the registry does not have. */
  readonly missingChildren: readonly {readonly platform: string; readonly digest: string}[]
  /**
   * `os/architecture` of an image that is no index, and is for none of the platforms that were asked for. A runtime pulls it
   * all the same, and its programs do not start.
   */
  readonly otherPlatform?: string
  /** One byte of one small blob; absent where no image is there that could name one. */
  readonly blob?: BlobReading
  /** What it took; what comes before is in the outcome's own. */
  readonly exchanges: readonly Exchange[]
}

/** How a blob could be read, a layer's where the image has layers. */
export interface BlobReading {
  /** `host[:port]` that gave it or did not: the registry's own, or the one that it sent us to. */
  readonly host: string
  readonly digest: string
  /** In the words for manifests: `readable` is a byte that came, `not-found` a blob that is not there. */
  readonly answer: ProbeAnswer
}

/** What the registry says to the same identity of a repository that cannot exist, in the same namespace. */
export interface Absence {
  /** `told`: something else, so what was refused is there. `hidden`: the same, so it may be absent. */
  readonly kind: 'told' | 'hidden'
  readonly exchanges: readonly Exchange[]
}

/** 401 after the identity was presented, or 401 to nobody. */
export interface Unauthorized {
  readonly kind: 'unauthorized'
  readonly at: 'token' | 'registry'
  /** The 401 asks for nothing that a client could answer: the login was not presented, and says nothing about it. */
  readonly challenge?: 'absent'
}

/** One request and its answer, fit to be shown: URLs are redacted, bodies are reduced to the registry's own words. */
export interface Exchange {
  readonly method: 'GET' | 'HEAD' | 'POST'
  readonly url: string
  readonly at: 'registry' | 'token' | 'blob'
  /** Absent where no answer came. */
  readonly status?: number
  /** The first error of the body (OCI distribution spec, "Error Codes"; token server `error`). */
  readonly code?: string
  readonly message?: string
}

/** Why no answer came. The kinds are those of the diagnoses; they are decided from error codes, never from text. */
export interface TransportFailure {
  readonly kind:
    | 'dns-failure'
    | 'connection-refused'
    | 'connection-reset'
    | 'no-route'
    | 'timeout'
    | 'tls-unknown-ca'
    | 'tls-expired'
    | 'tls-wrong-host'
    | 'tls-handshake-failure'
    | 'http-on-https'
    | 'proxy'
    | 'protocol'
    | 'interrupted'
  /** `host:port` that did not answer, which is the token server's where `at` says so. */
  readonly host: string
  readonly at: 'registry' | 'token' | 'blob'
  /** The code it was decided from, such as `ENOTFOUND` or `CERT_HAS_EXPIRED`. */
  readonly code: string
}

/** Equal for probes that ask the same question, however far they go; a hash, so that no password stands in a key. */
export function probeKey(probe: Probe): string {
  const {reference, attempt} = probe
  const login = attempt === 'anonymous' ? '' : JSON.stringify([attempt.username, attempt.password.reveal()])
  return createHash('sha256')
    .update(JSON.stringify([reference.registry, reference.repository, manifestIdentifier(reference), login]))
    .digest('hex')
}
