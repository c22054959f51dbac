import assert from 'node:assert/strict'
import test from 'node:test'
import {createCertificateAuthority} from '../../sandbox/certificate-authority.ts'
import {startBareDistribution} from '../../sandbox/registry/bare-distribution.ts'
import {basicAuthorization} from '../../sandbox/registry/basic-login.ts'
import {startDistribution} from '../../sandbox/registry/distribution.ts'
import {skipWithoutDistribution} from '../../sandbox/registry/distribution-binary.ts'
import {httpCall} from '../../sandbox/registry/http-call.ts'
import {pushImage, pushIndexWithHole} from '../../sandbox/registry/push-image.ts'
import {alice, sandboxUsers} from '../../sandbox/registry/sandbox-user.ts'
import {startTokenServer} from '../../sandbox/registry/token-server.ts'

const skip = skipWithoutDistribution()
const authority = await createCertificateAuthority()

test('the real registry asks for Basic by htpasswd, and lets every user of the sandbox in', {skip}, async (t) => {
  const registry = await startDistribution({auth: {kind: 'htpasswd', realm: 'r'}})
  t.after(() => registry.close())
  const {status, headers} = await httpCall(`${registry.url}/v2/`)
  assert.deepEqual([status, headers['www-authenticate']], [401, 'Basic realm="r"'])
  for (const user of sandboxUsers) {
    const Authorization = basicAuthorization(user)
    assert.equal((await httpCall(`${registry.url}/v2/`, {headers: {Authorization}})).status, 200, user.username)
  }
})

test('it asks for Bearer and accepts the tokens of the sandbox', {skip}, async (t) => {
  const tokens = await startTokenServer({authority, rights: []})
  const registry = await startDistribution({auth: tokens.auth})
  t.after(() => Promise.all([registry.close(), tokens.close()]))
  const {headers} = await httpCall(`${registry.url}/v2/`)
  assert.equal(headers['www-authenticate'], `Bearer realm="${tokens.url}/token",service="sandbox-registry"`)
  const Authorization = `Bearer ${tokens.seedingToken('team/app')}`
  assert.equal((await httpCall(`${registry.url}/v2/`, {headers: {Authorization}})).status, 200)
})

test('a wrong realm is named as it was set', {skip}, async (t) => {
  const tokens = await startTokenServer({authority, rights: [], realmHost: () => 'wrong.example.test'})
  const registry = await startDistribution({auth: tokens.auth})
  t.after(() => Promise.all([registry.close(), tokens.close()]))
  const challenge = (await httpCall(`${registry.url}/v2/`)).headers['www-authenticate'] ?? ''
  assert.match(challenge, /realm="http:\/\/wrong\.example\.test\/token"/)
})

test('an image that is pushed can be read, and what it was asked is remembered', {skip}, async (t) => {
  const registry = await startDistribution({auth: {kind: 'htpasswd'}, tls: await authority.issueServer()})
  t.after(() => registry.close())
  const authorization = basicAuthorization(alice)
  const target = {url: registry.url, ca: authority.cert, authorization}
  const {digest, mediaType} = await pushImage(target, {repository: 'team/app', tag: '1.0', format: 'docker'})
  const headers = {Authorization: authorization, Accept: mediaType}
  const read = await httpCall(`${registry.url}/v2/team/app/manifests/1.0`, {ca: authority.cert, headers})
  assert.deepEqual([read.status, read.headers['docker-content-digest']], [200, digest])
  assert.equal(registry.requests.at(-1)?.headers.authorization, authorization)
})

test('an index can lose a child', {skip}, async (t) => {
  const registry = await startDistribution({auth: 'none'})
  t.after(() => registry.close())
  const options = {repository: 'team/app', tag: '1.0', platforms: ['linux/amd64', 'linux/arm64']}
  const {images} = await pushIndexWithHole({url: registry.url}, {...options, missing: 'linux/arm64'})
  const statuses = images.map(async ({manifest}) => {
    const headers = {Accept: manifest.mediaType}
    return (await httpCall(`${registry.url}/v2/team/app/manifests/${manifest.digest}`, {headers})).status
  })
  assert.deepEqual(await Promise.all(statuses), [200, 404])
})

test("without a front, TLS is the registry's own", {skip}, async (t) => {
  const registry = await startBareDistribution({auth: 'none', tls: await authority.issueServer()})
  t.after(() => registry.close())
  assert.equal((await httpCall(`${registry.url}/v2/`, {ca: authority.cert})).status, 200)
})
