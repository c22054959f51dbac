import type {IncomingHttpHeaders} from 'node:http'
import {request as httpsRequest} from 'node:https'

/** Where to call and as whom. */
export interface Caller {
  readonly url: string
  readonly ca: string
  readonly cert?: string
  readonly key?: string
}

export interface Call {
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface CallAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** The body as it came over the wire. */
  readonly bytes: Buffer
}

/** Sends exactly what it is given over a connection of its own, without even a user agent. */
export function callServer(
  {url, ...login}: Caller,
  {method = 'GET', path, headers = {}, body}: Call,
): Promise<CallAnswer> {
  const {promise, resolve, reject} = Promise.withResolvers<CallAnswer>()
  const {hostname, port} = new URL(url)
  // Node.js sends no length by itself for the body of a DELETE.
  const length = body === undefined ? {} : {'Content-Length': Buffer.byteLength(body)}
  const request = httpsRequest({hostname, port, path, method, headers: {...headers, ...length}, agent: false, ...login})
  request.on('error', reject)
  request.on('response', (response) => {
    const {statusCode: status = 0, headers: received} = response
    const read = response.toArray().then((chunks) => Buffer.concat(chunks))
    read.then((bytes) => resolve({status, headers: received, body: bytes.toString(), bytes}), reject)
  })
  request.end(body)
  return promise
}
