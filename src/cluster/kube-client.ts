import {Agent as HttpAgent} from 'node:http'
import {Agent as HttpsAgent, type RequestOptions} from 'node:https'
import {createSecureContext, type SecureContext, type SecureContextOptions} from 'node:tls'
import type {ClusterHost} from './cluster-host.ts'
import {findTarget} from './find-target.ts'
import {impersonationHeaders} from './impersonation.ts'
import type {KubeApi} from './kube-api.ts'
import {kubeApi} from './kube-calls.ts'
import {KubeError} from './kube-error.ts'
import {errorCode} from './kube-failure.ts'
import {kubeLogin} from './kube-login.ts'
import {proxyFor} from './kube-proxy.ts'
import type {Connection} from './kube-request.ts'
import type {ClientCertificate, ClusterOptions, KubeTarget} from './kube-target.ts'

/** An API server with the namespace that commands work in. */
export interface Cluster extends KubeApi {
  /** `--namespace`, or the context's, or `default`. */
  readonly namespace: string
  /** Ends the connections that are kept open, so that the process can end. */
  close(): void
}

/**
 * Connects to the cluster that the flags and the kubeconfig name. The kubeconfig is read by our own rules, which are
 * kubectl's; what it says about certificates and proxies goes through client-node's KubeConfig. No request is made yet,
 * but a login plugin may run.
 */
export async function connect(options: ClusterOptions, host: ClusterHost): Promise<Cluster> {
  const target = findTarget(options, host)
  const login = await kubeLogin(target, host)
  const proxy = proxyFor(target, host.env)
  const agent = await agentFor(target, login.certificate, proxy)
  const {namespace, context, impersonation} = target
  const connection: Connection = {
    url: target.server,
    server: shown(target.server),
    ...(proxy !== undefined && {proxy: shown(new URL(proxy))}),
    agent,
    user: target.user.name,
    hasCertificate: login.certificate !== undefined,
    authorization: login.authorization,
    headers: impersonation === undefined ? {} : impersonationHeaders(impersonation),
    requestTimeoutMs: options.requestTimeoutMs ?? 0,
    ...(options.signal !== undefined && {signal: options.signal}),
  }
  return {
    ...kubeApi(connection),
    ...(context !== undefined && {context}),
    namespace,
    close: () => agent.destroy(),
  }
}

/**
 * The agent that all requests go through, with the certificates that KubeConfig has read. Without a proxy it is
 * our own, since KubeConfig's opens a new connection for every request; a proxy's is told to keep them as well.
 */
async function agentFor(
  target: KubeTarget,
  certificate: ClientCertificate | undefined,
  proxy: string | undefined,
): Promise<HttpAgent> {
  const {agent, ca, cert, key, rejectUnauthorized, servername} = await tlsOptions(target, certificate, proxy)
  const secureContext = secureContextOf({ca, cert, key}, target.user.name)
  if (proxy !== undefined && agent instanceof HttpAgent) {
    // Node.js prints an agent where NODE_DEBUG names https, and the URL of the proxy may hold a password.
    Object.defineProperty(agent, 'proxy', {enumerable: false})
    return Object.assign(agent, {keepAlive: true})
  }
  if (target.server.protocol === 'http:') return new HttpAgent({keepAlive: true})
  return new HttpsAgent({
    keepAlive: true,
    secureContext,
    ...(rejectUnauthorized !== undefined && {rejectUnauthorized}),
    ...(servername !== undefined && {servername}),
  })
}

/** Of an authority that cannot be read OpenSSL says nothing: then nobody vouches for the server. */
function secureContextOf(options: SecureContextOptions, user: string): SecureContext {
  try {
    return createSecureContext(options)
  } catch (error) {
    const code = errorCode(error)
    throw new KubeError(
      'credential',
      `the client certificate of user "${user}" is not a PEM certificate with its key (${code})`,
      {
        code,
      },
    )
  }
}

async function tlsOptions(
  target: KubeTarget,
  certificate: ClientCertificate | undefined,
  proxy: string | undefined,
): Promise<RequestOptions> {
  const {KubeConfig} = await import('@kubernetes/client-node')
  const {server, tls} = target
  const config = new KubeConfig()
  config.loadFromClusterAndUser(
    {
      name: 'cluster',
      server: server.href,
      // KubeConfig refuses http:// without this.
      skipTLSVerify: tls.skipsVerification || server.protocol === 'http:',
      ...(tls.serverName !== undefined && {tlsServerName: tls.serverName}),
      ...(proxy !== undefined && {proxyUrl: proxy}),
      // Of data and a file, client-go takes the data and KubeConfig the file.
      ...(tls.caData !== undefined ? {caData: tls.caData} : tls.caFile !== undefined && {caFile: tls.caFile}),
    },
    {name: 'user', ...clientCertificate(certificate)},
  )
  const options: RequestOptions = {}
  try {
    await config.applyToHTTPSOptions(options)
  } catch (error) {
    throw certificateError(error, target, certificate)
  }
  return options
}

function clientCertificate({certData, certFile, keyData, keyFile}: ClientCertificate = {}): object {
  return {
    ...(certData !== undefined ? {certData} : {certFile}),
    ...(keyData !== undefined ? {keyData} : {keyFile}),
  }
}

/** KubeConfig throws only for files that it cannot read; which one is in the error. */
function certificateError(error: unknown, {tls, user}: KubeTarget, certificate: ClientCertificate = {}): KubeError {
  const path = error instanceof Error && 'path' in error ? error.path : undefined
  const what = new Map([
    [tls.caFile, 'certificate authority'],
    [certificate.certFile, `client certificate of user "${user.name}"`],
    [certificate.keyFile, `client key of user "${user.name}"`],
  ]).get(typeof path === 'string' ? path : '')
  if (what === undefined) throw error
  return new KubeError('credential', `the ${what} cannot be read from ${path} (${errorCode(error)})`, {
    code: errorCode(error),
  })
}

/** A URL without a login, as kubectl shows servers. */
function shown(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/$/, '')}`
}
