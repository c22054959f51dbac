import {setTimeout} from 'node:timers/promises'
import {type HttpResult, headerOf} from './http-message.ts'
import type {TransportFailure} from './probe.ts'
import {retryAfterSeconds} from './rate-limit.ts'
import type {Session} from './session.ts'

/**
 * What containerd does once about a status before it believes it (`retryRequest` in core/remotes/docker/resolver.go,
 * for the last host it knows): a server's own failure is asked again, HEAD is not everywhere allowed for manifests. Its
 * other retries only repeat a refusal, and are left out so that nobody is locked out by us. A server that says when to
 * come back (`retryAfter`, the header) has been waited for already, or is not asked before.
 */
export function nextTry(method: 'GET' | 'HEAD', status: number, retryAfter?: string): 'again' | 'as-get' | 'none' {
  if (status === 405 && method === 'HEAD') return 'as-get'
  if (retryAfter !== undefined) return 'none'
  return status === 500 || status === 503 || status === 504 ? 'again' : 'none'
}

/** A connection that was kept open may be cut at the moment it is used again; that says nothing of the registry. */
export function isWorthRepeating({kind}: TransportFailure): boolean {
  return kind === 'connection-reset'
}

/**
 * Waits as a server that is busy says (`Retry-After` with 429 and 503: RFC 6585, section 4, and RFC 9110, sections
 * 10.2.3 and 15.6.4), and is true when it may be asked again. Who says to come back later than the run waits is not waited for.
 */
export async function waitedFor(result: HttpResult, host: string, session: Session): Promise<boolean> {
  if (result.kind !== 'response' || (result.status !== 429 && result.status !== 503)) return false
  const seconds = retryAfterSeconds(headerOf(result, 'retry-after'), new Date())
  if (seconds === undefined || !session.spendsWaiting(host, seconds)) return false
  const {signal} = session
  return setTimeout(seconds * 1000, true, signal && {signal}).catch(() => false)
}
