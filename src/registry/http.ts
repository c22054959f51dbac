import {setImmediate} from 'node:timers/promises'
import {Agent, type Dispatcher, Pool, ProxyAgent} from 'undici'
import type {Sensitive} from '../credentials/sensitive.ts'
import {addressRange} from './address.ts'
import {BlockedAddress, guardedLookup, type Resolve} from './guarded-lookup.ts'
import type {Http, HttpRequest, HttpResponse, HttpResult} from './http-message.ts'
import {type Environment, proxyFor} from './proxy.ts'
import {ProxyFault} from './proxy-fault.ts'
import {type Body, decoded, readBody} from './read-body.ts'
import {timeLimit} from './time-limit.ts'
import {secureContext, serverIdentityFault, type TlsSettings} from './tls-trust.ts'
import {failureCause, interruption} from './transport-failure.ts'

/** How this machine reaches the world; the node may reach it otherwise. */
export interface HttpOptions extends TlsSettings {
  /** Any certificate will do, that of a proxy included. */
  readonly skipTlsVerify?: boolean
  /** For one request from its first packet to the last byte of its answer; 0 is no limit. Default: 10 seconds. */
  readonly timeoutMs?: number
  /** Of a body, compressed and not. Default: 4 MiB, which the specification lets a manifest have. */
  readonly maxBodyBytes?: number
  /** The URL of the proxy to everywhere, whatever the environment says, NO_PROXY included; it may hold a login. */
  readonly proxy?: Sensitive
  /** Where the proxy is named otherwise. Default: that of this process. */
  readonly environment?: Environment
  /** In place of the system's resolver, for tests. */
  readonly resolve?: Resolve
}

/** The way out, with the connections that it keeps open until `close`. */
export interface OpenHttp extends Http {
  close(): Promise<void>
}

const defaults = {timeoutMs: 10_000, maxBodyBytes: 4 * 1024 * 1024}

/** A head longer than this is hostile: Go takes 1 MiB, and challenges have some hundred bytes. */
const maxHeaderSize = 64 * 1024

const limits = {maxHeaderSize, headersTimeout: 0, bodyTimeout: 0, allowH2: false}

/**
 * Opens the way out: undici over HTTP/1.1, with one TLS context for all registries. undici is slow to load, so import
 * this file only where something is asked. Throws where an authority, a certificate or a key is no PEM, and a proxy no URL.
 */
export function createHttp(options: HttpOptions = {}): OpenHttp {
  const {timeoutMs = defaults.timeoutMs, maxBodyBytes = defaults.maxBodyBytes} = options
  const {clientCertificate: _, ...withoutCertificate} = options
  const given = options.proxy && new URL(options.proxy.reveal())
  const context = secureContext(options)
  const connect = {
    secureContext: context,
    checkServerIdentity: serverIdentityFault,
    lookup: guardedLookup(options.resolve),
    // Longer than the request's own limit, so that there is one clock and one code for "too late".
    timeout: timeoutMs === 0 ? 0 : timeoutMs + 1000,
  }
  const dispatchers = new Map<string, Dispatcher>()

  /** The proxy gets its own login and nobody's certificate, so it is verified even where the registry need not be. */
  function proxyConnect(): ConnectOptions {
    const isOwn = options.clientCertificate === undefined
    const rejectUnauthorized = options.skipTlsVerify !== true
    return {...connect, rejectUnauthorized, secureContext: isOwn ? context : secureContext(withoutCertificate)}
  }

  function createDispatcher(proxy: URL | undefined, skipTlsVerify: boolean): Dispatcher {
    const requestTls = {...connect, rejectUnauthorized: !skipTlsVerify}
    if (proxy === undefined) return new Agent({...limits, connect: requestTls})
    // undici takes a SOCKS proxy for one that speaks TLS, and the question would run out of time.
    if (!/^https?:$/.test(proxy.protocol)) throw new ProxyFault('ERR_PROXY_UNSUPPORTED')
    return new ProxyAgent({
      ...limits,
      uri: proxy.href,
      proxyTls: proxyConnect(),
      requestTls,
      clientFactory: tunnelClient,
    })
  }

  function dispatcherFor(proxy: URL | undefined, skipTlsVerify: boolean): Dispatcher {
    const key = `${skipTlsVerify} ${proxy?.href ?? ''}`
    const dispatcher = dispatchers.get(key) ?? createDispatcher(proxy, skipTlsVerify)
    dispatchers.set(key, dispatcher)
    return dispatcher
  }

  async function send(request: HttpRequest): Promise<HttpResult> {
    if (addressRange(request.url.hostname) === 'link-local') return {kind: 'blocked'}
    const proxy = given ?? proxyFor(request.url, options.environment ?? process.env)
    const skipTlsVerify = request.skipTlsVerify === true || options.skipTlsVerify === true
    const signal = AbortSignal.any([request.signal, timeLimit(timeoutMs)].filter((limit) => limit !== undefined))
    try {
      // undici notices an abort while it connects only at its own connect timeout.
      const answer = await Promise.race([
        dispatch(request, dispatcherFor(proxy, skipTlsVerify), signal),
        aborted(signal),
      ])
      const body = await readAnswer(answer, request, maxBodyBytes)
      // undici frees a connection one turn after its answer; a question asked before that would open another one.
      await setImmediate()
      return response(answer, body)
    } catch (error) {
      if (error instanceof BlockedAddress) return {kind: 'blocked'}
      if (request.signal?.aborted) return {kind: 'failure', cause: interruption(request.signal)}
      const isForwarded = proxy !== undefined && request.url.protocol === 'http:'
      return {kind: 'failure', cause: failureCause(error, isForwarded ? 'forwarded' : 'direct')}
    }
  }

  async function close(): Promise<void> {
    await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()))
  }

  return {send, close}
}

type ConnectOptions = NonNullable<ProxyAgent.Options['requestTls']>

function dispatch(
  request: HttpRequest,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData<unknown>> {
  const {url, method, accept, authorization, form, firstBytes} = request
  return dispatcher.request({
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method,
    signal,
    // Or undici would close the connection after each HEAD.
    reset: false,
    headers: {
      'user-agent': 'kubectl-imagecreds',
      'accept-encoding': 'identity',
      ...(accept !== undefined && {accept}),
      ...(firstBytes !== undefined && {range: `bytes=0-${firstBytes - 1}`}),
      ...(authorization && {authorization: authorization.reveal()}),
      ...(form && {'content-type': 'application/x-www-form-urlencoded; charset=utf-8'}),
    },
    ...(form && {body: form.reveal()}),
  })
}

/** The connection to a proxy for HTTPS: what goes wrong before the tunnel stands is the proxy's, and nothing after it. */
function tunnelClient(origin: URL, options: object): Dispatcher {
  const pool = new Pool(origin, options)
  const open: Dispatcher['connect'] = pool.connect.bind(pool)
  async function connect(request: Dispatcher.ConnectOptions<null>): Promise<Dispatcher.ConnectData<null>> {
    const tunnel = await open(request).catch((error: unknown) => {
      throw new ProxyFault(failureCause(error).code)
    })
    if (tunnel.statusCode === 200) return tunnel
    tunnel.socket.on('error', () => {}).destroy()
    throw new ProxyFault(`HTTP_${tunnel.statusCode}`)
  }
  return Object.assign(pool, {connect})
}

async function readAnswer(
  answer: Dispatcher.ResponseData<unknown>,
  {method, firstBytes}: HttpRequest,
  maxBodyBytes: number,
): Promise<Body> {
  if (method === 'HEAD') {
    await answer.body.dump()
    return {body: new Uint8Array()}
  }
  if (firstBytes !== undefined && answer.statusCode < 300) return readBody(answer.body, firstBytes)
  const body = await readBody(answer.body, maxBodyBytes)
  return decoded(body, String(answer.headers['content-encoding'] ?? ''), maxBodyBytes)
}

function response({statusCode, headers}: Dispatcher.ResponseData<unknown>, body: Body): HttpResponse {
  const values = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value ?? []].flat()] as const)
  return {kind: 'response', status: statusCode, headers: new Map(values), ...body}
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), {once: true})
  })
}
