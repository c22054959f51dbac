import assert from 'node:assert/strict'
import {test} from 'node:test'
import {readBesideManifests} from '../../src/cluster/read-beside-manifests.ts'
import {readManifests} from '../../src/cluster/read-manifests.ts'
import {sandboxApi} from './sandbox-api.ts'

const namespaces = ['shop', 'jobs']
const secret = (namespace: string, name: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {namespace, name},
  type: 'Opaque',
  data: {token: 'YQ=='},
})

/** A Pod of each namespace that names so many Secrets, none of them in the manifests. */
function manifests(count: number) {
  const imagePullSecrets = Array.from({length: count}, (_, at) => ({name: `pull-${at}`}))
  const items = namespaces.map((namespace) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {namespace, name: 'web'},
    spec: {containers: [{name: 'app', image: 'ghcr.io/a/b'}], imagePullSecrets},
  }))
  return readManifests([{name: 'pods.json', text: JSON.stringify({apiVersion: 'v1', kind: 'List', items})}])
}

test('however many Secrets manifests name, they are looked for in their own namespaces alone', async (t) => {
  const {api, server} = await sandboxApi(t, {objects: [secret('shop', 'pull-7'), secret('jobs', 'pull-8')]})
  const {pullSecrets} = await readBesideManifests(api, manifests(40))
  assert.deepEqual([...pullSecrets.found.keys()], ['jobs/pull-8', 'shop/pull-7'])
  assert.deepEqual([...pullSecrets.unread], [])
  const paths = server.requests.map(({url}) => url.split('?')[0] ?? '').filter((path) => path.includes('/secrets'))
  assert.equal(paths.filter((path) => /\/secrets\/[\w-]+$/.test(path)).length, 2)
  assert.ok(paths.every((path) => path.startsWith('/api/v1/namespaces/')))
})
