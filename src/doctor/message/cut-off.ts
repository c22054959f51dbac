import type {Clause} from './error-chain.ts'

/** The last words that errors of a pull end in. None begins another. */
const lastWords: readonly string[] = [
  '401 Unauthorized',
  '403 Forbidden',
  '404 Not Found',
  '429 Too Many Requests',
  '500 Internal Server Error',
  '502 Bad Gateway',
  '503 Service Unavailable',
  'TLS handshake timeout',
  'authentication required',
  'certificate has expired or is not yet valid',
  'certificate is valid for ',
  'certificate relies on legacy Common Name field',
  'certificate signed by unknown authority',
  'connection refused',
  'connection reset by peer',
  'connection timed out',
  'context deadline exceeded',
  'i/o timeout',
  'insufficient_scope: authorization failed',
  'invalid reference format',
  'manifest unknown',
  'network is unreachable',
  'no basic auth credentials',
  'no match for platform in manifest',
  'no route to host',
  'no space left on device',
  'no such host',
  'not found',
  'requested access to the resource is denied',
  'server gave HTTP response to HTTPS client',
  'server misbehaving',
]

/** Shorter pieces could be the beginning of too much. */
const shortestPiece = 4

/**
 * The chain with its last link completed, where that was cut off in known words: terminals, log lines and people cut at the
 * end, where the cause stands. A piece that more than one could begin stays as it is.
 */
export function withWholeEnd(chain: readonly Clause[]): readonly Clause[] {
  const last = chain.at(-1)
  if (last === undefined || last.text.length < shortestPiece) return chain
  const [words, ...others] = lastWords.filter((candidate) => candidate.startsWith(last.text))
  if (words === undefined || others.length > 0) return chain
  return [...chain.slice(0, -1), {...last, text: words, words}]
}
