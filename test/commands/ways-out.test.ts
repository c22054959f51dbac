import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import {cli} from '../cli/run-cli.ts'
import {createCertificateAuthority} from '../sandbox/certificate-authority.ts'
import {response} from '../sandbox/registry/answer.ts'
import {nexus} from '../sandbox/registry/behaviours/nexus.ts'
import {startForwardProxy} from '../sandbox/registry/forward-proxy.ts'
import {buildImage} from '../sandbox/registry/image.ts'
import {imageRegistry} from '../sandbox/registry/image-registry.ts'
import {startLoopbackServer} from '../sandbox/registry/loopback-server.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import {startScriptedRegistry} from '../sandbox/registry/scripted-registry.ts'
import {sendAnswer} from '../sandbox/registry/send-answer.ts'
import {startSandbox} from './sandbox.ts'

const image = buildImage('linux/amd64', {label: 'x'})
const sandbox = await startSandbox({scripted: {NEXUS: nexus, BUSYS: busyAtFirst()}})
const authority = await createCertificateAuthority('registries')
const tls = await authority.issueServer({names: ['0.0.0.0', '127.0.0.1', '::1']})
const everywhere = sandbox.file('everywhere.pem', authority.cert)
after(() => sandbox.close())

interface Verification {
  readonly verdicts: readonly {readonly answer: string; readonly detail?: string}[]
}

describe('the way to a registry is', {concurrency: 2}, () => {
  // Go never takes 127.0.0.0/8 through a proxy; 0.0.0.0 is this machine as well, and no such address.
  for (const [sentence, noProxy, isProxied] of [
    ['direct for an address within a network of NO_PROXY', 'example.com, 0.0.0.0/8', false],
    ['through the proxy for an address outside of it', 'example.com, 10.0.0.0/8', true],
    ['direct for an address that NO_PROXY names with its port', '0.0.0.0:PORT', false],
    ['through the proxy for another port of it', '0.0.0.0:1', true],
    ['direct for everything', '*', false],
  ] as const) {
    test(sentence, async () => {
      const registry = await startScriptedRegistry(imageRegistry({image}), {tls})
      const proxy = await startForwardProxy()
      try {
        const host = `0.0.0.0:${registry.port}`
        const NO_PROXY = noProxy.replace('PORT', String(registry.port))
        const env = {HTTPS_PROXY: proxy.host, NO_PROXY, NODE_EXTRA_CA_CERTS: everywhere}
        assert.equal((await verify(`--anonymous --image ${host}/team/app:1.0`, env)).answer, 'readable')
        assert.deepEqual(new Set(proxy.requests.map(({line}) => line)), new Set(isProxied ? [`CONNECT ${host}`] : []))
      } finally {
        await Promise.all([registry.close(), proxy.close()])
      }
    })
  }

  test('one to an address of IPv6, for the login and for an image', async () => {
    const registry = await startScriptedRegistry(nexus, {tls, address: '::1'})
    try {
      const env = {NODE_EXTRA_CA_CERTS: everywhere}
      const login = `--server ${registry.host} --username alice --password-stdin`
      assert.equal((await verify(login, env, alice.password)).answer, 'accepted')
      const one = await verify(`${login} --image ${registry.host}/team/app:1.0`, env, alice.password)
      assert.equal(one.answer, 'readable')
    } finally {
      await registry.close()
    }
  })

  test('open to a client certificate where the registry asks for one, and closed without', async () => {
    const clients = await createCertificateAuthority('clients')
    const registry = await startLoopbackServer(
      (request, exchange) => sendAnswer(imageRegistry({image})(request), exchange),
      {tls: {...tls, ca: clients.cert, requestCert: true, rejectUnauthorized: true}},
    )
    try {
      const env = {NODE_EXTRA_CA_CERTS: everywhere}
      const call = `--anonymous --image ${registry.host}/team/app:1.0`
      const {cert, key} = await clients.issueClient({user: 'ci'})
      const own = `--registry-client-certificate ${sandbox.file('c.pem', cert)} --registry-client-key ${sandbox.file('k.pem', key)}`
      assert.equal((await verify(`${call} ${own}`, env)).answer, 'readable')
      assert.equal((await verify(call, env)).answer, 'unreachable')
      assert.ok(registry.requests.length > 0)
    } finally {
      await registry.close()
    }
  })
})

test('a registry that is busy for a second is asked again after it, and its image found', async () => {
  const begun = performance.now()
  const one = await verify(`--anonymous --image ${sandbox.hostOf('BUSYS')}/team/app:1.0`)
  assert.equal(one.answer, 'readable')
  assert.ok(performance.now() - begun >= 1000)
})

test('the wait for a registry that is busy ends with the run', async () => {
  const begun = performance.now()
  const busy = await startScriptedRegistry(() => response(429, {'Retry-After': '9'}), {tls})
  try {
    const env = {NODE_EXTRA_CA_CERTS: everywhere}
    const one = await verify(`--anonymous --image ${busy.host}/team/app:1.0 --probe-timeout 500ms`, env)
    assert.equal(one.answer, 'rate-limited')
    assert.ok(performance.now() - begun < 8000)
  } finally {
    await busy.close()
  }
})

async function verify(words: string, env: Readonly<Record<string, string>> = {}, stdin = '') {
  const run = await cli(`verify ${words} -o json`, {env: {...sandbox.env, ...env}, stdin})
  const {verdicts}: Verification = JSON.parse(run.stdout)
  const [one] = verdicts
  if (one === undefined) throw new Error(`${run.stdout}${run.stderr}`)
  return one
}

/** Says to the first question that it is busy for a second. */
function busyAtFirst() {
  let asked = 0
  const rest = imageRegistry({image})
  return (request: Parameters<typeof rest>[0]) => {
    asked += 1
    return asked === 1 ? response(429, {'Retry-After': '1'}) : rest(request)
  }
}
