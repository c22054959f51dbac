import type {IncomingMessage} from 'node:http'
import type {Exchange} from '../registry/loopback-server.ts'
import type {RecordedRequest} from '../registry/recorded-request.ts'
import {answerCall} from './answer-call.ts'
import {authenticate} from './authentication.ts'
import {type Fault, suffer} from './fault.ts'
import {objectReply, type Reply} from './reply.ts'
import {parseRequestInfo} from './request-info.ts'
import {flowHeaders, sendReply} from './send-reply.ts'
import {StatusError} from './status-error.ts'
import type {Store} from './store.ts'
import type {SandboxUser, UserInfo} from './user.ts'

/** One request that was let in or not, in the order of arrival. */
export interface LoggedRequest {
  readonly method: string
  /** Path and query as sent. */
  readonly url: string
  /** The user's name; `undefined` where the login was refused. */
  readonly user: string | undefined
  readonly headers: RecordedRequest['headers']
  readonly body: string
}

/** What requests are answered from. */
export interface Serving {
  readonly store: Store
  readonly users: readonly SandboxUser[]
  clock(): Date
  /** Told of each request before it is answered; a fault is what happens to it then. */
  arrived(request: LoggedRequest): Fault | undefined
}

/** Takes one request from its login to the last byte of its answer. */
export async function serveRequest(serving: Serving, request: RecordedRequest, exchange: Exchange): Promise<void> {
  const user = attempt(() => authenticate(exchange.incoming, serving.users))
  const known = user instanceof StatusError ? undefined : user
  const body = await readBody(exchange.incoming)
  if (body === undefined) return
  const {method, url, headers} = request
  const fault = serving.arrived({method, url, user: known?.name, headers, body: body.toString()})
  if (fault !== undefined && (await suffer(fault, exchange))) return
  const reply = user instanceof StatusError ? refusal(user) : answer(serving, request, body, user)
  await sendReply(reply, exchange, known === undefined ? undefined : flowHeaders)
}

function answer({store, clock}: Serving, request: RecordedRequest, body: Buffer, user: UserInfo): Reply {
  const {method, url, headers} = request
  const reply = attempt(() => {
    const info = parseRequestInfo(method, url)
    return answerCall({store, user, method, info, headers, body, now: clock()})
  })
  return reply instanceof StatusError ? refusal(reply) : reply
}

/** Nothing where the client left before it had said everything. A body may be protobuf, so it stays bytes. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks = await incoming.toArray().catch(() => undefined)
  return chunks && Buffer.concat(chunks)
}

/** A refusal is an answer; any other error is a defect of this server and stays one. */
function attempt<T>(work: () => T): T | StatusError {
  try {
    return work()
  } catch (error) {
    if (error instanceof StatusError) return error
    throw error
  }
}

function refusal(error: StatusError): Reply {
  return objectReply(error.code, error.status)
}
