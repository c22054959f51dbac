import {parseGoUrl} from '../credentials/go-url.ts'
import {addressRange} from './address.ts'
import {isLocalhost} from './endpoint.ts'
import {redactUrl} from './redact-url.ts'

/** May a login, or anything at all, be sent where a registry points to? */
export type Destination =
  | {readonly kind: 'allowed'; readonly url: URL; readonly warning?: string}
  | {readonly kind: 'refused'; readonly reason: string}

/**
 * Decides on the realm of a Bearer challenge before anything is sent to it. A hostile registry names whatever it likes:
 * a cloud's metadata service, a host inside the network, or its own in plain HTTP, to read the login on the way. A
 * login goes to HTTPS, or to the registry's own host where that was itself asked in plain HTTP.
 */
export function checkRealm(realm: string | undefined, asked: URL, carries: 'login' | 'nothing'): Destination {
  const url = isGoUrl(realm ?? '') ? URL.parse(realm ?? '') : null
  if (url === null) return refused(`the realm ${quoted(realm ?? '')} is not the URL of a token server`)
  url.username = ''
  url.password = ''
  url.hash = ''
  const destination = checkDestination(url, asked, 'token server')
  if (destination.kind === 'refused' || carries === 'nothing' || url.protocol === 'https:') return destination
  if (asked.protocol === 'http:' && url.host === asked.host) return destination
  return refused(`the token server ${quoted(url.href)} is not asked in plain HTTP for the login's sake`)
}

/** Decides on a host that a registry sends us to; `asked` is the registry's URL that did. */
export function checkDestination(url: URL, asked: URL, what: 'token server' | 'redirect'): Destination {
  const range = url.host === asked.host ? 'public' : addressRange(url.hostname)
  if (range === 'link-local') return refused(`the ${what} ${quoted(url.href)} is a link-local or metadata address`)
  const isPublicRegistry = addressRange(asked.hostname) === 'public' && !isLocalhost(asked.host)
  const isPrivate = range === 'private' || (url.host !== asked.host && isLocalhost(url.host))
  if (!isPrivate || !isPublicRegistry) return {kind: 'allowed', url}
  return {kind: 'allowed', url, warning: `the ${what} ${quoted(url.href)} of ${asked.host} is a private address`}
}

/**
 * A web URL to Go as well, which is what a node asks. The WHATWG's reading mends much that Go refuses, such as
 * `https:/host`, and takes a backslash for a slash, so that another host comes out.
 */
function isGoUrl(text: string): boolean {
  const rest = /^https?:\/\/(.*)$/is.exec(text)?.[1]
  const parsed = rest === undefined ? undefined : parseGoUrl(Buffer.from(rest).toString('latin1'))
  return parsed?.kind === 'url' && parsed.url.host !== ''
}

function refused(reason: string): Destination {
  return {kind: 'refused', reason}
}

function quoted(text: string): string {
  return `"${redactUrl(text)}"`
}
