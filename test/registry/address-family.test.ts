import assert from 'node:assert/strict'
import test, {type TestContext} from 'node:test'
import {runProbe, startSession} from '../../src/registry/run-probe.ts'
import {nexus} from '../sandbox/registry/behaviours/nexus.ts'
import type {LoopbackOptions, LoopbackServer} from '../sandbox/registry/loopback-server.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import {startScriptedRegistry} from '../sandbox/registry/scripted-registry.ts'
import {aLogin, anHttp, aProbe, authority} from './probing.ts'

async function startOnIpv6(t: TestContext, options: Pick<LoopbackOptions, 'tls'> = {}): Promise<LoopbackServer> {
  const server = await startScriptedRegistry(nexus, {...options, address: '::1'})
  t.after(() => server.close())
  return server
}

test('a registry named by an IPv6 address and a port is asked there, its certificate for the address', async (t) => {
  const server = await startOnIpv6(t, {tls: await authority.issueServer({names: ['::1']})})
  // With a scheme asked for, the certificate of this machine counts like any other.
  const session = startSession({defaultScheme: 'https'})
  const outcome = await runProbe(aProbe(`[::1]:${server.port}/team/app:1.0`, aLogin(alice)), anHttp(t), session)
  assert.equal(outcome.kind, 'readable')
  assert.equal(outcome.exchanges[0]?.url, `https://[::1]:${server.port}/v2/team/app/manifests/1.0`)
})

test('an IPv6 address is another name than IPv4 to a certificate', async (t) => {
  const server = await startOnIpv6(t, {tls: await authority.issueServer({names: ['127.0.0.1']})})
  const session = startSession({defaultScheme: 'https'})
  const outcome = await runProbe(aProbe(`[::1]:${server.port}/team/app:1.0`), anHttp(t), session)
  assert.ok(outcome.kind === 'unreachable')
  const host = `[::1]:${server.port}`
  const code = 'ERR_TLS_CERT_ALTNAME_INVALID'
  assert.deepEqual(outcome.failure, {kind: 'tls-wrong-host', host, at: 'registry', code})
})

test("this machine's IPv6 address is asked in plain HTTP where that is what answers, as 127.0.0.1 is", async (t) => {
  const server = await startOnIpv6(t)
  const outcome = await runProbe(aProbe(`[::1]:${server.port}/team/app:1.0`, aLogin(alice)), anHttp(t), startSession())
  assert.equal(outcome.kind, 'readable')
})

test('a name that leads to an IPv6 address is asked there', async (t) => {
  const name = 'six.example.test'
  const server = await startOnIpv6(t, {tls: await authority.issueServer({names: [name]})})
  const http = anHttp(t, {resolve: () => '::1'})
  const outcome = await runProbe(aProbe(`${name}:${server.port}/team/app:1.0`, aLogin(alice)), http, startSession())
  assert.equal(outcome.kind, 'readable')
})
