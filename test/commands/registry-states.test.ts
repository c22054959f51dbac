import assert from 'node:assert/strict'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, describe, test} from 'node:test'
import {cli} from '../cli/run-cli.ts'
import {createCertificateAuthority, type KeyPair} from '../sandbox/certificate-authority.ts'
import {startApiServer} from '../sandbox/kube/api-server.ts'
import type {JsonObject} from '../sandbox/kube/json.ts'
import {basicAuthorization} from '../sandbox/registry/basic-login.ts'
import {startDistribution} from '../sandbox/registry/distribution.ts'
import {skipWithoutDistribution} from '../sandbox/registry/distribution-binary.ts'
import {startForwardProxy} from '../sandbox/registry/forward-proxy.ts'
import type {LoopbackServer} from '../sandbox/registry/loopback-server.ts'
import {pushImage} from '../sandbox/registry/push-image.ts'
import {alice, bob} from '../sandbox/registry/sandbox-user.ts'
import {startTokenServer} from '../sandbox/registry/token-server.ts'
import {aLogin, aNamespace, aPod, aPullSecret} from './object.ts'

const skip = skipWithoutDistribution()

/** Who asks a registry for what. */
interface State {
  /** `wrong` is alice with another password; by default there is alice herself. */
  readonly login?: 'bob' | 'wrong'
  /** Default: what is there, for those who may pull it. */
  readonly image?: string
  /** The verdict's answer, the code of the certificate's fault, and that of the finding where there is one. */
  readonly answer: string
}

const absentDigest = `team/app@sha256:${'0'.repeat(64)}`

/** The real registry in each of its forms; a namespace is called after each. */
const registries: Readonly<Record<string, Readonly<Record<string, State>>>> = {
  basic: {
    right: {answer: 'readable'},
    wrong: {login: 'wrong', answer: 'unauthorized ICR1301'},
    'no-repository': {image: 'team/none:1.0', answer: 'name-unknown ICR1304'},
    'no-tag': {image: 'team/app:2.0', answer: 'manifest-unknown ICR1306'},
    'no-digest': {image: absentDigest, answer: 'manifest-unknown ICR1307'},
  },
  token: {
    right: {answer: 'readable'},
    wrong: {login: 'wrong', answer: 'unauthorized ICR1301'},
    rightless: {login: 'bob', answer: 'denied ICR1303'},
    'no-repository': {image: 'team/none:1.0', answer: 'name-unknown ICR1304'},
    'no-repository-out-of-reach': {image: 'other/none:1.0', answer: 'denied ICR1305'},
    'no-tag': {image: 'team/app:2.0', answer: 'manifest-unknown ICR1306'},
    'no-digest': {image: absentDigest, answer: 'manifest-unknown ICR1307'},
    open: {login: 'bob', image: 'open/app:1.0', answer: 'readable'},
    'stale-login': {login: 'wrong', image: 'open/app:1.0', answer: 'unauthorized ICR1310'},
  },
  'unknown-ca': {right: {answer: 'unreachable UNABLE_TO_VERIFY_LEAF_SIGNATURE ICR1406'}},
  'self-signed': {right: {answer: 'unreachable DEPTH_ZERO_SELF_SIGNED_CERT ICR1406'}},
  expired: {right: {answer: 'unreachable CERT_HAS_EXPIRED ICR1407'}},
  'not-yet-valid': {right: {answer: 'unreachable CERT_NOT_YET_VALID ICR1407'}},
  'other-host': {right: {answer: 'unreachable ERR_TLS_CERT_ALTNAME_INVALID ICR1408'}},
  'no-name': {right: {answer: 'unreachable ERR_TLS_CERT_ALTNAME_MISSING ICR1408'}},
  plain: {right: {answer: 'unreachable ICR1410'}},
}

const authority = await createCertificateAuthority('sandbox registries')
const started = skip === false ? await startAll() : new Map<string, LoopbackServer>()
const proxy = await startForwardProxy({portFor: (target) => portOf(target.split('.')[0] ?? '')})
const clock = () => new Date('2026-11-21T22:18:05Z')
const api = await startApiServer({clock, objects: Object.entries(registries).flatMap(objectsOf)})
const folder = mkdtempSync(join(tmpdir(), 'imagecreds-states-'))
writeFileSync(join(folder, 'ca.pem'), authority.cert)
after(async () => {
  rmSync(folder, {recursive: true})
  await Promise.all([api.close(), proxy.close(), ...[...started.values()].map((one) => one.close())])
})
const env = {
  KUBECONFIG: api.writeKubeconfig(folder, 'admin'),
  HTTPS_PROXY: proxy.host,
  HTTP_PROXY: proxy.host,
  NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
}

describe('verify tells the states of the real registry apart', {skip, concurrency: 2}, () => {
  for (const [name, states] of Object.entries(registries)) {
    test(name, async () => {
      const answers = await answersOf(name, Object.keys(states))
      assert.deepEqual(answers, Object.fromEntries(Object.entries(states).map(([state, {answer}]) => [state, answer])))
    })
  }

  test('nobody needs a login where none is needed, and one is missing where one is', async () => {
    for (const [registry, image, answer] of [
      ['token', 'open/app:1.0', 'readable'],
      ['token', 'team/app:1.0', 'denied'],
      ['basic', 'team/app:1.0', 'unauthorized'],
    ] as const) {
      const {stdout} = await cli(['verify', '--anonymous', '--image', `${hostOf(registry)}/${image}`, '-o', 'json'], {
        env,
      })
      assert.equal(JSON.parse(stdout).verdicts[0].answer, answer, `${registry} ${image}`)
    }
  })

  test('in plain HTTP where that is asked for, with any login, and with its absences', async () => {
    for (const [image, answer] of [
      ['team/app:1.0', 'readable'],
      ['team/none:1.0', 'name-unknown'],
      ['team/app:2.0', 'manifest-unknown'],
    ] as const) {
      const words = [
        'verify',
        '--anonymous',
        '--plain-http',
        '--image',
        `plain.example.com:${portOf('plain')}/${image}`,
      ]
      const {stdout} = await cli([...words, '-o', 'json'], {env})
      assert.equal(JSON.parse(stdout).verdicts[0].answer, answer, image)
    }
  })
})

/** By state: the answer to its login and image, and the code of what is found. */
async function answersOf(registry: string, states: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const {stdout} = await cli(['verify', ...states, '-n', registry, '-o', 'json'], {env})
  const {verdicts, findings} = JSON.parse(stdout)
  return Object.fromEntries(
    states.map((state) => {
      const has = ({pulls}: {readonly pulls: readonly {readonly pod: string}[]}) =>
        pulls.some(({pod}) => pod === `${state}-0`)
      const codes = findings.filter(has).map(({code}: {readonly code: string}) => code)
      const {answer, detail = ''} = verdicts.find(has)
      // What OpenSSL makes of an answer that is no TLS differs by its version.
      const failure = answer === 'unreachable' ? (/\((?!ERR_SSL_)(\w+)\)$/.exec(detail)?.slice(1) ?? []) : []
      return [state, [answer, ...failure, ...codes].join(' ')]
    }),
  )
}

async function startAll(): Promise<ReadonlyMap<string, LoopbackServer>> {
  const other = await createCertificateAuthority('another authority')
  const hour = 3_600_000
  const at = (hours: number) => new Date(Date.now() + hours * hour)
  const named = (name: string) => [hostOf(name), '127.0.0.1']
  const withCertificate = async (name: string, tls: KeyPair) => {
    const registry = await startDistribution({auth: {kind: 'htpasswd'}, tls})
    return [[name, registry]] as const
  }
  const groups = await Promise.all([
    startBasic(),
    startToken(),
    startPlain(),
    withCertificate('unknown-ca', await other.issueServer({names: named('unknown-ca')})),
    withCertificate('self-signed', await authority.issueServer({names: named('self-signed'), selfSigned: true})),
    withCertificate(
      'expired',
      await authority.issueServer({names: named('expired'), notBefore: at(-2), notAfter: at(-1)}),
    ),
    withCertificate(
      'not-yet-valid',
      await authority.issueServer({names: named('not-yet-valid'), notBefore: at(1), notAfter: at(2)}),
    ),
    withCertificate('other-host', await authority.issueServer({names: named('elsewhere')})),
    withCertificate('no-name', await authority.issueServer({names: [], commonName: hostOf('no-name')})),
  ])
  return new Map(groups.flat())
}

async function startBasic() {
  const registry = await startDistribution({
    auth: {kind: 'htpasswd'},
    tls: await authority.issueServer({names: [hostOf('basic'), '127.0.0.1']}),
  })
  const target = {url: registry.url, ca: authority.cert, authorization: basicAuthorization(alice)}
  await pushImage(target, {repository: 'team/app', tag: '1.0'})
  return [['basic', registry]] as const
}

async function startToken() {
  const names = ['token', 'auth'].map(hostOf)
  const tls = await authority.issueServer({names: [...names, '127.0.0.1']})
  const tokens = await startTokenServer({
    authority,
    tls,
    realmHost: () => hostOf('auth'),
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
  return [['token', registry] as const, ['auth', tokens] as const]
}

async function startPlain() {
  const registry = await startDistribution({auth: 'none'})
  await pushImage({url: registry.url}, {repository: 'team/app', tag: '1.0'})
  return [['plain', registry]] as const
}

/** Plain HTTP is found out at the registry's own port, which the proxy forwards to. */
function hostOf(name: string): string {
  return name === 'plain' ? `${name}.example.com:${portOf(name)}` : `${name}.example.com`
}

function portOf(name: string): number {
  return started.get(name)?.port ?? 1
}

function objectsOf([name, states]: readonly [string, Readonly<Record<string, State>>]): readonly JsonObject[] {
  const host = hostOf(name)
  return [
    aNamespace(name),
    ...Object.entries(states).flatMap(([state, {login, image = 'team/app:1.0'}]) => {
      const entry =
        login === 'bob' ? aLogin(bob.username, bob.password) : aLogin('alice', login === 'wrong' ? 'w' : alice.password)
      return [
        aPullSecret(state, {[host]: entry}, {namespace: name}),
        aPod(`${state}-0`, {image: `${host}/${image}`, pullSecrets: [state], namespace: name}),
      ]
    }),
  ]
}
