import {visibleText} from './visible-text.ts'

/**
 * The query parameters that may be shown. Everything else may be a secret: the token of a pre-signed layer URL, a
 * password in a form that was sent by GET.
 */
const shown = new Set(['service', 'scope', 'ns', 'client_id', 'offline_token', 'n', 'last', 'digest', 'mount', 'from'])

/** Of a longer name, and of one without a value, it cannot be told whether it is a name or the secret itself. */
const longestName = 40

/** The URL as it may be shown: without user name and password, with the values of unknown parameters left out. */
export function redactUrl(url: URL | string): string {
  if (!URL.canParse(String(url))) return visibleText(withoutUser(String(url).replace(/[?#].*/s, '')))
  const copy = new URL(url)
  copy.username = ''
  copy.password = ''
  copy.hash = ''
  copy.search = redactQuery(copy.searchParams)
  return visibleText(copy.href, 1000)
}

function redactQuery(parameters: URLSearchParams): string {
  const query = new URLSearchParams()
  const redacted = new Set<string>()
  for (const [name, value] of parameters) {
    if (shown.has(name)) query.append(name, value)
    else redacted.add(value !== '' && name.length <= longestName ? name : '')
  }
  for (const name of redacted) if (name !== '') query.append(name, 'REDACTED')
  // These may stand in a query as they are (RFC 3986, section 3.4), and scopes consist of them.
  const text = query.toString().replace(/%3A/gi, ':').replace(/%2F/gi, '/').replace(/%2C/gi, ',')
  return redacted.has('') ? `${text}${text === '' ? '' : '&'}REDACTED` : text
}

function withoutUser(text: string): string {
  return text.replace(/^([^/]*\/\/)?[^/]*@/, '$1')
}
