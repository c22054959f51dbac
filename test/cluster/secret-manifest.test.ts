import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {test} from 'node:test'
import {promisify} from 'node:util'
import {parse} from 'yaml'
import {manifestText} from '../../src/cluster/manifest-text.ts'
import {secretManifest} from '../../src/cluster/secret-manifest.ts'
import {installedKubectls} from '../sandbox/kubectl.ts'

const config = '{"auths":{"ghcr.io":{"username":"ci","password":"p","auth":"Y2k6cA=="}}}'
const manifest = (metadata: Parameters<typeof secretManifest>[0]) => secretManifest(metadata, Buffer.from(config))

test('the Secret holds the bytes and nothing that was not asked for', () => {
  assert.deepEqual(manifest({name: 'regcred'}), {
    kind: 'Secret',
    apiVersion: 'v1',
    metadata: {name: 'regcred'},
    data: {'.dockerconfigjson': Buffer.from(config).toString('base64')},
    type: 'kubernetes.io/dockerconfigjson',
  })
})

test('JSON and YAML are laid out as kubectl lays them out', async () => {
  const base64 = Buffer.from(config).toString('base64')
  assert.equal(
    await manifestText(manifest({name: 'regcred', namespace: 'shop'}), 'json'),
    `{
    "kind": "Secret",
    "apiVersion": "v1",
    "metadata": {
        "name": "regcred",
        "namespace": "shop"
    },
    "data": {
        ".dockerconfigjson": "${base64}"
    },
    "type": "kubernetes.io/dockerconfigjson"
}
`,
  )
  assert.equal(
    await manifestText(manifest({name: 'regcred', namespace: 'shop'}), 'yaml'),
    `apiVersion: v1
data:
  .dockerconfigjson: ${base64}
kind: Secret
metadata:
  name: regcred
  namespace: shop
type: kubernetes.io/dockerconfigjson
`,
  )
})

test('a name that YAML 1.1 would read as something else is quoted', async () => {
  for (const name of ['on', 'yes', '123', '1e3', 'null', '0x1']) {
    const text = await manifestText(manifest({name}), 'yaml')
    assert.equal(parse(text, {version: '1.1'}).metadata.name, name)
    assert.match(text, new RegExp(`name: "${name}"`))
  }
})

test('kubectl itself prints the same but for its empty creationTimestamp, which it has dropped in 1.34', async (t) => {
  const [kubectl] = installedKubectls()
  if (kubectl === undefined) return t.skip('there is no kubectl')
  const login = ['--docker-server=ghcr.io', '--docker-username=ci', '--docker-password=p', '-n', 'shop']
  for (const format of ['json', 'yaml'] as const) {
    const args = ['create', 'secret', 'docker-registry', 'regcred', ...login, '--dry-run=client', '-o', format]
    const {stdout}: {readonly stdout: string} = await promisify(execFile)(kubectl.path, args)
    const printed: string = stdout.replace(/,\n *"creationTimestamp": null|\n *creationTimestamp: null/, '')
    assert.equal(await manifestText(manifest({name: 'regcred', namespace: 'shop'}), format), printed)
  }
})
