import assert from 'node:assert/strict'
import {test} from 'node:test'
import {controllerOf, podOwner, withNamedWorkload, workloadKey} from '../../src/cluster/workload.ts'

const owned = (kind: string, name: string, labels: object = {}) => ({
  metadata: {
    labels,
    ownerReferences: [
      {kind: 'Helper', name: 'other'},
      {kind, name, controller: true},
    ],
  },
})

test('the controller is the owner marked as one; an owner that is not marked controls nothing', () => {
  assert.deepEqual(controllerOf(owned('ReplicaSet', 'web-5f')), {kind: 'ReplicaSet', name: 'web-5f'})
  assert.equal(controllerOf({metadata: {ownerReferences: [{kind: 'Node', name: 'n1'}]}}), undefined)
})

const owners: readonly (readonly [string, object, object | undefined])[] = [
  [
    'the Deployment, told by the hash that its ReplicaSet ends in',
    owned('ReplicaSet', 'web-app-5f', {'pod-template-hash': '5f'}),
    {kind: 'Deployment', name: 'web-app'},
  ],
  [
    'the ReplicaSet itself where its name does not end in the hash',
    owned('ReplicaSet', 'web-5f', {'pod-template-hash': 'f'}),
    {kind: 'ReplicaSet', name: 'web-5f'},
  ],
  [
    'the ReplicaSet itself where its name is nothing but the hash',
    owned('ReplicaSet', '-5f', {'pod-template-hash': '5f'}),
    {kind: 'ReplicaSet', name: '-5f'},
  ],
  ['a DaemonSet', owned('DaemonSet', 'agent', {'pod-template-hash': 'x'}), {kind: 'DaemonSet', name: 'agent'}],
  ['nobody', {metadata: {}}, undefined],
]

for (const [what, pod, owner] of owners) {
  test(`a Pod alone tells its owner: ${what}`, () => {
    assert.deepEqual(podOwner(pod), owner)
  })
}

test('a known controller stands for the Job or ReplicaSet that it made, and for nothing else', () => {
  const pod = (kind: string) => ({
    namespace: 'shop',
    name: 'p',
    serviceAccountName: 'default',
    pullSecretNames: [],
    containers: [],
    owner: {kind, name: 'a'},
  })
  const controllers = new Map(
    ['Job', 'ReplicaSet', 'StatefulSet'].map((kind) => [
      workloadKey('shop', {kind, name: 'a'}),
      {kind: `${kind}Maker`, name: 'b'},
    ]),
  )
  const named = (kind: string) => withNamedWorkload(pod(kind), controllers).owner
  assert.deepEqual(named('Job'), {kind: 'JobMaker', name: 'b'})
  assert.deepEqual(named('ReplicaSet'), {kind: 'ReplicaSetMaker', name: 'b'})
  assert.deepEqual(named('StatefulSet'), {kind: 'StatefulSet', name: 'a'})
})
