import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {ClusterHost} from '../../src/cluster/cluster-host.ts'
import {KubeError} from '../../src/cluster/kube-error.ts'
import {kubeLogin} from '../../src/cluster/kube-login.ts'
import type {KubeTarget} from '../../src/cluster/kube-target.ts'
import {aHost} from './cluster-host.ts'

const v1 = 'client.authentication.k8s.io/v1'
const exec = {apiVersion: v1, command: 'login', interactiveMode: 'Never'}

const target = (user: Readonly<Record<string, unknown>>): KubeTarget => ({
  namespace: 'default',
  server: new URL('https://prod'),
  tls: {skipsVerification: false},
  user: {name: 'jane', entry: {file: '/k/config', value: user}},
})

/** Runs a plugin that hands out one token after the other, each valid for so long. */
function pluginHost(lifeMs: number): ClusterHost {
  let count = 0
  return aHost({
    exec: () => {
      const expirationTimestamp = new Date(Date.now() + lifeMs).toISOString()
      const status = {token: `token-${++count}`, expirationTimestamp}
      return {kind: 'exited', exitCode: 0, stdout: JSON.stringify({kind: 'ExecCredential', apiVersion: v1, status})}
    },
  })
}

async function authorization(user: Readonly<Record<string, unknown>>, host = aHost()): Promise<string | undefined> {
  return (await kubeLogin(target(user), host)).authorization()
}

const basic = `Basic ${Buffer.from('jane:s:e').toString('base64')}`
const logins: readonly (readonly [string, Readonly<Record<string, unknown>>, string | undefined])[] = [
  ['nothing', {}, undefined],
  ['a token', {token: 't'}, 'Bearer t'],
  ['user name and password', {username: 'jane', password: 's:e'}, basic],
  ['a token before user name and password', {token: 't', username: 'jane'}, 'Bearer t'],
  ['a token before a plugin', {token: 't', exec}, 'Bearer t'],
  ['a token file, without its line end', {tokenFile: 'token'}, 'Bearer from-file'],
  ['a token file before a token', {tokenFile: '/k/token', token: 't'}, 'Bearer from-file'],
  ['a token where its file has gone', {tokenFile: '/k/none', token: 't'}, 'Bearer t'],
  ['a plugin', {exec}, 'Bearer token-1'],
  ['no plugin where exec is null, as kubectl writes it', {exec: null}, undefined],
]

for (const [what, user, expected] of logins) {
  test(`logs in with ${what}`, async () => {
    const {files} = aHost({files: {'/k/token': 'from-file\n'}})
    assert.equal(await authorization(user, {...pluginHost(3_600_000), files}), expected)
  })
}

test('a plugin is run once, and again when its token is about to end', async () => {
  const lasting = await kubeLogin(target({exec}), pluginHost(3_600_000))
  assert.deepEqual([await lasting.authorization(), await lasting.authorization()], ['Bearer token-1', 'Bearer token-1'])
  const ending = await kubeLogin(target({exec}), pluginHost(5_000))
  assert.deepEqual([await ending.authorization(), await ending.authorization()], ['Bearer token-2', 'Bearer token-3'])
})

test('a certificate is used beside any other login; its files are relative to the kubeconfig', async () => {
  const login = await kubeLogin(
    target({'client-certificate': 'c.pem', 'client-key-data': 'S0VZ', 'client-key': '/x/key', token: 't'}),
    aHost(),
  )
  assert.deepEqual(login.certificate, {certFile: '/k/c.pem', keyData: 'S0VZ', keyFile: '/x/key'})
  assert.equal(await login.authorization(), 'Bearer t')
})

const jwt = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`
const oidc = (token?: string) => ({'auth-provider': {name: 'oidc', config: {...(token && {'id-token': token})}}})

test('an OpenID Connect user logs in with the ID token until it expires', async () => {
  const token = jwt({exp: Math.floor(Date.now() / 1000) + 600})
  assert.equal(await authorization(oidc(token)), `Bearer ${token}`)
  assert.equal(await authorization(oidc('opaque')), 'Bearer opaque')
})

const faults: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
  ['a token file that is not there', {tokenFile: 'none'}, 'token file /k/none of user "jane" cannot be read (ENOENT)'],
  ['a token file that is empty', {tokenFile: 'empty'}, 'token file /k/empty of user "jane" is empty'],
  [
    'an ID token that has expired',
    oidc(jwt({exp: 1})),
    'the ID token of user "jane" (auth-provider "oidc") has expired',
  ],
  ['an ID token that is missing', oidc(), 'user "jane" (auth-provider "oidc") has no ID token'],
  [
    'a provider that kubectl has dropped',
    {'auth-provider': {name: 'gcp'}},
    'user "jane" logs in with auth-provider "gcp", which kubectl has dropped',
  ],
]

for (const [what, user, message] of faults) {
  test(`names ${what}`, async () => {
    await assert.rejects(authorization(user, aHost({files: {'/k/empty': '\n'}})), (error) => {
      assert.ok(error instanceof KubeError)
      assert.deepEqual([error.kind, error.message], ['credential', message])
      return true
    })
  })
}
