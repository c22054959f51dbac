import type {TransportFailure} from './probe.ts'
import {ProxyFault} from './proxy-fault.ts'

/** Why no answer came, before it is known to which question: the code, and the kind it stands for. */
export type FailureCause = Pick<TransportFailure, 'kind' | 'code'>

type Kind = TransportFailure['kind']

/** The codes of Node.js (errno, c-ares, OpenSSL's X509_V_ERR_*) and of undici that stand for something of their own. */
const codes: readonly (readonly [Kind, string])[] = [
  ['dns-failure', 'ENOTFOUND EAI_AGAIN EAI_FAIL EAI_NODATA EAI_NONAME EAI_ADDRFAMILY EAI_SERVICE EAI_SYSTEM'],
  ['dns-failure', 'ENODATA ESERVFAIL EFORMERR ENOTIMP EREFUSED EBADNAME EBADRESP ETIMEOUT ENONAME'],
  ['connection-refused', 'ECONNREFUSED'],
  ['connection-reset', 'ECONNRESET ECONNABORTED EPIPE UND_ERR_SOCKET UND_ERR_CLOSED UND_ERR_DESTROYED'],
  ['no-route', 'EHOSTUNREACH ENETUNREACH EHOSTDOWN ENETDOWN EADDRNOTAVAIL EACCES EPERM'],
  ['timeout', 'ETIMEDOUT ESOCKETTIMEDOUT ERR_TLS_HANDSHAKE_TIMEOUT ERR_SOCKET_CONNECTION_TIMEOUT TIMEOUT_ERR'],
  ['timeout', 'UND_ERR_CONNECT_TIMEOUT UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT'],
  ['tls-unknown-ca', 'UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['tls-unknown-ca', 'DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN CERT_UNTRUSTED CERT_REJECTED CERT_REVOKED'],
  ['tls-unknown-ca', 'CERT_CHAIN_TOO_LONG PATH_LENGTH_EXCEEDED INVALID_CA INVALID_PURPOSE CERT_SIGNATURE_FAILURE'],
  ['tls-unknown-ca', 'UNABLE_TO_DECRYPT_CERT_SIGNATURE UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY UNABLE_TO_GET_CRL'],
  ['tls-expired', 'CERT_HAS_EXPIRED CERT_NOT_YET_VALID CRL_HAS_EXPIRED CRL_NOT_YET_VALID'],
  ['tls-expired', 'ERROR_IN_CERT_NOT_BEFORE_FIELD ERROR_IN_CERT_NOT_AFTER_FIELD'],
  ['tls-wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID ERR_TLS_CERT_ALTNAME_FORMAT HOSTNAME_MISMATCH'],
  // Ours (http.ts): no alternative names at all.
  ['tls-wrong-host', 'ERR_TLS_CERT_ALTNAME_MISSING'],
  ['tls-handshake-failure', 'EPROTO'],
  ['proxy', 'UND_ERR_PRX_TLS UND_ERR_PRX_CONN UND_ERR_SOCKS5'],
  ['interrupted', 'ABORT_ERR'],
]

const kindOfCode = new Map(codes.flatMap(([kind, names]) => names.split(' ').map((code) => [code, kind])))

/**
 * What OpenSSL says when the first bytes of the answer are no TLS record. HTTP is the usual reason and not the only
 * one, so it has to be confirmed by asking without TLS (registry-client.ts).
 */
const plainTextCodes = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
])

/**
 * Why a request has no answer, from the code of its error, or of the error behind it (`cause`). Never from its text:
 * that changes with every release and language. A request in plain HTTP is `forwarded` by a proxy, so that whatever
 * happens to its connection happens on the way to the proxy; with HTTPS the fault itself tells (`ProxyFault`).
 */
export function failureCause(error: unknown, route: 'direct' | 'forwarded' = 'direct'): FailureCause {
  const code = codeOf(error) ?? 'UNKNOWN'
  if (error instanceof ProxyFault) return {kind: 'proxy', code}
  const kind = kindOf(code)
  if (route === 'direct' || kind === 'timeout') return {kind, code}
  // This is what undici makes of a proxy that answers 407.
  return {kind: 'proxy', code: code === 'UND_ERR_INVALID_ARG' ? 'HTTP_407' : code}
}

/**
 * What a fired signal of the caller makes of a question: by the code a limit of the whole run (`TIMEOUT_ERR`) is told from
 * somebody who broke it off (`ABORT_ERR`).
 */
export function interruption({reason}: Pick<AbortSignal, 'reason'>): FailureCause {
  return {kind: 'interrupted', code: codeOf(reason) ?? 'ABORT_ERR'}
}

function kindOf(code: string): Kind {
  const known = kindOfCode.get(code)
  if (known !== undefined) return known
  if (plainTextCodes.has(code)) return 'http-on-https'
  return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') ? 'tls-handshake-failure' : 'protocol'
}

/** The errors that have no code, or a number for one (DOMException), and are known by their class. */
const codeOfName: ReadonlyMap<string, string> = new Map([
  ['AbortError', 'ABORT_ERR'],
  ['TimeoutError', 'TIMEOUT_ERR'],
  ['HTTPParserError', 'HPE_UNKNOWN'],
])

/** An AggregateError of several addresses carries the code of the first one that failed. */
function codeOf(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 5) return undefined
  if ('code' in error && typeof error.code === 'string' && /^\w{1,64}$/.test(error.code)) return error.code
  const named = 'name' in error && typeof error.name === 'string' ? codeOfName.get(error.name) : undefined
  if (named !== undefined) return named
  const first = 'errors' in error && Array.isArray(error.errors) ? codeOf(error.errors[0], depth + 1) : undefined
  return first ?? ('cause' in error ? codeOf(error.cause, depth + 1) : undefined)
}
