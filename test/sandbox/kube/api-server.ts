import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {
  type CertificateAuthority,
  createCertificateAuthority,
  type KeyPair,
  type Validity,
} from '../certificate-authority.ts'
import {type Exchange, startLoopbackServer} from '../registry/loopback-server.ts'
import type {RecordedRequest} from '../registry/recorded-request.ts'
import {tokenOf} from './authentication.ts'
import type {Fault} from './fault.ts'
import {type Filling, fillStore, putObject} from './fill-store.ts'
import type {JsonObject, KubeObject} from './json.ts'
import {kubeconfigText} from './kubeconfig.ts'
import {resourceOfKind} from './resource-catalogue.ts'
import type {ResourceType} from './resource-type.ts'
import {type LoggedRequest, serveRequest} from './serve-request.ts'
import {type Change, createStore} from './store.ts'
import {keyPrefix, type StoredObject} from './stored-object.ts'
import {defaultUsers} from './user.ts'

/** What a server begins with, and whose time it has. */
export interface ApiServerOptions extends Filling {
  /** Default: the real time. */
  readonly clock?: () => Date
  /** Default: a new one. */
  readonly authority?: CertificateAuthority
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
  /** Puts an object there as it is, past validation, as a controller might; watchers see it. It keeps its uid. */
  put(object: JsonObject): void
  /** Takes an object away, and nothing with it, as time takes events. */
  remove(apiVersion: string, kind: string, name: string, namespace?: string): void
  /** All objects of a kind. */
  all(apiVersion: string, kind: string): readonly KubeObject[]
  /** Tells of every new object of a kind, as a controller is told, until the answer is called. */
  onAdded(apiVersion: string, kind: string, listener: (object: KubeObject) => void): () => void
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

  function arrived(request: LoggedRequest): Fault | undefined {
    requests.push(request)
    return faultFor(request)
  }

  function listener(request: RecordedRequest, exchange: Exchange): void {
    const {connection} = exchange
    if (!connections.has(connection)) connection.once('close', () => connections.delete(connection))
    connections.add(connection)
    void serveRequest({store, users, clock, arrived}, request, exchange)
  }

  const tls = {...(await authority.issueServer()), ca: authority.cert, requestCert: true, rejectUnauthorized: false}
  const server = await startLoopbackServer(listener, {tls, bodies: 'streamed'})

  function kubeconfig(name: string, {namespace, certificate}: LoginOptions = {}): string {
    const user = users.find((one) => one.name === name) ?? {name}
    const place = namespace === undefined ? {} : {namespace}
    const login = certificate ?? {token: tokenOf(user)}
    return kubeconfigText({server: server.url, ca: authority.cert, user: name, login, ...place})
  }

  function typeOf(apiVersion: string, kind: string): ResourceType {
    const type = resourceOfKind(apiVersion, kind)
    if (type === undefined) throw new Error(`there is no ${kind} in ${apiVersion}`)
    return type
  }

  function findStored(apiVersion: string, kind: string, name: string, namespace = ''): StoredObject | undefined {
    const type = resourceOfKind(apiVersion, kind)
    return type && store.find(type, keyPrefix(type, namespace) + name)
  }

  return {
    url: server.url,
    ca: authority.cert,
    requests,
    find: (...address) => findStored(...address)?.object,
    put: (object) => putObject(store, object, clock()),
    remove(apiVersion, kind, name, namespace) {
      const stored = findStored(apiVersion, kind, name, namespace)
      if (stored !== undefined) store.remove(stored)
    },
    all: (...kind) => store.now(typeOf(...kind)).objects.map(({object}) => object),
    onAdded(apiVersion, kind, listener) {
      const changed = ({type: change, object}: Change) => {
        if (change === 'ADDED') listener(object.object)
      }
      return store.subscribe(typeOf(apiVersion, kind), {changed, bookmark: () => {}, end: () => {}})
    },
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
