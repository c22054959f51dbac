import assert from 'node:assert/strict'
import test, {type TestContext} from 'node:test'
import type {Attempt} from '../../src/credentials/credential.ts'
import {checkLogin} from '../../src/registry/check-login.ts'
import {runProbe, startSession} from '../../src/registry/run-probe.ts'
import {startBareDistribution} from '../sandbox/registry/bare-distribution.ts'
import {basicAuthorization} from '../sandbox/registry/basic-login.ts'
import {startDistribution} from '../sandbox/registry/distribution.ts'
import {skipWithoutDistribution} from '../sandbox/registry/distribution-binary.ts'
import type {DistributionAuth} from '../sandbox/registry/distribution-config.ts'
import type {LoopbackServer} from '../sandbox/registry/loopback-server.ts'
import {type PushedImage, pushImage, pushIndexWithHole} from '../sandbox/registry/push-image.ts'
import {alice, bob} from '../sandbox/registry/sandbox-user.ts'
import type {TokenRules} from '../sandbox/registry/token-endpoint.ts'
import {startTokenServer} from '../sandbox/registry/token-server.ts'
import {aLogin, anHttp, aProbe, authority, registryName} from './probing.ts'

const skip = skipWithoutDistribution()
const wrong = aLogin({username: 'alice', password: 'wrong-canary'})
const absentDigest = `sha256:${'0'.repeat(64)}`

interface Seeded {
  readonly registry: LoopbackServer
  readonly image: PushedImage
}

/** A registry with `team/app:1.0` for two platforms. */
async function seeded(t: TestContext, auth: DistributionAuth, authorization?: string): Promise<Seeded> {
  const registry = await startDistribution({auth, tls: await authority.issueServer()})
  t.after(() => registry.close())
  const target = {url: registry.url, ca: authority.cert, ...(authorization !== undefined && {authorization})}
  const platforms = ['linux/amd64', 'linux/arm64/v8']
  return {registry, image: await pushImage(target, {repository: 'team/app', tag: '1.0', platforms})}
}

async function outcome(t: TestContext, registry: LoopbackServer, image: string, attempt: Attempt): Promise<string> {
  const {kind, ...rest} = await runProbe(aProbe(`${registry.host}/${image}`, attempt), anHttp(t), startSession())
  return 'at' in rest ? `${kind} at ${rest.at}` : kind
}

test('a registry behind htpasswd and TLS', {skip}, async (t) => {
  const {registry, image} = await seeded(t, {kind: 'htpasswd'}, basicAuthorization(alice))
  const rows: Readonly<Record<string, readonly [string, Attempt, string]>> = {
    'gives a tag to the right login': ['team/app:1.0', aLogin(alice), 'readable'],
    'gives a digest to the right login': [`team/app@${image.digest}`, aLogin(alice), 'readable'],
    'refuses a wrong password': ['team/app:1.0', wrong, 'unauthorized at registry'],
    'asks nobody for a login': ['team/app:1.0', 'anonymous', 'unauthorized at registry'],
    'has no such tag': ['team/app:2.0', aLogin(alice), 'manifest-unknown'],
    'has no such digest': [`team/app@${absentDigest}`, aLogin(alice), 'manifest-unknown'],
    'has no such repository': ['team/none:1.0', aLogin(alice), 'name-unknown'],
  }
  for (const [sentence, [name, attempt, expected]] of Object.entries(rows)) {
    await t.test(sentence, async (t) => assert.equal(await outcome(t, registry, name, attempt), expected))
  }

  await t.test('shows the digest and the platforms of what is readable', async (t) => {
    const probe = aProbe(`${registry.host}/team/app:1.0`, aLogin(alice))
    const {exchanges: _, ...answer} = await runProbe(probe, anHttp(t), startSession())
    const {digest, mediaType} = image
    assert.deepEqual(answer, {kind: 'readable', digest, mediaType, platforms: ['linux/amd64', 'linux/arm64/v8']})
  })

  await t.test('is shown a wrong password once', async (t) => {
    const before = registry.requests.length
    await outcome(t, registry, 'team/app:1.0', wrong)
    const shown = registry.requests.slice(before).filter(({headers}) => headers.authorization !== undefined)
    assert.equal(shown.length, 1)
  })

  await t.test('accepts a login alone, and refuses one', async (t) => {
    assert.equal((await checkLogin(registry.host, aLogin(bob), anHttp(t))).kind, 'accepted')
    assert.equal((await checkLogin(registry.host, wrong, anHttp(t))).kind, 'unauthorized')
  })
})

const rights: TokenRules['rights'] = [
  {user: 'alice', repository: 'team/*', actions: ['pull', 'push']},
  {user: 'anonymous', repository: 'open/*', actions: ['pull']},
]

for (const [sentence, rules] of [
  ['a token server that knows the OAuth2 form', {rights}],
  ['a token server that does not', {rights, post: 404, tokenField: 'token'}],
] as const) {
  test(`a registry behind ${sentence}`, {skip}, async (t) => {
    const tls = await authority.issueServer()
    const tokens = await startTokenServer({authority, tls, ...rules})
    t.after(() => tokens.close())
    const seeding = `Bearer ${tokens.seedingToken('team/app')}`
    const {registry} = await seeded(t, tokens.auth, seeding)
    const rows: Readonly<Record<string, readonly [string, Attempt, string]>> = {
      'gives to the right login': ['team/app:1.0', aLogin(alice), 'readable'],
      'refuses a wrong password': ['team/app:1.0', wrong, 'unauthorized at token'],
      'lets nobody in, and not to this': ['team/app:1.0', 'anonymous', 'denied at registry'],
      'accepts a login without the right': ['team/app:1.0', aLogin(bob), 'denied at registry'],
      'has no such tag': ['team/app:2.0', aLogin(alice), 'manifest-unknown'],
      'has no such repository': ['team/none:1.0', aLogin(alice), 'name-unknown'],
      'has no such repository for everybody': ['open/none:1.0', 'anonymous', 'name-unknown'],
    }
    for (const [sentence, [name, attempt, expected]] of Object.entries(rows)) {
      await t.test(sentence, async (t) => assert.equal(await outcome(t, registry, name, attempt), expected))
    }
    await t.test('accepts a login alone, and refuses one', async (t) => {
      assert.equal((await checkLogin(registry.host, aLogin(bob), anHttp(t))).kind, 'accepted')
      assert.equal((await checkLogin(registry.host, wrong, anHttp(t))).kind, 'unauthorized')
    })
    await t.test('sees no password, only its token server does', () => {
      assert.ok(!JSON.stringify(registry.requests).includes(Buffer.from(alice.password).toString('base64')))
      assert.ok(!JSON.stringify(registry.requests).includes(alice.password))
      assert.ok(JSON.stringify(tokens.requests).includes(alice.password) || 'post' in rules)
    })
  })
}

test('the rest of the way to the layer at the registry itself', {skip}, async (t) => {
  const {registry, image} = await seeded(t, {kind: 'htpasswd'}, basicAuthorization(alice))
  const http = anHttp(t)
  const read = async (name: string, platforms: readonly string[]) => {
    const probe = {...aProbe(`${registry.host}/team/${name}`, aLogin(alice)), depth: 'layer' as const, platforms}
    const {content} = await runProbe(probe, http, startSession())
    assert.ok(content !== undefined)
    return content
  }

  await t.test('one byte of a layer is read', async () => {
    const {missingPlatforms, missingChildren, blob} = await read('app:1.0', ['linux/arm64', 'linux/riscv64'])
    assert.deepEqual([missingPlatforms, missingChildren], [['linux/riscv64'], []])
    const digest = image.images.find(({platform}) => platform === 'linux/arm64/v8')?.layer.digest
    assert.deepEqual(blob, {host: registry.host, digest, answer: {kind: 'readable'}})
  })
  await t.test('an image that was deleted from under its index is missed', async () => {
    const target = {url: registry.url, ca: authority.cert, authorization: basicAuthorization(alice)}
    const platforms = ['linux/amd64', 'linux/arm64']
    const missing = 'linux/amd64'
    const {images} = await pushIndexWithHole(target, {repository: 'team/hole', tag: '1.0', platforms, missing})
    const {missingChildren, blob} = await read('hole:1.0', platforms)
    assert.deepEqual(missingChildren, [{platform: missing, digest: images[0]?.manifest.digest}])
    assert.equal(blob?.answer.kind, 'readable')
  })
  await t.test("an image's ID makes version 2.8 ill, since it takes the config for a manifest", async () => {
    const name = `${registry.host}/team/app@${image.images[0]?.config.digest}`
    const {exchanges: _, ...answer} = await runProbe(aProbe(name, aLogin(alice)), http, startSession())
    assert.deepEqual(answer, {kind: 'server-error', status: 500})
  })
})

test('a token that has run out before it is used is refused by the registry', {skip}, async (t) => {
  const tls = await authority.issueServer()
  const tokens = await startTokenServer({authority, tls, rights, expiresIn: -120})
  t.after(() => tokens.close())
  const {registry} = await seeded(t, tokens.auth, `Bearer ${tokens.seedingToken('team/app')}`)
  assert.match(await outcome(t, registry, 'team/app:1.0', aLogin(alice)), /^(unauthorized|denied) at registry$/)
})

test('a plain HTTP registry that lets everybody in', {skip}, async (t) => {
  const registry = await startDistribution({auth: 'none'})
  t.after(() => registry.close())
  await pushImage({url: registry.url}, {repository: 'team/app', tag: '1.0'})
  const local = registry.host
  const named = `registry.example.test:${registry.port}`
  const http = anHttp(t)

  await t.test('is found in plain HTTP on this machine, as a node finds it', async () => {
    assert.equal((await runProbe(aProbe(`${local}/team/app:1.0`), http, startSession())).kind, 'readable')
  })
  await t.test('answers HTTPS with HTTP under any other name', async () => {
    const answer = await runProbe(aProbe(`${named}/team/app:1.0`), http, startSession())
    assert.ok(answer.kind === 'unreachable')
    assert.deepEqual({...answer.failure, code: ''}, {kind: 'http-on-https', host: named, at: 'registry', code: ''})
  })
  await t.test('is read where plain HTTP was asked for', async () => {
    const session = startSession({defaultScheme: 'http'})
    assert.equal((await runProbe(aProbe(`${named}/team/app:1.0`), http, session)).kind, 'readable')
  })
  await t.test('asks nobody for a login, and proves nothing about one', async () => {
    assert.equal((await checkLogin(local, wrong, http)).kind, 'not-asked')
  })
  await t.test('never sees a login that it did not ask for', async () => {
    await runProbe(aProbe(`${local}/team/app:1.0`, wrong), http, startSession())
    assert.ok(registry.requests.every(({headers}) => headers.authorization === undefined))
  })
})

test('the registry speaks for itself, without a front: its TLS and its HTTP are those of Go', {skip}, async (t) => {
  const http = anHttp(t)
  const secure = await startBareDistribution({auth: 'none', tls: await authority.issueServer({names: [registryName]})})
  const plain = await startBareDistribution({auth: 'none'})
  t.after(() => Promise.all([secure.close(), plain.close()]))
  const kindAt = async (port: number, options = {}) => {
    const outcome = await runProbe(aProbe(`${registryName}:${port}/team/app:1.0`), http, startSession(options))
    return outcome.kind === 'unreachable' ? outcome.failure.kind : outcome.kind
  }
  assert.equal(await kindAt(secure.port), 'name-unknown')
  assert.equal(await kindAt(plain.port), 'http-on-https')
  assert.equal(await kindAt(plain.port, {defaultScheme: 'http'}), 'name-unknown')
  assert.equal(await kindAt(secure.port, {defaultScheme: 'http'}), 'not-a-registry')
})
