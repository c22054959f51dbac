import type {Sensitive} from '../credentials/sensitive.ts'
import type {Exchange} from './probe.ts'
import type {FailureCause} from './transport-failure.ts'

/** The way out to registries and token servers. It sends one request and follows nothing. It never rejects. */
export interface Http {
  send(request: HttpRequest): Promise<HttpResult>
}

/** One request; what it carries in confidence is `Sensitive` up to the socket. */
export interface HttpRequest {
  readonly method: Exchange['method']
  readonly url: URL
  readonly accept?: string
  /** The value of the header of that name. */
  readonly authorization?: Sensitive
  /** The body, `application/x-www-form-urlencoded`. */
  readonly form?: Sensitive
  /** Only this many bytes of the body are wanted, by `Range` (RFC 9110, section 14.2); a server may send more. */
  readonly firstBytes?: number
  readonly signal?: AbortSignal
  /** Any certificate will do for this request. */
  readonly skipTlsVerify?: boolean
}

/** What came of a request. Every status is a response. */
export type HttpResult =
  | HttpResponse
  | {readonly kind: 'failure'; readonly cause: FailureCause}
  /** The name leads to a link-local or metadata address: nothing was sent. */
  | {readonly kind: 'blocked'}

/** An answer as it was sent, bounded, its text not yet fit to be shown. */
export interface HttpResponse {
  readonly kind: 'response'
  readonly status: number
  /** By name in lower case; a header that occurs several times has several values. */
  readonly headers: ReadonlyMap<string, readonly string[]>
  /** Decompressed, and cut at the limit; the first bytes of it are as they were sent. */
  readonly body: Uint8Array
  /** Why the body is not whole; absent where it is, and where only the limit cut it. */
  readonly bodyFailure?: FailureCause
}

/** The first value of a header. */
export function headerOf(response: HttpResponse, name: string): string | undefined {
  return response.headers.get(name)?.[0]
}

/** The body as UTF-8, where need be with replacement characters. */
export function bodyText(response: HttpResponse): string {
  return Buffer.from(response.body).toString('utf8')
}
