import assert from 'node:assert/strict'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createCertificateAuthority} from '../sandbox/certificate-authority.ts'
import {type ApiServer, startApiServer} from '../sandbox/kube/api-server.ts'
import type {JsonObject} from '../sandbox/kube/json.ts'
import {basicAuthorization} from '../sandbox/registry/basic-login.ts'
import {startDistribution} from '../sandbox/registry/distribution.ts'
import type {LoopbackServer} from '../sandbox/registry/loopback-server.ts'
import {pushImage} from '../sandbox/registry/push-image.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import {type Behaviour, startScriptedRegistry} from '../sandbox/registry/scripted-registry.ts'
import {startTokenServer} from '../sandbox/registry/token-server.ts'
import {commandOf, type Screen, type ScreenOptions, screenOf} from './screen.ts'

/**
 * The registries that commands are run against. Each is named by a word of five letters, as long as the port in whose
 * place it stands on a screen.
 * - `BASIC`: the real one with TLS and htpasswd, where everybody who logs in may pull everything;
 * - `TOKEN`: the real one with TLS and a token server; alice may pull `team/*`, everybody `open/*`;
 * - `PLAIN`: the real one in plain HTTP, which asks nobody for a login.
 */
export type RegistryName = 'BASIC' | 'TOKEN' | 'PLAIN'

export interface SandboxOptions {
  readonly registries?: readonly RegistryName[]
  /** Servers that say what no real registry says, by other words of five letters; with TLS. */
  readonly scripted?: Readonly<Record<string, Behaviour>>
  /** What the cluster holds, made when the registries are there to be named. */
  readonly objects?: (hostOf: (name: string) => string) => readonly JsonObject[]
}

export interface Sandbox {
  readonly api: ApiServer
  /** For files that a command reads. */
  readonly folder: string
  /** What the commands of `screen` are run with: the kubeconfig, and the authority of the registries. */
  readonly env: {readonly KUBECONFIG: string; readonly NODE_EXTRA_CA_CERTS: string}
  /** `127.0.0.1:port` of a registry. */
  hostOf(name: string): string
  /** The registry with all that it was asked; the token server of `TOKEN` is `OAUTH`. */
  server(name: string): LoopbackServer
  /** Writes a file and gives its path. */
  file(name: string, text: string | Uint8Array): string
  /**
   * Runs a command as a user whose kubeconfig is `admin`'s in namespace `shop`, and who trusts the registries. In the
   * command line a registry is written as on the screen: `127.0.0.1:BASIC`.
   */
  screen(command: string, options?: ScreenOptions): Promise<Screen>
  /** Runs the command line that a screen begins with, and compares the whole. */
  shows(expected: Screen, options?: ScreenOptions): Promise<void>
  close(): Promise<void>
}

const shop: JsonObject = {apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'shop'}}

const clock = () => new Date('2026-11-21T22:18:05Z')

/** One API server and one set of registries for a whole file of tests. */
export async function startSandbox({registries = [], scripted = {}, objects}: SandboxOptions): Promise<Sandbox> {
  const authority = await createCertificateAuthority('sandbox registries')
  const tls = await authority.issueServer()
  const started = await Promise.all([
    ...registries.map((name) => starters[name](authority, tls)),
    ...Object.entries(scripted).map(async ([name, script]) => ({[name]: await startScriptedRegistry(script, {tls})})),
  ])
  const servers: Readonly<Record<string, LoopbackServer>> = Object.assign({}, ...started)
  const server = (name: string) => {
    const found = servers[name]
    if (found === undefined) throw new Error(`no server of this sandbox is called ${name}`)
    return found
  }
  const hostOf = (name: string) => server(name).host
  const api = await startApiServer({clock, objects: [shop, ...(objects?.(hostOf) ?? [])]})
  const folder = mkdtempSync(join(tmpdir(), 'imagecreds-sandbox-'))
  const file = (name: string, text: string | Uint8Array) => {
    const path = join(folder, name)
    writeFileSync(path, text, {mode: 0o600})
    return path
  }
  const env = {
    KUBECONFIG: api.writeKubeconfig(folder, 'admin', {namespace: 'shop'}),
    NODE_EXTRA_CA_CERTS: file('registries.pem', authority.cert),
  }
  const names = new Map([...Object.entries(servers).map(([name, {port}]) => [name, port] as const)])
  names.set('KUBES', Number(new URL(api.url).port))
  const screen = (command: string, options: ScreenOptions = {}) =>
    screenOf(command, {...options, env: {...env, ...options.env}}, {names, folder})
  return {
    api,
    folder,
    env,
    hostOf,
    server,
    file,
    screen,
    async shows(expected, options) {
      assert.equal(await screen(commandOf(expected), options), expected)
    },
    async close() {
      await Promise.all([api.close(), ...Object.values(servers).map((one) => one.close())])
      rmSync(folder, {recursive: true})
    },
  }
}

type Authority = Awaited<ReturnType<typeof createCertificateAuthority>>
type Starter = (
  authority: Authority,
  tls: Awaited<ReturnType<Authority['issueServer']>>,
) => Promise<Readonly<Record<string, LoopbackServer>>>

const starters: Readonly<Record<RegistryName, Starter>> = {
  async BASIC(authority, tls) {
    const registry = await startDistribution({auth: {kind: 'htpasswd'}, tls})
    const target = {url: registry.url, ca: authority.cert, authorization: basicAuthorization(alice)}
    await pushImage(target, {repository: 'team/app', tag: '1.0'})
    return {BASIC: registry}
  },
  async TOKEN(authority, tls) {
    const tokens = await startTokenServer({
      authority,
      tls,
      rights: [
        {user: 'alice', repository: 'team/*', actions: ['pull']},
        {user: 'anonymous', repository: 'open/*', actions: ['pull']},
      ],
    })
    const registry = await startDistribution({auth: tokens.auth, tls})
    for (const repository of ['team/app', 'open/app']) {
      const target = {url: registry.url, ca: authority.cert, authorization: `Bearer ${tokens.seedingToken(repository)}`}
      await pushImage(target, {repository, tag: '1.0'})
    }
    return {TOKEN: registry, OAUTH: tokens}
  },
  async PLAIN() {
    const registry = await startDistribution({auth: 'none'})
    await pushImage({url: registry.url}, {repository: 'open/app', tag: '1.0'})
    return {PLAIN: registry}
  },
}
