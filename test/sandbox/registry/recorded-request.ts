import type {IncomingHttpHeaders, IncomingMessage} from 'node:http'
import {TLSSocket} from 'node:tls'

/** What a sandbox server was asked, whole: a search of it shows which server ever saw a password. */
export interface RecordedRequest {
  readonly method: string
  /** Path and query as sent. */
  readonly url: string
  /** With `authorization`, if there was one. */
  readonly headers: IncomingHttpHeaders
  /** Empty where the server passes the body on without reading it. */
  readonly body: string
  /** Scheme and host as the client named this server; registries build their realms and locations from it. */
  readonly origin: string
}

export function recordedRequest(incoming: IncomingMessage, body: string): RecordedRequest {
  const scheme = incoming.socket instanceof TLSSocket ? 'https' : 'http'
  return {
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers: incoming.headers,
    body,
    origin: `${scheme}://${incoming.headers.host ?? ''}`,
  }
}
