import assert from 'node:assert/strict'
import {after, before, test} from 'node:test'
import {type ApiServer, startApiServer} from '../../sandbox/kube/api-server.ts'
import {listAt, textAt} from '../../sandbox/kube/json.ts'
import {clientOf, type SandboxClient} from './sandbox-client.ts'

let server: ApiServer
let admin: SandboxClient

before(async () => {
  server = await startApiServer({objects: [{apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'shop'}}]})
  admin = clientOf(server, 'admin')
})

after(() => server.close())

test('a namespace comes with its ServiceAccount and takes everything in it away', async () => {
  await admin.send('POST', '/api/v1/namespaces', {metadata: {name: 'brief'}})
  assert.equal((await admin.get('/api/v1/namespaces/brief/serviceaccounts/default')).status, 200)
  await admin.send('POST', '/api/v1/namespaces/brief/secrets', {metadata: {name: 'x'}})
  await admin.send('DELETE', '/api/v1/namespaces/brief', '')
  assert.equal((await admin.get('/api/v1/namespaces/brief/secrets/x')).status, 404)
})

test('a Pod that names pull Secrets of its own is not given those of its ServiceAccount', async () => {
  const namespace = '/api/v1/namespaces/shop'
  await admin.send('POST', `${namespace}/serviceaccounts`, {
    metadata: {name: 'puller'},
    imagePullSecrets: [{name: 'sa'}],
  })
  const spec = {serviceAccountName: 'puller', containers: [{name: 'a', image: 'nginx'}]}
  const without = await admin.send('POST', `${namespace}/pods`, {metadata: {name: 'none'}, spec})
  const withOwn = {...spec, imagePullSecrets: [{name: 'own'}]}
  const own = await admin.send('POST', `${namespace}/pods`, {metadata: {name: 'own'}, spec: withOwn})
  assert.deepEqual(listAt(without.body, 'spec', 'imagePullSecrets'), [{name: 'sa'}])
  assert.deepEqual(listAt(own.body, 'spec', 'imagePullSecrets'), [{name: 'own'}])
})

test('a Pod is given its ServiceAccount, and refused where there is none of that name', async () => {
  const pods = '/api/v1/namespaces/shop/pods'
  const spec = {containers: [{name: 'a', image: 'nginx'}]}
  const {body} = await admin.send('POST', pods, {metadata: {name: 'p'}, spec})
  assert.equal(textAt(body, 'spec', 'serviceAccountName'), 'default')
  assert.equal(textAt(listAt(body, 'spec', 'containers')[0], 'imagePullPolicy'), 'Always')
  const refused = await admin.send('POST', pods, {metadata: {name: 'q'}, spec: {...spec, serviceAccountName: 'ghost'}})
  assert.deepEqual([refused.status, textAt(refused.body, 'reason')], [403, 'Forbidden'])
  assert.match(textAt(refused.body, 'message') ?? '', /service account shop\/ghost: serviceaccount "ghost" not found/)
})
