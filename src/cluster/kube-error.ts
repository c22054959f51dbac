/** What can go wrong between us and an API server, told apart by codes and statuses, never by words. */
export type KubeErrorKind =
  /** There is no kubeconfig, and we are not in a cluster. */
  | 'no-kubeconfig'
  /** A kubeconfig that cannot be read or does not say what it must. */
  | 'kubeconfig-invalid'
  /** A context, cluster or user that the kubeconfig does not have. */
  | 'unknown-context'
  /** The login could not be made up: a certificate or token file, an exec plugin, a provider kubectl has dropped. */
  | 'credential'
  /** No answer; `code` says why. */
  | 'unreachable'
  /** The answer broke off, again and again. */
  | 'cut-off'
  /** An answer that no API server gives: a web page, a body that is no JSON. */
  | 'not-an-api-server'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  /** 409 AlreadyExists. */
  | 'already-exists'
  /** 409 Conflict: the object has changed since it was read. */
  | 'conflict'
  /** 410: a continue token or resource version that is too old. */
  | 'expired'
  /** 422, 400. */
  | 'invalid'
  | 'rate-limited'
  | 'server-error'
  /** Any other status. */
  | 'refused'
  /** The call was cancelled. */
  | 'interrupted'

export interface KubeErrorDetails {
  /** Imperative sentences: what the user can do. */
  readonly nextSteps?: readonly string[]
  readonly status?: number
  /** The `reason` of the Status object, such as `AlreadyExists`. */
  readonly reason?: string
  /** The fields that the server found fault with (`details.causes[].field`). */
  readonly fields?: readonly string[]
  /** The code of Node.js that decided, such as `ECONNREFUSED` or `CERT_HAS_EXPIRED`. */
  readonly code?: string
  /** Of a write: the server may have done it, and only its answer is lost. */
  readonly mayBeDone?: true
  /** `Retry-After`. */
  readonly retryAfterSeconds?: number
  /** With a 410 in a list: where to go on (`metadata.continue` of the Status). */
  readonly continueToken?: string
}

/**
 * A call to the cluster that could not be made or was refused. The message names the thing and is fit for the user; it
 * holds no URL with a login, no token and nothing out of a body that is not a Status object. There is never a `cause`:
 * the errors of JSON and YAML parsers quote what they read, and that may be a Secret.
 */
export class KubeError extends Error {
  override readonly name = 'KubeError'
  readonly kind: KubeErrorKind
  readonly nextSteps: readonly string[]
  readonly details: Omit<KubeErrorDetails, 'nextSteps'>

  constructor(kind: KubeErrorKind, message: string, {nextSteps = [], ...details}: KubeErrorDetails = {}) {
    super(message)
    this.kind = kind
    this.nextSteps = nextSteps
    this.details = details
  }
}
