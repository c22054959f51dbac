import assert from 'node:assert/strict'
import {createServer} from 'node:http'
import test from 'node:test'
import {createHttp} from '../../src/registry/http.ts'
import {json, response} from '../sandbox/registry/answer.ts'
import {closeServer, listen, trackConnections} from '../sandbox/registry/loopback-server.ts'
import {startScriptedRegistry} from '../sandbox/registry/scripted-registry.ts'
import {anHttp, authority, registryName, servePlain} from './probing.ts'

test('a redirect is an answer like any other', async (t) => {
  const server = await servePlain(t, () => response(307, {Location: '/elsewhere'}))
  const answer = await anHttp(t).send({method: 'GET', url: new URL(server.url)})
  assert.ok(answer.kind === 'response')
  assert.equal(answer.status, 307)
  assert.equal(server.requests.length, 1)
})

test('a header that occurs twice has two values', async (t) => {
  const server = await servePlain(t, () => response(401, {'WWW-Authenticate': ['Negotiate', 'Basic realm="b"']}))
  const answer = await anHttp(t).send({method: 'HEAD', url: new URL(server.url)})
  assert.ok(answer.kind === 'response')
  assert.deepEqual(answer.headers.get('www-authenticate'), ['Negotiate', 'Basic realm="b"'])
})

test('of a body whose first byte is wanted no more is taken, though the server knows no ranges', async (t) => {
  const server = await servePlain(t, () => response(200, {'Content-Encoding': 'gzip'}, Buffer.alloc(3_000_000, 7)))
  const answer = await anHttp(t).send({method: 'GET', url: new URL(server.url), firstBytes: 1})
  assert.ok(answer.kind === 'response')
  assert.equal(answer.body.length, 1)
  assert.equal(server.requests[0]?.headers.range, 'bytes=0-0')
})

test('one connection serves question after question', async (t) => {
  const ports = new Set<number | undefined>()
  const server = createServer((request, answer) => {
    ports.add(request.socket.remotePort)
    answer.end('{}')
  })
  const connections = trackConnections(server)
  const port = await listen(server)
  t.after(() => closeServer(server, connections))
  const http = anHttp(t)
  for (const method of ['HEAD', 'GET', 'GET'] as const) {
    await http.send({method, url: new URL(`http://127.0.0.1:${port}/`)})
  }
  assert.equal(ports.size, 1)
})

test('a link-local address is not asked, by its number or by a name that leads to it', async (t) => {
  const http = anHttp(t, {resolve: () => '169.254.169.254'})
  for (const host of ['169.254.169.254', '[fe80::1]', 'metadata.google.internal', 'innocent.example.test']) {
    const answer = await http.send({method: 'GET', url: new URL(`http://${host}/latest/meta-data/`)})
    assert.deepEqual(answer, {kind: 'blocked'}, host)
  }
})

test("an authority that is no PEM is the user's to mend, before anything is asked", () => {
  for (const pem of ['', 'no PEM', '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n']) {
    assert.throws(() => createHttp({certificateAuthority: pem}))
  }
  createHttp({certificateAuthority: `# a comment\n${authority.cert}\n${authority.cert}`})
})

test('a client certificate is shown to a registry that asks for one', async (t) => {
  const client = await authority.issueClient({user: 'jane'})
  const tls = {...(await authority.issueServer({names: [registryName]})), ca: authority.cert, requestCert: true}
  const server = await startScriptedRegistry(() => json(200, {}), {tls: {...tls, rejectUnauthorized: true}})
  t.after(() => server.close())
  const url = new URL(`https://${registryName}:${server.port}/v2/`)
  assert.equal((await anHttp(t).send({method: 'GET', url})).kind, 'failure')
  assert.equal((await anHttp(t, {clientCertificate: client}).send({method: 'GET', url})).kind, 'response')
})
