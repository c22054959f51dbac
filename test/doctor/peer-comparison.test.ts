import assert from 'node:assert/strict'
import {test} from 'node:test'
import {peerComparison} from '../../src/doctor/peer-comparison.ts'
import {aPull} from './builders.ts'

const peers = {
  sameRegistryRunning: 3,
  sameRegistryFailing: 2,
  sameRegistryRunningOnNode: 0,
  sameRegistryFailingOnNode: 1,
}

test('counts what runs and what fails of a registry, in all and on the node, and shows the Pods of the node', () => {
  const {plan, peers: counted} = aPull({peers})
  assert.deepEqual(peerComparison(plan, counted, 'registry.corp'), {
    step: 'Compare with other Pods: of registry.corp, 3 containers run and 2 fail to pull; on node "node-1", 0 containers run and 1 fails to pull.',
    command: ['kubectl', 'get', 'pods', '-A', '-o', 'wide', '--field-selector', 'spec.nodeName=node-1'],
  })
})

test('compares nodes where those were asked, whose Pods run nothing and are gone', () => {
  const {plan, peers: counted} = aPull({peers})
  const pod = {...plan.pod, standsForNode: true as const}
  assert.deepEqual(peerComparison({...plan, pod}, counted, 'registry.corp'), {
    step: 'Compare the nodes: of registry.corp, 3 pulls work and 2 fail; of those on node "node-1", 0 pulls work and 1 fails.',
  })
})

test('knows of no node where the Pod has none', () => {
  const {plan, peers: counted} = aPull({peers: {...peers, sameRegistryRunning: 1}})
  const {nodeName: _, ...pod} = plan.pod
  assert.deepEqual(peerComparison({...plan, pod}, counted, 'registry.corp'), {
    step: 'Compare with other Pods: of registry.corp, 1 container runs and 2 fail to pull.',
  })
})
