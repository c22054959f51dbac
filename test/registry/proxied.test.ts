import assert from 'node:assert/strict'
import test, {type TestContext} from 'node:test'
import {inspect} from 'node:util'
import {Sensitive} from '../../src/credentials/sensitive.ts'
import type {HttpOptions} from '../../src/registry/http.ts'
import type {TransportFailure} from '../../src/registry/probe.ts'
import {runProbe, startSession} from '../../src/registry/run-probe.ts'
import {json, response} from '../sandbox/registry/answer.ts'
import {nexus} from '../sandbox/registry/behaviours/nexus.ts'
import {type ForwardProxy, type ProxyOptions, startForwardProxy} from '../sandbox/registry/forward-proxy.ts'
import {hostNamed} from '../sandbox/registry/host-name.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import {startScriptedRegistry} from '../sandbox/registry/scripted-registry.ts'
import {aLogin, anHttp, aProbe, authority, registryName, serve, servePlain} from './probing.ts'

const proxyName = 'proxy.example.test'
const proxyLogin = `Basic ${Buffer.from('user:proxy canary').toString('base64')}`

async function aProxy(t: TestContext, options: ProxyOptions = {}): Promise<ForwardProxy> {
  const proxy = await startForwardProxy(options)
  t.after(() => proxy.close())
  return proxy
}

/** A way out through a proxy that the environment names, with a login in its URL. */
function throughProxy({port}: {readonly port: number}, scheme = 'http'): HttpOptions {
  return {environment: {HTTPS_PROXY: `${scheme}://user:proxy%20canary@${proxyName}:${port}`}}
}

async function failure(t: TestContext, host: string, options: HttpOptions): Promise<TransportFailure> {
  const session = startSession()
  const outcome = await runProbe(aProbe(`${host}/team/app:1.0`, aLogin(alice)), anHttp(t, options), session)
  assert.ok(outcome.kind === 'unreachable', outcome.kind)
  assert.ok(!inspect(outcome, {depth: 9}).includes('canary'))
  return outcome.failure
}

test('HTTPS goes through a tunnel of the proxy, and the registry ends the TLS', async (t) => {
  const [server, host] = await serve(t, nexus)
  const proxy = await aProxy(t)
  const http = anHttp(t, throughProxy(proxy))
  const outcome = await runProbe(aProbe(`${host}/team/app:1.0`, aLogin(alice)), http, startSession())
  assert.equal(outcome.kind, 'readable')
  assert.deepEqual(proxy.requests, [{line: `CONNECT ${host}`, login: proxyLogin}])
  assert.ok(!JSON.stringify(server.requests).includes('proxy-authorization'))
})

test('no proxy is sent to a metadata address, nor to a name that is known for one', async (t) => {
  const proxy = await aProxy(t)
  const {environment = {}} = throughProxy(proxy)
  const http = anHttp(t, {environment: {...environment, HTTP_PROXY: environment['HTTPS_PROXY']}})
  for (const host of [
    '169.254.169.254',
    '2852039166',
    '[fd00:ec2::254]',
    'metadata.google.internal',
    'METADATA.goog.',
  ]) {
    for (const scheme of ['http', 'https']) {
      const {kind} = await http.send({method: 'GET', url: new URL(`${scheme}://${host}/v2/`)})
      assert.equal(kind, 'blocked', `${scheme} ${host}`)
    }
  }
  assert.deepEqual(proxy.requests, [])
})

test('plain HTTP is forwarded by the proxy, and the registry does not see its login', async (t) => {
  const registry = await servePlain(t, nexus)
  const proxy = await aProxy(t)
  const {environment = {}} = throughProxy(proxy)
  const http = anHttp(t, {environment: {HTTP_PROXY: environment['HTTPS_PROXY']}})
  const host = hostNamed(registryName, registry)
  const session = startSession({defaultScheme: 'http'})
  const outcome = await runProbe(aProbe(`${host}/team/app:1.0`, aLogin(alice)), http, session)
  assert.equal(outcome.kind, 'readable')
  assert.equal(proxy.requests[0]?.line, `HEAD http://${host}/v2/team/app/manifests/1.0`)
  assert.ok(proxy.requests.every(({login}) => login === proxyLogin))
  assert.ok(!JSON.stringify(registry.requests).includes('proxy-authorization'))
})

test('a proxy that is given goes before what the environment names, and before NO_PROXY', async (t) => {
  const [, host] = await serve(t, () => json(200, {}))
  const proxy = await aProxy(t)
  const environment = {HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: '*'}
  const http = anHttp(t, {environment, proxy: new Sensitive(`http://${proxy.host}`)})
  assert.equal((await http.send({method: 'GET', url: new URL(`https://${host}/v2/`)})).kind, 'response')
  assert.equal(proxy.requests.length, 1)
})

test('what NO_PROXY names is asked directly', async (t) => {
  const [, host] = await serve(t, () => json(200, {}))
  const environment = {HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: '.example.test'}
  const answer = await anHttp(t, {environment}).send({method: 'GET', url: new URL(`https://${host}/v2/`)})
  assert.equal(answer.kind, 'response')
})

for (const status of [403, 407, 502]) {
  test(`a proxy that answers ${status} is named by it, and not taken for the registry`, async (t) => {
    const [server, host] = await serve(t, nexus)
    const proxy = await aProxy(t, {decide: () => status})
    const {kind, code} = await failure(t, host, throughProxy(proxy))
    assert.deepEqual([kind, code], ['proxy', `HTTP_${status}`])
    assert.equal(proxy.requests.length, 1)
    assert.equal(server.requests.length, 0)
  })
}

test('a proxy that wants a login for plain HTTP is named by it', async (t) => {
  const proxy = await aProxy(t, {decide: () => 407})
  const http = anHttp(t, {proxy: new Sensitive(`http://${proxy.host}`)})
  const answer = await http.send({method: 'HEAD', url: new URL('http://registry.example.test:5000/v2/')})
  assert.deepEqual(answer, {kind: 'failure', cause: {kind: 'proxy', code: 'HTTP_407'}})
})

test('a proxy that cuts the connection before the tunnel stands is at fault, and is asked once', async (t) => {
  const [, host] = await serve(t, nexus)
  const proxy = await aProxy(t, {decide: () => 'cut'})
  assert.equal((await failure(t, host, throughProxy(proxy))).kind, 'proxy')
  assert.equal(proxy.requests.length, 1)
})

test('a proxy that is not there is at fault', async (t) => {
  const {kind, code} = await failure(t, 'registry.example.test', throughProxy({port: 1}))
  assert.deepEqual([kind, code], ['proxy', 'ECONNREFUSED'])
})

test('a proxy of a kind that is not spoken here is said to be one, and is not waited for', async (t) => {
  const environment = {HTTPS_PROXY: 'socks5://user:canary@127.0.0.1:1'}
  const {kind, code} = await failure(t, 'registry.example.test', {environment})
  assert.deepEqual([kind, code], ['proxy', 'ERR_PROXY_UNSUPPORTED'])
})

test("behind a tunnel the registry's faults are its own", async (t) => {
  const proxy = await aProxy(t)
  const tls = await authority.issueServer({names: ['other.example.test']})
  const server = await startScriptedRegistry(nexus, {tls})
  t.after(() => server.close())
  assert.equal((await failure(t, hostNamed(registryName, server), throughProxy(proxy))).kind, 'tls-wrong-host')
  const [, cutting] = await serve(t, () => ({kind: 'reset'}))
  assert.equal((await failure(t, cutting, throughProxy(proxy))).kind, 'connection-reset')
  const [, mute] = await serve(t, () => ({kind: 'silence'}))
  assert.equal((await failure(t, mute, {...throughProxy(proxy), timeoutMs: 300})).kind, 'timeout')
})

test('a proxy is spoken to by TLS where its URL says so, and its certificate counts', async (t) => {
  const [, host] = await serve(t, nexus)
  const proxy = await aProxy(t, {tls: await authority.issueServer({names: [proxyName]})})
  const http = anHttp(t, throughProxy(proxy, 'https'))
  assert.equal((await http.send({method: 'GET', url: new URL(`https://${host}/v2/`)})).kind, 'response')
  assert.deepEqual(proxy.requests, [{line: `CONNECT ${host}`, login: proxyLogin}])
})

for (const [sentence, options] of Object.entries({
  'for another name': {names: ['other.example.test']},
  'of its own making': {names: [proxyName], selfSigned: true},
})) {
  test(`a proxy with a certificate ${sentence} is shown no login, though the registry's own need not be valid`, async (t) => {
    const [server, host] = await serve(t, () => response(200))
    const proxy = await aProxy(t, {tls: await authority.issueServer(options)})
    const http = anHttp(t, throughProxy(proxy, 'https'))
    const answer = await http.send({method: 'GET', url: new URL(`https://${host}/v2/`), skipTlsVerify: true})
    assert.ok(answer.kind === 'failure')
    assert.equal(answer.cause.kind, 'proxy')
    assert.deepEqual([proxy.requests, server.requests], [[], []])
  })
}

test('a client certificate is for registries, and not for a proxy that asks for one', async (t) => {
  const client = await authority.issueClient({user: 'jane'})
  const asking = {ca: authority.cert, requestCert: true, rejectUnauthorized: true}
  const tls = {...(await authority.issueServer({names: [registryName]})), ...asking}
  const server = await startScriptedRegistry(() => json(200, {}), {tls})
  t.after(() => server.close())
  const url = new URL(`https://${hostNamed(registryName, server)}/v2/`)
  const open = await aProxy(t)
  const kindThrough = async (options: HttpOptions) =>
    (await anHttp(t, {...options, clientCertificate: client}).send({method: 'GET', url})).kind
  assert.equal(await kindThrough(throughProxy(open)), 'response')
  const curious = await aProxy(t, {tls: {...(await authority.issueServer({names: [proxyName]})), ...asking}})
  assert.equal(await kindThrough(throughProxy(curious, 'https')), 'failure')
})
