/**
 * What a container runtime or the kubelet said about one attempt at a pull, taken apart into facts. Deciding what it
 * means takes more than the message: see `rank-causes.ts` for the message alone, `diagnoses/` for the whole case.
 */
export interface FailurePart {
  /** The part's own words, prefixes of the kubelet and of gRPC removed. */
  readonly text: string
  /** The step that failed. */
  readonly at:
    | 'reference' // before anything was asked: name, policy
    | 'keyring' // the kubelet could not read the pull secrets
    | 'resolve' // the first question for the manifest
    | 'token' // the token server
    | 'manifest' // a manifest below an index, or its media type
    | 'blob' // a layer or the config
    | 'unpack' // on the node's own disk
    | 'unknown'
  readonly fault: Fault
  /** The words that decided the fault, without what a URL may keep secret; absent where it is `unknown`. */
  readonly quote?: string
  /** HTTP status, where one is quoted. */
  readonly status?: number
  /** `host[:port]` of the URL or connection in the message: it may be a token server, a mirror, a CDN or a proxy. */
  readonly host?: string
  /** `host/repository:tag` or `@digest` of the manifest that was asked for, as the URL or the runtime names it. */
  readonly asked?: string
  /** The registry that a mirror stands in for: containerd writes `?ns=`, containers/image lists its mirrors' errors. */
  readonly mirrorOf?: string
  /** What the runtime says it presented: containerd from 1.7 on tells, others do not. */
  readonly presented: 'login' | 'nothing' | 'unknown'
  /** The registry's own words, such as `denied: Your authorization token has expired`. */
  readonly serverMessage?: string
}

/** What a part says went wrong, in terms of the wire, not of the cause. */
export type Fault =
  | 'invalid-reference'
  | 'short-name'
  | 'never-present'
  | 'pull-qps'
  | 'keyring-unreadable'
  | 'secret-unavailable'
  | 'unauthorized'
  | 'no-basic-credentials'
  | 'forbidden'
  | 'insufficient-scope'
  | 'manifest-unknown'
  | 'name-unknown'
  | 'not-found'
  | 'no-platform'
  | 'media-type'
  | 'schema'
  | 'html'
  | 'rate-limited'
  | 'server-error'
  | 'http-status'
  | 'digest-mismatch'
  | 'truncated'
  | 'blob-missing'
  | 'dns'
  | 'connection-refused'
  | 'connection-reset'
  | 'no-route'
  | 'timeout'
  | 'tls-unknown-ca'
  | 'tls-time'
  | 'tls-too-early'
  | 'tls-name'
  | 'tls-certificate'
  | 'tls-handshake'
  | 'http-on-https'
  | 'tls-files'
  | 'registries-file'
  | 'proxy'
  | 'signature'
  | 'blocked-by-policy'
  | 'no-space'
  | 'storage'
  | 'locked'
  | 'credential-provider'
  | 'unknown'

/** One waiting message or event message, taken apart. */
export interface PullFailure {
  /** The image as the message quotes it. */
  readonly image?: string
  /** True where the pause image of the Pod is meant, not one of its containers'. */
  readonly isSandbox: boolean
  /** One per attempt: the kubelet joins the errors of several logins as `[a, b]`, equal ones only once. */
  readonly parts: readonly [FailurePart, ...FailurePart[]]
}
