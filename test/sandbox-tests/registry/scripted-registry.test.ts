import assert from 'node:assert/strict'
import {connect} from 'node:net'
import test, {type TestContext} from 'node:test'
import {createCertificateAuthority} from '../../sandbox/certificate-authority.ts'
import {type Answer, html, json, registryError, response} from '../../sandbox/registry/answer.ts'
import {hostNamed} from '../../sandbox/registry/host-name.ts'
import {type HttpCall, httpCall} from '../../sandbox/registry/http-call.ts'
import type {LoopbackServer} from '../../sandbox/registry/loopback-server.ts'
import {startScriptedRegistry} from '../../sandbox/registry/scripted-registry.ts'

async function registryThat(t: TestContext, answer: Answer): Promise<LoopbackServer> {
  const server = await startScriptedRegistry(() => answer)
  t.after(() => server.close())
  return server
}

async function asked(t: TestContext, answer: Answer, call: HttpCall = {}) {
  return httpCall((await registryThat(t, answer)).url, call)
}

test('a 401 asks for Basic', async (t) => {
  const {status, headers} = await asked(t, response(401, {'WWW-Authenticate': 'Basic realm="r"'}))
  assert.equal(status, 401)
  assert.equal(headers['www-authenticate'], 'Basic realm="r"')
})

test('a 401 can hold several challenges in several headers', async (t) => {
  const challenges = ['Negotiate', 'Bearer realm="https://auth.example.test/token",service="s"']
  const {headers} = await asked(t, response(401, {'WWW-Authenticate': challenges}))
  assert.equal(headers['www-authenticate'], challenges.join(', '))
})

test('a 429 says when to come back', async (t) => {
  const limit = registryError(429, {code: 'TOOMANYREQUESTS', message: 'slow down'}, {'Retry-After': '7'})
  const {status, headers, body} = await asked(t, limit)
  assert.deepEqual([status, headers['retry-after']], [429, '7'])
  assert.deepEqual(JSON.parse(body), {errors: [{code: 'TOOMANYREQUESTS', message: 'slow down'}]})
})

test('JSON ends with a line end, as Go writes it', async (t) => {
  const {headers, body} = await asked(t, json(200, {a: 1}))
  assert.equal(body, '{"a":1}\n')
  assert.equal(headers['content-type'], 'application/json; charset=utf-8')
})

test('a page is a page', async (t) => {
  assert.equal((await asked(t, html(404, '<p>'))).headers['content-type'], 'text/html')
})

test('a huge body comes in pieces, whole', async (t) => {
  const piece = Buffer.alloc(64 * 1024, 'x')
  const {body} = await asked(t, {kind: 'stream', status: 200, headers: {}, piece, times: 64})
  assert.equal(body.length, 4 * 1024 * 1024)
})

test('a slow body takes its time', async (t) => {
  const began = performance.now()
  const piece = Buffer.from('x')
  const {body} = await asked(t, {kind: 'stream', status: 200, headers: {}, piece, times: 3, everyMs: 20})
  assert.equal(body, 'xxx')
  assert.ok(performance.now() - began >= 55)
})

test('an endless body ends where the client leaves, and the server closes', async (t) => {
  const server = await registryThat(t, {kind: 'stream', status: 200, headers: {}, piece: Buffer.alloc(1024)})
  const leaving = new AbortController()
  const call = httpCall(server.url, {signal: leaving.signal})
  leaving.abort()
  await assert.rejects(call)
})

test('an endless body is no body to HEAD', async (t) => {
  const {status, body} = await asked(
    t,
    {kind: 'stream', status: 200, headers: {}, piece: Buffer.alloc(1024)},
    {method: 'HEAD'},
  )
  assert.deepEqual([status, body], [200, ''])
})

test('bytes that are no HTTP are sent as they are', async (t) => {
  const {port} = await registryThat(t, {kind: 'raw', bytes: 'SSH-2.0-x\r\n'})
  const socket = connect(port, '127.0.0.1')
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  assert.equal(Buffer.concat(await socket.toArray()).toString(), 'SSH-2.0-x\r\n')
})

test('a body that breaks off is an error to its reader', async (t) => {
  const half = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'
  await assert.rejects(asked(t, {kind: 'raw', bytes: half}), {code: 'ECONNRESET'})
})

test('a reset is a reset, in plain HTTP and below TLS', async (t) => {
  await assert.rejects(asked(t, {kind: 'reset'}), {code: 'ECONNRESET'})
  const authority = await createCertificateAuthority()
  const server = await startScriptedRegistry(() => ({kind: 'reset'}), {tls: await authority.issueServer()})
  t.after(() => server.close())
  await assert.rejects(httpCall(server.url, {ca: authority.cert}), {code: 'ECONNRESET'})
})

test('silence lasts until the server closes', async () => {
  const server = await startScriptedRegistry(() => ({kind: 'silence'}))
  const call = assert.rejects(httpCall(server.url), {code: 'ECONNRESET'})
  while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
  await server.close()
  await call
})

test('every request is remembered, with its body and its authorization, under the name it used', async (t) => {
  const server = await registryThat(t, json(200, {}))
  const url = `http://${hostNamed('registry.example.test', server)}/v2/?a=b`
  await httpCall(url, {method: 'POST', headers: {Authorization: 'Basic eDp5'}, body: 'x=1'})
  const [request] = server.requests
  assert.equal(request?.method, 'POST')
  assert.equal(request?.url, '/v2/?a=b')
  assert.equal(request?.headers.authorization, 'Basic eDp5')
  assert.equal(request?.body, 'x=1')
  assert.equal(request?.origin, `http://registry.example.test:${server.port}`)
})
