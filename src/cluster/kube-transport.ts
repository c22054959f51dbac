import type {IncomingMessage} from 'node:http'
import type {Readable} from 'node:stream'
import {setTimeout as pauseFor} from 'node:timers/promises'
import {KubeError} from './kube-error.ts'
import {connectionError, errorCode} from './kube-failure.ts'
import {type Call, type Connection, decoded, exchange, readText, signalOf} from './kube-request.ts'
import {notAnApiServer} from './kube-status.ts'

/** As client-go (`maxRetries` in rest/request.go): so many tries more. */
const mostRetries = 10
/** A server that wants us to wait longer than this is reported instead. */
const longestPauseSeconds = 30
const breakRetries = 4
const firstBreakPauseMs = 100
/** No page of 500 objects comes near it: most have 10 kB. */
const bodyLimit = 256 * 1024 * 1024

/** Makes one call and gives back what came as JSON; throws a `KubeError` for everything else. */
export async function callJson(connection: Connection, call: Call): Promise<unknown> {
  const {body, contentType} = await retrying(connection, call, async (message) => ({
    body: await readText(message, bodyLimit),
    contentType: message.headers['content-type'] ?? '',
  }))
  try {
    return JSON.parse(body)
  } catch {
    const what = contentType.startsWith('text/html') ? 'a web page' : 'something that is not JSON'
    throw notAnApiServer(connection.server, `answers with ${what}`)
  }
}

/** Makes one call and gives back its answer as it comes in, in pieces of text. */
export function callStream(connection: Connection, call: Call): Promise<Readable> {
  return retrying(connection, call, async (message) => (await decoded(message)).setEncoding('utf8'))
}

/** Tries again what client-go tries again: a server that asks for it, and reads that broke off on the way. */
async function retrying<T>(
  connection: Connection,
  call: Call,
  read: (message: IncomingMessage) => Promise<T>,
): Promise<T> {
  let breaks = 0
  for (let tries = 0; ; tries++) {
    try {
      return await exchange(connection, call, read)
    } catch (error) {
      const failure = asKubeError(error, connection, call)
      const pauseMs = pauseAfter(failure, call, breaks)
      if (pauseMs === undefined || tries === mostRetries) throw withUnknownEnd(failure, call)
      if (failure.details.status === undefined) breaks++
      await pause(connection, call, pauseMs)
    }
  }
}

/** The server may have done what was asked for, and only its answer be lost. */
function withUnknownEnd(failure: KubeError, {method, query}: Call): KubeError {
  const {kind, message, nextSteps, details} = failure
  const isUnanswered = kind === 'cut-off' || details.code === 'ETIMEDOUT'
  if (!isUnanswered || method === 'GET' || query?.['dryRun'] !== undefined) return failure
  const look = 'It may be done all the same: run the call again, which does no harm.'
  return new KubeError(kind, message, {...details, mayBeDone: true, nextSteps: [look, ...nextSteps]})
}

function pauseAfter({kind, details}: KubeError, {method}: Call, breaks: number): number | undefined {
  if (kind === 'rate-limited' || kind === 'server-error') {
    const seconds = details.retryAfterSeconds
    return seconds === undefined || seconds > longestPauseSeconds ? undefined : seconds * 1000
  }
  const brokeOff = kind === 'cut-off' || details.code === 'ECONNRESET' || details.code === 'EPIPE'
  if (!brokeOff || method !== 'GET' || breaks === breakRetries) return undefined
  return firstBreakPauseMs * 2 ** breaks
}

async function pause(connection: Connection, call: Call, milliseconds: number): Promise<void> {
  if (connection.pause !== undefined) return connection.pause(milliseconds)
  try {
    await pauseFor(milliseconds, undefined, {signal: signalOf(connection, call)})
  } catch {
    throw interrupted()
  }
}

function asKubeError(error: unknown, connection: Connection, call: Call): KubeError {
  if (error instanceof KubeError) return error
  if (signalOf(connection, call).aborted) return interrupted()
  const code = errorCode(error)
  if (code === 'ERR_INVALID_CHAR') {
    const message = `the login of user "${connection.user}" holds a character that cannot be sent, such as a line break`
    return new KubeError('credential', message, {code})
  }
  if (code === 'ECONNRESET' || code.startsWith('Z_') || code === 'HPE_INVALID_CHUNK_SIZE') {
    return new KubeError('cut-off', `API server ${connection.server} broke its answer off`, {code})
  }
  return connectionError(error, connection)
}

function interrupted(): KubeError {
  return new KubeError('interrupted', 'the call was broken off')
}
