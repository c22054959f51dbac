import assert from 'node:assert/strict'
import {type TestContext, test} from 'node:test'
import {gunzipSync} from 'node:zlib'
import {type ApiServer, startApiServer} from '../../sandbox/kube/api-server.ts'
import {type Fault, serverError, tooManyRequests, webPage} from '../../sandbox/kube/fault.ts'
import {textAt} from '../../sandbox/kube/json.ts'
import {callServer} from './call-server.ts'
import {clientOf} from './sandbox-client.ts'

test('an injected answer takes the place of the real one, for the requests it is meant for', async (t) => {
  const server = await withFault(t, tooManyRequests(7))
  const {status, headers} = await clientOf(server, 'admin').get('/api/v1/pods')
  assert.deepEqual([status, headers['retry-after']], [429, '7'])
  assert.equal((await clientOf(server, 'admin').get('/version')).status, 200)
})

test('a server can be ill, or be a web page', async (t) => {
  const ill = await clientOf(await withFault(t, serverError(503, 'etcd is away')), 'admin').get('/api/v1/pods')
  assert.deepEqual([ill.status, textAt(ill.body, 'message')], [503, 'etcd is away'])
  const page = await clientOf(await withFault(t, webPage()), 'admin').get('/api/v1/pods')
  assert.deepEqual([page.status, page.headers['content-type']], [200, 'text/html'])
})

test('a delayed answer is the real one', async (t) => {
  const server = await withFault(t, {kind: 'delay', ms: 1})
  assert.equal((await clientOf(server, 'admin').get('/api/v1/pods')).status, 200)
})

test('a cut connection ends in the middle of the body, and a reset before the answer', async (t) => {
  const cut = await withFault(t, {kind: 'cut', afterBytes: 10})
  await assert.rejects(clientOf(cut, 'admin').get('/api/v1/pods'), {code: 'ECONNRESET'})
  const reset = await withFault(t, {kind: 'reset'})
  await assert.rejects(clientOf(reset, 'admin').get('/api/v1/pods'), {code: 'ECONNRESET'})
})

test('a large answer is compressed for those who take gzip, and for no one else', async (t) => {
  const server = await startApiServer({
    objects: [configMap('x'.repeat(200_000)), {...configMap('y'), metadata: {name: 'small'}}],
  })
  t.after(() => server.close())
  const call = (name: string, encoding: string) => {
    const headers = {Authorization: 'Bearer admin-token', 'Accept-Encoding': encoding}
    return callServer(
      {url: server.url, ca: server.ca},
      {path: `/api/v1/namespaces/default/configmaps/${name}`, headers},
    )
  }
  const gzipped = await call('large', 'gzip')
  assert.equal(gzipped.headers['content-encoding'], 'gzip')
  assert.equal(JSON.parse(gunzipSync(gzipped.bytes).toString()).data.a.length, 200_000)
  assert.equal((await call('large', 'identity')).headers['content-encoding'], undefined)
  assert.equal((await call('small', 'gzip')).headers['content-encoding'], undefined)
})

function configMap(text: string) {
  return {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'large'}, data: {a: text}}
}

/** A server with this fault for Pods, and none else. */
async function withFault(t: TestContext, fault: Fault): Promise<ApiServer> {
  const server = await startApiServer()
  t.after(() => server.close())
  server.inject(({url}) => (url.includes('/pods') ? fault : undefined))
  return server
}
