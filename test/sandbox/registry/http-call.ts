import {request as httpRequest, type IncomingHttpHeaders} from 'node:http'
import {request as httpsRequest} from 'node:https'
import {lookupLoopback} from './host-name.ts'

export interface HttpCall {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** The authority to trust, PEM. */
  readonly ca?: string
  readonly signal?: AbortSignal
}

export interface HttpResult {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/**
 * The sandbox's own client, for seeding and for the servers' own tests: one connection, no redirects, loopback only.
 */
export function httpCall(url: string, call: HttpCall = {}): Promise<HttpResult> {
  const {promise, resolve, reject} = Promise.withResolvers<HttpResult>()
  const send = url.startsWith('https:') ? httpsRequest : httpRequest
  const options = {method: call.method ?? 'GET', headers: {...call.headers}, agent: false, lookup: lookupLoopback}
  const request = send(url, {
    ...options,
    ...(call.ca === undefined ? {} : {ca: call.ca}),
    ...(call.signal === undefined ? {} : {signal: call.signal}),
  })
  request.on('error', reject)
  request.on('response', (response) => {
    const {statusCode: status = 0, headers} = response
    const read = response.toArray().then((chunks) => Buffer.concat(chunks).toString('utf8'))
    read.then((body) => resolve({status, headers, body}), reject)
  })
  request.end(call.body)
  return promise
}
