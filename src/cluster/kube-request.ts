import {type Agent, request as httpRequest, type IncomingMessage, validateHeaderValue} from 'node:http'
import {request as httpsRequest} from 'node:https'
import {pipeline, type Readable} from 'node:stream'
import {KubeError} from './kube-error.ts'
import {type Endpoint, timeoutError} from './kube-failure.ts'
import {statusError} from './kube-status.ts'
import {isPathStep, type ResourceAddress, resourcePath} from './resource.ts'
import {withoutLogin} from './without-login.ts'

/** Where and as whom requests are made. */
export interface Connection extends Endpoint {
  readonly url: URL
  /** Absent for the one that Node.js has. */
  readonly agent: Agent | undefined
  /** As the kubeconfig calls the user. */
  readonly user: string
  /** Who has a client certificate has a login without any header. */
  readonly hasCertificate: boolean
  authorization(): Promise<string | undefined>
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string | string[]>>
  /** 0 is without limit. */
  readonly requestTimeoutMs: number
  readonly signal?: AbortSignal
  /** Told of each answer as its head comes. */
  onAnswer?(message: IncomingMessage): void
  /** How the time between two tries is spent; a test spends none. */
  pause?(milliseconds: number): Promise<void>
}

/** One call of the API. */
export interface Call {
  /** As RBAC names it. */
  readonly verb: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly address: ResourceAddress
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly accept?: string
  readonly body?: {readonly contentType: string; readonly value: object}
  /** Beside the connection's. */
  readonly signal?: AbortSignal
  /** A watch stays open; the time limit is then for the beginning of its answer only. */
  readonly stays?: boolean
}

/** To connect and to shake hands, whatever `--request-timeout` says (`net.Dialer` of client-go). */
const connectLimitMs = 30_000
const refusalLimit = 1024 * 1024

/**
 * Makes one call once, within its time limits, and has `read` take the body of a success. Throws a `KubeError` for any
 * other status, and the errors of Node.js as they come.
 */
export async function exchange<T>(
  connection: Connection,
  call: Call,
  read: (message: IncomingMessage) => Promise<T>,
): Promise<T> {
  const {requestTimeoutMs} = connection
  const limit = new AbortController()
  const timer = requestTimeoutMs > 0 ? setTimeout(() => limit.abort(), requestTimeoutMs) : undefined
  try {
    const message = await send(connection, call, limit.signal)
    connection.onAnswer?.(message)
    if (call.stays) clearTimeout(timer)
    const status = message.statusCode ?? 0
    if (status >= 200 && status < 300) return await read(message)
    throw await refusal(connection, call, message)
  } catch (error) {
    throw limit.signal.aborted ? timeoutError(connection, requestTimeoutMs) : error
  } finally {
    clearTimeout(timer)
  }
}

async function send(connection: Connection, call: Call, limit: AbortSignal): Promise<IncomingMessage> {
  const {url, agent} = connection
  const authorization = await connection.authorization()
  const body = call.body === undefined ? undefined : JSON.stringify(call.body.value)
  const headers = {
    Accept: call.accept ?? 'application/json',
    'Accept-Encoding': 'gzip',
    'User-Agent': 'kubectl-imagecreds',
    ...connection.headers,
    ...(body !== undefined && {'Content-Type': call.body?.contentType, 'Content-Length': Buffer.byteLength(body)}),
  }
  const signal = AbortSignal.any([signalOf(connection, call), limit])
  const {promise, resolve, reject} = Promise.withResolvers<IncomingMessage>()
  if (authorization !== undefined) validateHeaderValue('Authorization', authorization)
  const make = url.protocol === 'https:' ? httpsRequest : httpRequest
  const request = make(targetOf(url, call), {agent, method: call.method, headers, signal}, resolve)
  // Not among the options, which Node.js prints where NODE_DEBUG names http.
  if (authorization !== undefined) request.setHeader('Authorization', authorization)
  const connecting = setTimeout(() => request.destroy(timeoutError(connection, connectLimitMs)), connectLimitMs)
  const connected = () => clearTimeout(connecting)
  request.on('error', reject).once('response', connected).once('close', connected)
  request.once('socket', (socket) => {
    if (request.reusedSocket) return connected()
    socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', connected)
  })
  request.end(body)
  return promise
}

/** Below the server's own path, as clusters behind Rancher or a `kubectl proxy --api-prefix` have one. */
function targetOf(server: URL, {address, query = {}}: Call): URL {
  const step = [address.namespace, address.name].find((name) => name !== undefined && isPathStep(name))
  if (step !== undefined) throw new KubeError('invalid', `"${step}" is not a name`)
  const url = new URL(server)
  url.pathname = server.pathname.replace(/\/$/, '') + resourcePath(address)
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value)
  url.username = ''
  url.password = ''
  return url
}

async function refusal(connection: Connection, call: Call, message: IncomingMessage): Promise<KubeError> {
  const {headers, statusCode = 0} = message
  const retryAfter = Number(headers['retry-after'] ?? Number.NaN)
  const authorization = await connection.authorization()
  return statusError({
    server: connection.server,
    user: connection.user,
    isAnonymous: !connection.hasCertificate && authorization === undefined,
    isByCertificate: connection.hasCertificate && authorization === undefined,
    verb: call.verb,
    address: call.address,
    status: statusCode,
    contentType: headers['content-type'] ?? '',
    ...(headers.location !== undefined && {location: headers.location}),
    ...(Number.isFinite(retryAfter) && {retryAfterSeconds: retryAfter}),
    body: withoutLogin(await readText(message, refusalLimit), authorization),
  })
}

/** The body, decompressed; a server compresses only long ones. */
export async function decoded(message: IncomingMessage): Promise<Readable> {
  if (message.headers['content-encoding'] !== 'gzip') return message
  const {createGunzip} = await import('node:zlib')
  const text = createGunzip()
  // Whoever stops reading ends the answer, too; what is wrong with it is thrown where the text is read.
  return pipeline(message, text, () => {})
}

/** The body as text; more than `limit` bytes, decompressed, are refused. */
export async function readText(message: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of await decoded(message)) {
    length += chunk.length
    if (length > limit) throw new KubeError('refused', 'the API server sends more than can be read')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Fires when the call is to be broken off. */
export function signalOf(connection: Connection, call: Call): AbortSignal {
  return AbortSignal.any([connection.signal, call.signal].filter((signal) => signal !== undefined))
}
