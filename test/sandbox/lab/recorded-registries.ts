import type {TlsOptions} from 'node:tls'
import {type CertificateAuthority, createCertificateAuthority} from '../certificate-authority.ts'
import {basicAuthorization} from '../registry/basic-login.ts'
import {startDistribution} from '../registry/distribution.ts'
import type {LoopbackServer} from '../registry/loopback-server.ts'
import {type PushOptions, type PushTarget, pushImage} from '../registry/push-image.ts'
import type {SandboxUser} from '../registry/sandbox-user.ts'
import {startScriptedRegistry} from '../registry/scripted-registry.ts'
import type {TokenRight} from '../registry/token-right.ts'
import {startTokenServer} from '../registry/token-server.ts'
import {labRegistry} from './lab-registry.ts'
import {recordedBehaviours} from './recorded-behaviours.ts'
import type {Ports} from './rerouted.ts'

/** The registries that the recorded Pods pulled from, as they were, under their recorded names. */
export interface RecordedRegistries {
  readonly ports: Ports
  /** Names of those that never answer, for which a test need not wait long. */
  readonly silent: ReadonlySet<string>
  /** PEM of the authority that nodes of the recordings trust. */
  readonly ca: string
  /** For `HttpOptions.resolve`: every name is this machine, but for those that did not resolve or had no route. */
  resolve(hostname: string): string
  close(): Promise<void>
}

/** A registry in the making: where it listens, under which name. */
type Started = readonly [string, LoopbackServer]

const alice: SandboxUser = {
  username: 'alice',
  password: 'wonderland',
  bcrypt: '$2a$04$abcdefghijklmnopqrstuujZkTwHUiJ9XdZPwKfcfDo7dMp5DjlTu',
}

const teams = [
  {username: 'team-a', password: 'pass-a'},
  {username: 'team-b', password: 'pass-b'},
]

const teamRights: readonly TokenRight[] = teams.map(({username}) => ({
  user: username,
  repository: `${username}/*`,
  actions: ['pull'],
}))

/** Codes of the resolver, and for lack of a route on this machine the code that connecting would give. */
const unreachable: Readonly<Record<string, string>> = {
  'nosuchhost.example.test': 'ENOTFOUND',
  'servfail.example.test': 'ESERVFAIL',
  'dnstimeout.example.test': 'ETIMEOUT',
  'mirrordenied.example.test': 'ENOTFOUND',
  'noroute.example.test': 'EHOSTUNREACH',
}

const silentHosts = ['blackhole.example.test', 'timeout.example.test']

/**
 * Starts them: CNCF Distribution where it can play the part, scripts for the products and for what no registry can be
 * brought to say, and certificates with the recorded faults.
 */
export async function startRecordedRegistries(): Promise<RecordedRegistries> {
  const authority = await createCertificateAuthority()
  const started = await Promise.all([...distributions(authority), ...scripted(authority), ...faulty(authority)])
  const servers = started.flat()
  return {
    ports: new Map(servers.map(([name, {port}]) => [name, port])),
    silent: new Set(silentHosts),
    ca: authority.cert,
    resolve(hostname) {
      const code = unreachable[hostname]
      if (code !== undefined) throw Object.assign(new Error(hostname), {code})
      return '127.0.0.1'
    },
    async close() {
      await Promise.all(servers.map(([, server]) => server.close()))
    },
  }
}

function distributions(authority: CertificateAuthority): readonly Promise<readonly Started[]>[] {
  return [basicRegistry(authority), tokenRegistry(authority), openRegistry(authority)]
}

async function basicRegistry(authority: CertificateAuthority): Promise<readonly Started[]> {
  const registry = await startDistribution({
    auth: {kind: 'htpasswd'},
    users: [alice],
    tls: await certificateFor(authority, 'basic.example.test'),
  })
  await push(authority, registry, basicAuthorization(alice), [
    {repository: 'private/app', tag: '1.0'},
    {repository: 'private/deep/path/app', tag: '1.0'},
  ])
  return [['basic.example.test:5443', registry]]
}

async function tokenRegistry(authority: CertificateAuthority): Promise<readonly Started[]> {
  const name = 'auth.example.test:5443'
  const tokens = await startTokenServer({
    authority,
    users: teams,
    rights: teamRights,
    nobody: 401,
    tls: await certificateFor(authority, 'auth.example.test'),
    realmHost: () => name,
  })
  const registry = await startDistribution({
    auth: tokens.auth,
    tls: await certificateFor(authority, 'token.example.test'),
  })
  for (const repository of ['team-a/app', 'team-b/app']) {
    await push(authority, registry, `Bearer ${tokens.seedingToken(repository)}`, [{repository, tag: '1.0'}])
  }
  return [
    ['token.example.test:5443', registry],
    [name, tokens],
  ]
}

async function openRegistry(authority: CertificateAuthority): Promise<readonly Started[]> {
  const registry = await startDistribution({auth: 'none', tls: await certificateFor(authority, 'open.example.test')})
  await push(authority, registry, undefined, [
    {repository: 'app', tag: '1.0'},
    {repository: 'migrate', tag: '1.0'},
    {repository: 'neverpulled', tag: '1.0'},
    {repository: 'corrupt', tag: '1.0'},
    {repository: 'armonly', tag: '1.0', platforms: ['linux/arm64/v8']},
    {repository: 'windowsonly', tag: '1.0', platforms: ['windows/amd64']},
  ])
  return [['open.example.test:5443', registry]]
}

async function push(
  {cert}: CertificateAuthority,
  {url}: LoopbackServer,
  authorization: string | undefined,
  images: readonly PushOptions[],
): Promise<void> {
  const target: PushTarget = {url, ca: cert, ...(authorization !== undefined && {authorization})}
  for (const image of images) await pushImage(target, image)
}

function scripted(authority: CertificateAuthority): readonly Promise<readonly Started[]>[] {
  return Object.entries(recordedBehaviours).map(async ([name, behaviour]) => [
    [name, await startScriptedRegistry(behaviour, {tls: await certificateFor(authority, hostOf(name))})] as const,
  ])
}

/** Those that no pull gets through to. */
function faulty(authority: CertificateAuthority): readonly Promise<readonly Started[]>[] {
  const past = new Date('2025-01-01')
  const expired = {names: ['expired.example.test'], notBefore: new Date('2024-01-01'), notAfter: past}
  const stranger = createCertificateAuthority('stranger')
  const open = labRegistry({scheme: 'open', users: {}, repositories: {app: /^1\.0$/}})
  const serve = async (name: string, tls: Promise<TlsOptions>, behaviour = open) =>
    [[name, await startScriptedRegistry(behaviour, {tls: await tls})]] as const
  return [
    serve(
      'untrusted.example.test:5443',
      stranger.then((other) => certificateFor(other, 'untrusted.example.test')),
    ),
    serve(
      'selfsigned.example.test:5443',
      authority.issueServer({names: ['selfsigned.example.test'], selfSigned: true}),
    ),
    serve('expired.example.test:5443', authority.issueServer(expired)),
    serve('nosan.example.test:5443', authority.issueServer({names: [], commonName: 'nosan.example.test'})),
    serve('wronghost.example.test:5443', certificateFor(authority, 'another.example.test')),
    ...silentHosts.map((host) => serve(`${host}:5443`, certificateFor(authority, host), () => ({kind: 'silence'}))),
    startScriptedRegistry(open).then((server) => [['plain.example.test:5000', server]] as const),
  ]
}

function certificateFor(authority: CertificateAuthority, name: string): Promise<{cert: string; key: string}> {
  return authority.issueServer({names: [name, '127.0.0.1']})
}

function hostOf(name: string): string {
  return name.replace(/:\d+$/, '')
}
