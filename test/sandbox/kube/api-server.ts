import {writeFileSync} from 'node:fs'
import type {IncomingMessage} from 'node:http'
import {join} from 'node:path'
import {
  type CertificateAuthority,
  createCertificateAuthority,
  type KeyPair,
  type Validity,
} from '../certificate-authority.ts'
import {type Exchange, startLoopbackServer} from '../registry/loopback-server.ts'
import type {RecordedRequest} from '../registry/recorded-request.ts'
import {answerCall} from './answer-call.ts'
import {authenticate, tokenOf} from './authentication.ts'
import {type Fault, suffer} from './fault.ts'
import {type Filling, fillObject, fillStore} from './fill-store.ts'
import type {JsonObject, KubeObject} from './json.ts'
import {kubeconfigText} from './kubeconfig.ts'
import {objectReply, type Reply} from './reply.ts'
import {parseRequestInfo} from './request-info.ts'
import {resourceOfKind} from './resource-catalogue.ts'
import {flowHeaders, sendReply} from './send-reply.ts'
import {StatusError} from './status-error.ts'
import {createStore} from './store.ts'
import {keyPrefix} from './stored-object.ts'
import {defaultUsers, type UserInfo} from './user.ts'

/** What a server begins with, and whose time it has. */
export interface ApiServerOptions extends Filling {
  /** Default: the real time. */
  readonly clock?: () => Date
  /** Default: a new one. */
  readonly authority?: CertificateAuthority
}

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

/** How a kubeconfig differs from the plain one: a token login, no namespace. */
export interface LoginOptions {
  readonly namespace?: string
  /** Logs in by certificate; `clientCertificate` makes one. */
  readonly certificate?: KeyPair
}

/** A Kubernetes API server on loopback; see the README of this folder for what it has and has not. */
export interface ApiServer {
  /** `https://127.0.0.1:PORT`. */
  readonly url: string
  /** The certificate of its authority, PEM. */
  readonly ca: string
  readonly requests: readonly LoggedRequest[]
  /** The object as it is stored now, without `kind` and `apiVersion`. */
  find(apiVersion: string, kind: string, name: string, namespace?: string): KubeObject | undefined
  /** Puts an object there as it is, past validation, as a controller might; watchers see it. */
  put(object: JsonObject): void
  /** From now on each request is put before `fault`; where it answers, that is what happens. */
  inject(fault: (request: LoggedRequest) => Fault | undefined): void
  /** Forgets the past: continue tokens and old resource versions have expired (410). */
  compact(): void
  /** Sends a bookmark to every watcher that asked for them. */
  bookmark(): void
  /** Ends every watch in order, as a server does after half an hour or more. */
  endWatches(): void
  /** Resets every connection, watches among them; the server goes on. */
  cutConnections(): void
  clientCertificate(user: string, validity?: Validity): Promise<KeyPair>
  /** The text of a kubeconfig with one context, `sandbox`. */
  kubeconfig(user: string, options?: LoginOptions): string
  /** Writes it as `USER.kubeconfig` into the directory; the answer is its path. */
  writeKubeconfig(directory: string, user: string, options?: LoginOptions): string
  close(): Promise<void>
}

/** Starts an API server over HTTPS with its own authority, filled and ready when the promise is kept. */
export async function startApiServer(options: ApiServerOptions = {}): Promise<ApiServer> {
  const {users = defaultUsers, clock = () => new Date()} = options
  const authority = options.authority ?? (await createCertificateAuthority('sandbox cluster'))
  const store = createStore()
  fillStore(store, {...options, users}, clock())
  const requests: LoggedRequest[] = []
  const connections = new Set<Exchange['connection']>()
  let faultFor: (request: LoggedRequest) => Fault | undefined = () => undefined

  async function serve(request: RecordedRequest, exchange: Exchange): Promise<void> {
    track(exchange.connection)
    const user = attempt(() => authenticate(exchange.incoming, users))
    const known = user instanceof StatusError ? undefined : user
    const body = await readBody(exchange.incoming)
    if (body === undefined) return
    const {method, url, headers} = request
    const logged = {method, url, user: known?.name, headers, body: body.toString()}
    requests.push(logged)
    const fault = faultFor(logged)
    if (fault !== undefined && (await suffer(fault, exchange))) return
    const reply = user instanceof StatusError ? refusal(user) : answer(request, body, user)
    await sendReply(reply, exchange, known === undefined ? undefined : flowHeaders)
  }

  function track(connection: Exchange['connection']): void {
    if (connections.has(connection)) return
    connections.add(connection)
    connection.once('close', () => connections.delete(connection))
  }

  function answer({method, url, headers}: RecordedRequest, body: Buffer, user: UserInfo): Reply {
    const reply = attempt(() => {
      const info = parseRequestInfo(method, url)
      return answerCall({store, user, method, info, headers, body, now: clock()})
    })
    return reply instanceof StatusError ? refusal(reply) : reply
  }

  const tls = {...(await authority.issueServer()), ca: authority.cert, requestCert: true, rejectUnauthorized: false}
  const server = await startLoopbackServer((request, exchange) => void serve(request, exchange), {
    tls,
    bodies: 'streamed',
  })

  function kubeconfig(name: string, {namespace, certificate}: LoginOptions = {}): string {
    const user = users.find((one) => one.name === name) ?? {name}
    const place = namespace === undefined ? {} : {namespace}
    const login = certificate ?? {token: tokenOf(user)}
    return kubeconfigText({server: server.url, ca: authority.cert, user: name, login, ...place})
  }

  return {
    url: server.url,
    ca: authority.cert,
    requests,
    find(apiVersion, kind, name, namespace) {
      const type = resourceOfKind(apiVersion, kind)
      return type && store.find(type, keyPrefix(type, namespace ?? '') + name)?.object
    },
    put: (object) => fillObject(store, object, clock()),
    inject(fault) {
      faultFor = fault
    },
    compact: () => store.compact(),
    bookmark: () => store.watchers().forEach((watcher) => void watcher.bookmark()),
    endWatches: () => store.watchers().forEach((watcher) => void watcher.end()),
    cutConnections() {
      for (const connection of connections) connection.resetAndDestroy()
    },
    clientCertificate(name, validity = {}) {
      const groups = users.find((one) => one.name === name)?.groups ?? []
      return authority.issueClient({user: name, groups, ...validity})
    },
    kubeconfig,
    writeKubeconfig(directory, user, login) {
      const path = join(directory, `${user}.kubeconfig`)
      writeFileSync(path, kubeconfig(user, login), {mode: 0o600})
      return path
    },
    close: () => server.close(),
  }
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
