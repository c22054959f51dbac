import {X509Certificate} from 'node:crypto'
import {setImmediate} from 'node:timers/promises'
import {
  checkServerIdentity,
  createSecureContext,
  getCACertificates,
  type PeerCertificate,
  type SecureContext,
} from 'node:tls'
import {Agent, type Dispatcher, ProxyAgent} from 'undici'
import {addressRange} from './address.ts'
import {BlockedAddress, guardedLookup, type Resolve} from './guarded-lookup.ts'
import type {Http, HttpRequest, HttpResponse, HttpResult} from './http-message.ts'
import {type Environment, proxyFor} from './proxy.ts'
import {type Body, decoded, readBody} from './read-body.ts'
import {failureCause} from './transport-failure.ts'

/** How this machine reaches the world; the node may reach it otherwise. */
export interface HttpOptions {
  /** PEM of authorities to trust beside those of the system and of Node.js (NODE_EXTRA_CA_CERTS counts). */
  readonly certificateAuthority?: string
  /** PEM of the client's own certificate and key, for registries that ask for one. */
  readonly clientCertificate?: {readonly cert: string; readonly key: string}
  readonly skipTlsVerify?: boolean
  /** For one request from its first packet to the last byte of its answer. Default: 10 seconds. */
  readonly timeoutMs?: number
  /** Of a body, compressed and not. Default: 4 MiB, which the specification lets a manifest have. */
  readonly maxBodyBytes?: number
  /** Where the proxy is named. Default: that of this process. */
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

/**
 * Opens the way out: undici over HTTP/1.1, with one TLS context for all registries. undici is slow to load, so import
 * this file only where something is asked. Throws where an authority, a certificate or a key is no PEM.
 */
export function createHttp(options: HttpOptions = {}): OpenHttp {
  const {timeoutMs = defaults.timeoutMs, maxBodyBytes = defaults.maxBodyBytes} = options
  const connect = {
    secureContext: secureContext(options),
    checkServerIdentity: serverIdentityFault,
    lookup: guardedLookup(options.resolve),
    // Longer than the request's own limit, so that there is one clock and one code for "too late".
    timeout: timeoutMs + 1000,
  }
  const dispatchers = new Map<string, Dispatcher>()

  function dispatcherFor(proxy: URL | undefined, skipTlsVerify: boolean): Dispatcher {
    const key = `${skipTlsVerify} ${proxy?.href ?? ''}`
    const dispatcher = dispatchers.get(key) ?? createDispatcher(proxy, {...connect, rejectUnauthorized: !skipTlsVerify})
    dispatchers.set(key, dispatcher)
    return dispatcher
  }

  async function send(request: HttpRequest): Promise<HttpResult> {
    if (addressRange(request.url.hostname) === 'link-local') return {kind: 'blocked'}
    const proxy = proxyFor(request.url, options.environment ?? process.env)
    const skipTlsVerify = request.skipTlsVerify === true || options.skipTlsVerify === true
    const deadline = AbortSignal.timeout(timeoutMs)
    const signal = request.signal === undefined ? deadline : AbortSignal.any([request.signal, deadline])
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
      if (request.signal?.aborted) return {kind: 'failure', cause: {kind: 'interrupted', code: 'ABORT_ERR'}}
      return {kind: 'failure', cause: failureCause(error, proxy === undefined ? 'direct' : 'proxy')}
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

function createDispatcher(proxy: URL | undefined, connect: ConnectOptions): Dispatcher {
  const limits = {maxHeaderSize, headersTimeout: 0, bodyTimeout: 0, allowH2: false}
  if (proxy === undefined) return new Agent({...limits, connect})
  return new ProxyAgent({...limits, uri: proxy.href, proxyTls: connect, requestTls: connect})
}

/** Made once: reading some hundred authorities again for each connection costs more than the connection. */
function secureContext({certificateAuthority, clientCertificate}: HttpOptions): SecureContext {
  const extra = certificateAuthority === undefined ? [] : certificatesOf(certificateAuthority)
  const ca = [...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...extra])]
  return createSecureContext({ca, ...clientCertificate})
}

/** OpenSSL passes over what it cannot read, and the fault would show as an authority that is unknown. */
function certificatesOf(pem: string): readonly string[] {
  const blocks = pem.match(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]*-----END [A-Z0-9 ]*-----/g) ?? [pem]
  return blocks.map((block) => new X509Certificate(block).toString())
}

/** As Go has it: a certificate without alternative names is for nobody, and its common name counts for nothing. */
function serverIdentityFault(host: string, certificate: PeerCertificate): Error | undefined {
  if (certificate.subjectaltname !== undefined) return checkServerIdentity(host, certificate)
  return Object.assign(new Error(`the certificate names no host`), {code: 'ERR_TLS_CERT_ALTNAME_MISSING'})
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
    signal.addEventListener('abort', () => reject(signal.reason), {once: true})
  })
}
