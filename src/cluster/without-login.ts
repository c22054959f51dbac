/**
 * What a server answered, without the login that it was sent: the value of `Authorization` behind its scheme and, of
 * Basic (RFC 7617), the password in it. A gateway before an API server may repeat the headers of a request it refuses.
 */
export function withoutLogin(body: string, authorization: string | undefined): string {
  const [, scheme = '', value = ''] = /^(\S+) +(\S+)$/.exec(authorization ?? '') ?? []
  const login = scheme.toLowerCase() === 'basic' ? Buffer.from(value, 'base64').toString('utf8') : ''
  const password = login.slice(login.indexOf(':') + 1)
  const traces = [value, password, JSON.stringify(password).slice(1, -1)]
  return traces.reduce((text, trace) => (trace === '' ? text : text.replaceAll(trace, 'REDACTED')), body)
}
