import type {RecordedRequest} from './recorded-request.ts'

export interface Login {
  readonly username: string
  readonly password: string
}

/** The login of a Basic `Authorization` header (RFC 7617: the user name ends at the first colon), if it carries one. */
export function basicLogin(request: RecordedRequest): Login | undefined {
  const encoded = /^basic +(.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? undefined : {username: text.slice(0, colon), password: text.slice(colon + 1)}
}

/** The header that `basicLogin` reads back. */
export function basicAuthorization({username, password}: Login): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}
