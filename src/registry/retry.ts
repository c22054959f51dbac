import type {TransportFailure} from './probe.ts'

/**
 * What containerd does once about a status before it believes it (`retryRequest` in core/remotes/docker/resolver.go,
 * for the last host it knows): a server's own failure is asked again, HEAD is not everywhere allowed for manifests. Its
 * other retries only repeat a refusal, and are left out so that nobody is locked out by us. A server that says when to
 * come back (`retryAfter`, the header) is not asked before.
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
