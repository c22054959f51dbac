import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {KubeApi} from '../../src/cluster/kube-api.ts'
import {listAll} from '../../src/cluster/observe.ts'
import {resources} from '../../src/cluster/resource.ts'
import {versionNoting} from '../../src/cluster/version-noting.ts'
import {sandboxApi} from './sandbox-api.ts'

test('the version of a kind is that of the first of its lists, and whoever lists is told of each', async (t) => {
  const {api: server, server: sandbox} = await sandboxApi(t)
  const {api, versions} = versionNoting(server)
  const told: string[] = []
  const list = async (resource: (typeof resources)['pods' | 'secrets']) => {
    const read: ReturnType<KubeApi['list']> = api.list(
      {resource},
      (object) => object,
      (version) => told.push(version),
    )
    for await (const _ of read) sandbox.put({apiVersion: 'v1', kind: 'Namespace', metadata: {name: `n-${told.length}`}})
  }
  for (const resource of [resources.pods, resources.pods, resources.secrets]) await list(resource)
  assert.equal(new Set(told).size, 3)
  assert.deepEqual(
    [...versions],
    [
      ['pods', told[0]],
      ['secrets', told[2]],
    ],
  )
  await listAll(api, {resource: resources.nodes}, (object) => object)
  assert.deepEqual([...versions.keys()], ['pods', 'secrets', 'nodes'])
})
