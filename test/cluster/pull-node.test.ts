import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {chooseNodes, narrowPullNode} from '../../src/cluster/pull-node.ts'

const ready = [{type: 'Ready', status: 'True'}]
const nodes: Readonly<Record<string, readonly [string | undefined, object]>> = {
  'a node that is ready': [undefined, {status: {conditions: ready}}],
  'one whose taints only keep others off': [
    undefined,
    {spec: {taints: [{key: 'gpu', value: 'yes', effect: 'NoSchedule'}]}, status: {conditions: ready}},
  ],
  'one that is not ready': ['it is not ready', {status: {conditions: [{type: 'Ready', status: 'Unknown'}]}}],
  'one that nothing is known of': ['it is not ready', {}],
  'one that runs Windows': [
    'it runs windows, not linux',
    {status: {conditions: ready, nodeInfo: {operatingSystem: 'windows'}}},
  ],
  'one that is cordoned': [
    'it is cordoned; name it by --from-node to ask it all the same',
    {spec: {unschedulable: true}, status: {conditions: ready}},
  ],
}

describe('of several nodes', () => {
  for (const [sentence, [why, object]] of Object.entries(nodes)) {
    test(`${sentence} is ${why === undefined ? 'asked' : 'left out'}`, () => {
      const {asked, leftOut} = chooseNodes([nodeOf(object)], {isNamed: false})
      assert.equal(asked.length, why === undefined ? 1 : 0)
      assert.deepEqual(leftOut, why === undefined ? [] : [{node: 'n', why}])
    })
  }
})

test('who names a cordoned node means it', () => {
  const object = {spec: {unschedulable: true}, status: {conditions: ready}}
  assert.equal(chooseNodes([nodeOf(object)], {isNamed: true}).asked.length, 1)
})

test('a taint without key or effect is none', () => {
  const taints = [{key: 'a', effect: 'NoExecute'}, {key: 'b'}, {effect: 'NoExecute'}, 5]
  assert.deepEqual(nodeOf({spec: {taints}}).taints, [{key: 'a', value: '', effect: 'NoExecute'}])
})

function nodeOf(object: object) {
  const node = narrowPullNode({metadata: {name: 'n'}, ...object})
  assert.ok(node)
  return node
}
