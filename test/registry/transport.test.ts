import assert from 'node:assert/strict'
import {createServer} from 'node:net'
import test, {type TestContext} from 'node:test'
import type {HttpOptions} from '../../src/registry/http.ts'
import type {TransportFailure} from '../../src/registry/probe.ts'
import {runProbe, startSession} from '../../src/registry/run-probe.ts'
import {createCertificateAuthority, type ServerCertificateOptions} from '../sandbox/certificate-authority.ts'
import {json} from '../sandbox/registry/answer.ts'
import {dockerHub} from '../sandbox/registry/behaviours/docker-hub.ts'
import {hostNamed} from '../sandbox/registry/host-name.ts'
import {listen} from '../sandbox/registry/loopback-server.ts'
import {startScriptedRegistry} from '../sandbox/registry/scripted-registry.ts'
import {anHttp, aProbe, authority, registryName, serve, servePlain} from './probing.ts'

async function failure(t: TestContext, host: string, options: HttpOptions = {}): Promise<TransportFailure> {
  const http = anHttp(t, {timeoutMs: 1000, ...options})
  const outcome = await runProbe(aProbe(`${host}/team/app:1.0`), http, startSession())
  assert.ok(outcome.kind === 'unreachable', outcome.kind)
  return outcome.failure
}

/** A server whose only fault is its certificate. */
async function withCertificate(t: TestContext, options: ServerCertificateOptions): Promise<string> {
  const server = await startScriptedRegistry(() => json(200, {}), {tls: await authority.issueServer(options)})
  t.after(() => server.close())
  return hostNamed(registryName, server)
}

const names = [registryName]
const certificates: Readonly<Record<string, readonly [ServerCertificateOptions, TransportFailure['kind'], string]>> = {
  'has run out': [
    {names, notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2020-02-01T00:00:00Z')},
    'tls-expired',
    'CERT_HAS_EXPIRED',
  ],
  'is not valid yet': [{names, notBefore: new Date(Date.now() + 60_000)}, 'tls-expired', 'CERT_NOT_YET_VALID'],
  'is for another name': [{names: ['other.example.test']}, 'tls-wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  'vouches for itself': [{names, selfSigned: true}, 'tls-unknown-ca', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
}

for (const [sentence, [options, kind, code]] of Object.entries(certificates)) {
  test(`a registry whose certificate ${sentence} is ${kind}`, async (t) => {
    const host = await withCertificate(t, options)
    assert.deepEqual(await failure(t, host), {kind, host, at: 'registry', code})
  })
}

test('a certificate of an authority that is not known is told from a bad one', async (t) => {
  const [, host] = await serve(t, dockerHub)
  const {cert} = await createCertificateAuthority('another authority')
  assert.equal((await failure(t, host, {certificateAuthority: cert})).kind, 'tls-unknown-ca')
})

test('a certificate without alternative names is for nobody, whatever its common name says', async (t) => {
  const host = await withCertificate(t, {names: [], commonName: registryName})
  assert.deepEqual(await failure(t, host), {
    kind: 'tls-wrong-host',
    host,
    at: 'registry',
    code: 'ERR_TLS_CERT_ALTNAME_MISSING',
  })
})

test('verification can be switched off', async (t) => {
  const host = await withCertificate(t, {names: ['other.example.test'], selfSigned: true})
  const answer = await anHttp(t, {skipTlsVerify: true}).send({method: 'GET', url: new URL(`https://${host}/v2/`)})
  assert.equal(answer.kind, 'response')
})

test('plain HTTP where HTTPS is spoken is told from anything else that is no TLS', async (t) => {
  const plain = await servePlain(t, dockerHub)
  assert.equal((await failure(t, hostNamed(registryName, plain))).kind, 'http-on-https')

  const noise = createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-OpenSSH_9.9\r\n'))
  const port = await listen(noise)
  t.after(() => noise.close())
  assert.equal((await failure(t, `${registryName}:${port}`)).kind, 'tls-handshake-failure')
})

test('a port where nothing listens refuses', async (t) => {
  const gone = await startScriptedRegistry(dockerHub)
  await gone.close()
  const host = hostNamed(registryName, gone)
  assert.deepEqual(await failure(t, host), {kind: 'connection-refused', host, at: 'registry', code: 'ECONNREFUSED'})
})

test('a name that does not resolve is a failure of DNS', async (t) => {
  const resolve = (): string => {
    throw Object.assign(new Error('any text'), {code: 'EAI_AGAIN'})
  }
  assert.deepEqual(await failure(t, 'registry.example.test', {resolve}), {
    kind: 'dns-failure',
    host: 'registry.example.test:443',
    at: 'registry',
    code: 'EAI_AGAIN',
  })
})

test('a server that takes the connection and says nothing runs out of time, before TLS and after it', async (t) => {
  const mute = createServer((socket) => t.after(() => socket.destroy()))
  const port = await listen(mute)
  t.after(() => mute.close())
  assert.equal((await failure(t, `${registryName}:${port}`, {timeoutMs: 100})).kind, 'timeout')

  const [, host] = await serve(t, () => ({kind: 'silence'}))
  assert.equal((await failure(t, host, {timeoutMs: 100})).kind, 'timeout')
})

test('a port that no URL has is a failure, not a crash', async (t) => {
  assert.deepEqual(await failure(t, 'registry.example.test:99999'), {
    kind: 'protocol',
    host: 'registry.example.test:99999',
    at: 'registry',
    code: 'ERR_INVALID_URL',
  })
})

test('a token server that is out of reach is named, not the registry', async (t) => {
  const gone = await startScriptedRegistry(dockerHub)
  await gone.close()
  const realm = `https://auth.example.test:${gone.port}/token`
  const [, host] = await serve(t, () => json(401, {}, {'WWW-Authenticate': `Bearer realm="${realm}"`}))
  const {kind, at, host: failed} = await failure(t, host)
  assert.deepEqual([kind, at, failed], ['connection-refused', 'token', `auth.example.test:${gone.port}`])
})

test('the end of the run interrupts what is on the way', async (t) => {
  const run = new AbortController()
  const [, host] = await serve(t, () => {
    run.abort()
    return {kind: 'silence'}
  })
  const session = startSession({signal: run.signal})
  const outcome = await runProbe(aProbe(`${host}/team/app:1.0`), anHttp(t), session)
  assert.ok(outcome.kind === 'unreachable')
  assert.equal(outcome.failure.kind, 'interrupted')
})

test('nothing more is asked when the run is over, nor waited for', async (t) => {
  const over = AbortSignal.abort(new DOMException('', 'TimeoutError'))
  const [server, host] = await serve(t, dockerHub)
  const session = startSession({signal: over})
  const outcome = await runProbe(aProbe(`${host}/team/app:1.0`), anHttp(t), session)
  assert.ok(outcome.kind === 'unreachable')
  assert.deepEqual(outcome.failure, {kind: 'interrupted', host, at: 'registry', code: 'TIMEOUT_ERR'})
  assert.deepEqual([server.requests.length, session.requests, outcome.exchanges], [0, 0, []])

  const mute = createServer((socket) => t.after(() => socket.destroy()))
  const port = await listen(mute)
  t.after(() => mute.close())
  const started = performance.now()
  const answer = await anHttp(t).send({method: 'GET', url: new URL(`https://127.0.0.1:${port}/`), signal: over})
  assert.deepEqual(answer, {kind: 'failure', cause: {kind: 'interrupted', code: 'TIMEOUT_ERR'}})
  assert.ok(performance.now() - started < 2000)
})
