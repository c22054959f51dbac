import type {FailurePart, Fault} from '../pull-failure.ts'
import type {ClauseRule, Saying} from './clause-rule.ts'

/**
 * Where the programs of a pull quote an HTTP status: `http.Response.Status` ("401 Unauthorized") behind a colon, or the
 * number in one of the forms below.
 */
export const httpStatus: readonly ClauseRule[] = [
  {clause: /^([1-5]\d\d)(?= [A-Z(]|\s*$)/, says: ([, status = '']) => statusSays(status)},
  // containers/image docker/errors.go
  {clause: /^StatusCode$/, says: {}},
  {
    clause: /^([1-5]\d\d), "((?:[^"\\]|\\.)*)/,
    says: ([, status = '', body = '']) => ({...statusSays(status), ...bodySays(body)}),
  },
  // The same before containers/image 5.10
  {
    clause: /^([1-5]\d\d), (.+)/s,
    says: ([, status = '', body = '']) => ({...statusSays(status), ...bodySays(body)}),
  },
  {clause: /^invalid status code from registry ([1-5]\d\d)/, says: ([, status = '']) => statusSays(status)},
  {
    clause: /^(?:received )?unexpected (?:HTTP )?(?:status|response)(?: code)?(?: from .*)? ([1-5]\d\d)$/,
    says: ([, status = '']) => statusSays(status),
  },
  {clause: /^.*\b(?:status(?: code)?|HTTP code):? \(?([1-5]\d\d)\b/i, says: ([, status = '']) => statusSays(status)},
  // distribution registry/client/errors.go: "error parsing HTTP 403 response body: ...: \"<html>\""
  {
    clause: /^error parsing HTTP ([1-5]\d\d) response body/,
    says: ([, status = '']) => ({...statusSays(status), ...(status === '404' && {fault: 'html'})}),
  },
]

/** The fault that a status alone means. */
export function statusFault(status: number): Fault {
  if (status === 401) return 'unauthorized'
  if (status === 403 || status === 451) return 'forbidden'
  if (status === 404 || status === 410) return 'not-found'
  // RFC 6585, section 6: 511 is said by what stands between.
  if (status === 407 || status === 511) return 'proxy'
  if (status === 408) return 'timeout'
  if (status === 429) return 'rate-limited'
  return status >= 500 ? 'server-error' : 'http-status'
}

function statusSays(digits: string): Pick<FailurePart, 'status' | 'fault'> {
  const status = Number(digits)
  return {status, fault: statusFault(status)}
}

/** The body where it is quoted: a web page is not the answer of a registry; XML is that of a store of its layers. */
function bodySays(body: string): Saying {
  if (/^\s*<(?!\?xml)|<!doctype|<html/i.test(body)) return {fault: 'html', quotesRegistry: body}
  // net/http/server.go, in plain text behind a 400.
  if (/^Client sent an HTTP request to an HTTPS server/.test(body))
    return {fault: 'http-on-https', quotesRegistry: body}
  return body === '' ? {} : {quotesRegistry: body}
}
