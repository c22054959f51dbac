import type {IncomingHttpHeaders} from 'node:http'
import {request as httpsRequest} from 'node:https'
import {createInterface} from 'node:readline'
import type {ApiServer} from '../../sandbox/kube/api-server.ts'
import {type Json, textAt} from '../../sandbox/kube/json.ts'
import {callServer} from './call-server.ts'

/** What a server answered, its body read if it is JSON. */
export interface ClientAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Json
}

/** One user's calls. */
export interface SandboxClient {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<ClientAnswer>
  send(method: string, path: string, body: Json | string, contentType?: string): Promise<ClientAnswer>
}

/** Calls the server with the user's token. */
export function clientOf({url, ca}: ApiServer, user: string): SandboxClient {
  const login = {Authorization: `Bearer ${user}-token`}
  async function call(method: string, path: string, headers: Readonly<Record<string, string>>, body?: string) {
    const answer = await callServer({url, ca}, {method, path, headers: {...login, ...headers}, ...(body && {body})})
    return {...answer, body: readJson(answer.body)}
  }
  return {
    get: (path, headers = {}) => call('GET', path, headers),
    send(method, path, body, contentType = 'application/json') {
      return call(method, path, {'Content-Type': contentType}, typeof body === 'string' ? body : JSON.stringify(body))
    },
  }
}

/** A watch that is under way. */
export interface Watching {
  /** The next event; `undefined` at the end of the stream. */
  next(): Promise<WatchedEvent | undefined>
}

export interface WatchedEvent {
  readonly type: string
  readonly name: string | undefined
  readonly object: Json
}

/** Opens a watch and resolves once the server has taken it up. */
export async function watch({url, ca}: ApiServer, path: string): Promise<Watching> {
  const {promise, resolve, reject} = Promise.withResolvers<AsyncIterator<string>>()
  const request = httpsRequest(`${url}${path}`, {ca, agent: false, headers: {Authorization: 'Bearer admin-token'}})
  request.on('error', reject)
  request.on('response', (response) => resolve(createInterface({input: response})[Symbol.asyncIterator]()))
  request.end()
  const lines = await promise
  return {
    async next() {
      const line = await lines.next()
      if (line.done === true) return undefined
      const event: {type: string; object: Json} = JSON.parse(line.value)
      return {...event, name: textAt(event.object, 'metadata', 'name')}
    },
  }
}

function readJson(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
