import assert from 'node:assert/strict'
import {test} from 'node:test'
import {permission, type ResourceAddress, resourcePath, resources} from '../../src/cluster/resource.ts'

const {secrets, deployments, nodes} = resources
const addresses: readonly (readonly [ResourceAddress, string, string])[] = [
  [{resource: secrets, namespace: 'shop', name: 'a'}, '/api/v1/namespaces/shop/secrets/a', 'get secrets/a -n shop'],
  [{resource: secrets, namespace: 'shop'}, '/api/v1/namespaces/shop/secrets', 'get secrets -n shop'],
  [{resource: secrets}, '/api/v1/secrets', 'get secrets -A'],
  [
    {resource: deployments, namespace: 'shop', name: 'web'},
    '/apis/apps/v1/namespaces/shop/deployments/web',
    'get deployments.apps/web -n shop',
  ],
  [{resource: nodes, name: 'n1'}, '/api/v1/nodes/n1', 'get nodes/n1'],
  [{resource: nodes, namespace: 'shop'}, '/api/v1/nodes', 'get nodes'],
  [
    {resource: secrets, namespace: '../x', name: 'a/b?c'},
    '/api/v1/namespaces/..%2Fx/secrets/a%2Fb%3Fc',
    "get secrets/'a/b?c' -n ../x",
  ],
]

for (const [address, path, right] of addresses) {
  test(`${path} is what "kubectl auth can-i ${right}" asks about`, () => {
    assert.equal(resourcePath(address), path)
    assert.equal(permission('get', address), right)
  })
}
