import {isIPv6} from 'node:net'
import {decodeUtf8} from './go-utf8.ts'

// A URL, cut apart in Go's order (`Parse` in net/url): the fragment first, then the query, then
// authority = [userinfo "@"] host [":" port], then the path. `new URL` cannot be used in its place: it lower-cases
// hosts, drops ":443" and takes 2130706433 for an IP address.

/** What a key of `auths` comes down to. Both are byte strings: one character for each byte of UTF-8. */
export interface GoUrl {
  readonly host: string
  /** Percent escapes are undone. */
  readonly path: string
}

export type ParsedGoUrl =
  | {readonly kind: 'url'; readonly url: GoUrl}
  /** `fault` is in the words of net/url. */
  | {readonly kind: 'fault'; readonly fault: string}

/** Reads what follows `https://` as Go 1.26 does. `rest` is a byte string. */
export function parseGoUrl(rest: string): ParsedGoUrl {
  const [beforeFragment, fragment] = cutAt(rest, '#')
  // biome-ignore format: one condition for each part
  if (/[\x00-\x1f\x7f]/.test(beforeFragment)) return fault('net/url: invalid control character in URL')
  const [beforeQuery] = cutAt(beforeFragment, '?')
  const slash = beforeQuery.indexOf('/')
  const authority = slash < 0 ? beforeQuery : beforeQuery.slice(0, slash)
  const path = slash < 0 ? '' : beforeQuery.slice(slash)
  const problem =
    authorityFault(authority) ?? escapeFault(path) ?? (fragment === undefined ? undefined : escapeFault(fragment))
  if (problem !== undefined) return fault(problem)
  return {kind: 'url', url: {host: unescaped(hostOf(authority)), path: unescaped(path)}}
}

function authorityFault(authority: string): string | undefined {
  const at = authority.lastIndexOf('@')
  const userinfo = at < 0 ? '' : authority.slice(0, at)
  return (
    hostFault(hostOf(authority)) ??
    (/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(userinfo) ? escapeFault(userinfo) : 'net/url: invalid userinfo')
  )
}

/** Go 1.26 takes one ":" only, and brackets only around an IPv6 address; older ones let more through. */
function hostFault(host: string): string | undefined {
  const open = host.lastIndexOf('[')
  if (open > 0) return 'invalid IP-literal'
  if (open < 0) return portFault(host.slice(indexOrEnd(host, ':'))) ?? hostCharacterFault(host)
  const close = host.lastIndexOf(']')
  if (close < 0) return "missing ']' in host"
  const address = host.slice(open + 1, close)
  const problem = portFault(host.slice(close + 1)) ?? hostCharacterFault(address)
  if (problem !== undefined) return problem
  return isIPv6(unescaped(address)) ? undefined : 'invalid IP-literal'
}

function portFault(port: string): string | undefined {
  return /^(?::[0-9]*)?$/.test(port) ? undefined : `invalid port ${quoted(port)} after host`
}

/** In a host only bytes beyond ASCII may be escaped, and the "%" of an IPv6 zone. */
function hostCharacterFault(host: string): string | undefined {
  const badEscape = /%(?![89a-fA-F][0-9a-fA-F]|25)/.exec(host)
  if (badEscape) return `invalid URL escape ${quoted(host.slice(badEscape.index, badEscape.index + 3))}`
  const character = /[^A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"%\x80-\xff]/.exec(host)
  return character ? `invalid character ${quoted(character[0])} in host name` : undefined
}

function escapeFault(text: string): string | undefined {
  const badEscape = /%(?![0-9a-fA-F]{2})/.exec(text)
  if (!badEscape) return undefined
  return `invalid URL escape ${quoted(text.slice(badEscape.index, badEscape.index + 3))}`
}

function unescaped(text: string): string {
  return text.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Bytes as text in quotes; what is no UTF-8, because an escape was cut out of it, shows as U+FFFD. */
function quoted(bytes: string): string {
  const text = JSON.stringify(decodeUtf8(Buffer.from(bytes, 'latin1')))
  return text.replace(/[\x7f-\x9f]/g, (control) => `\\u00${control.charCodeAt(0).toString(16)}`)
}

function hostOf(authority: string): string {
  return authority.slice(authority.lastIndexOf('@') + 1)
}

function cutAt(text: string, mark: string): readonly [string, string | undefined] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

function indexOrEnd(text: string, mark: string): number {
  const at = text.indexOf(mark)
  return at < 0 ? text.length : at
}

function fault(text: string): ParsedGoUrl {
  return {kind: 'fault', fault: text}
}
