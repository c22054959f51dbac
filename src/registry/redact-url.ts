import {visibleText} from './visible-text.ts'

/**
 * The query parameters that may be shown. Everything else may be a secret: the token of a pre-signed layer URL, a
 * password in a form that was sent by GET.
 */
const shown = new Set(['service', 'scope', 'ns', 'client_id', 'offline_token', 'n', 'last', 'digest', 'mount', 'from'])

/** The URL as it may be shown: without user name and password, with the values of unknown parameters left out. */
export function redactUrl(url: URL | string): string {
  if (!URL.canParse(String(url))) return visibleText(String(url).replace(/[?#].*/s, ''))
  const copy = new URL(url)
  copy.username = ''
  copy.password = ''
  copy.hash = ''
  for (const name of new Set(copy.searchParams.keys())) {
    if (!shown.has(name)) copy.searchParams.set(name, 'REDACTED')
  }
  // These may stand in a query as they are (RFC 3986, section 3.4), and scopes consist of them.
  copy.search = copy.search.replace(/%3A/gi, ':').replace(/%2F/gi, '/').replace(/%2C/gi, ',')
  return visibleText(copy.href, 1000)
}
