import assert from 'node:assert/strict'
import {test} from 'node:test'
import {type NodePull, nodeSummary, nodeTable} from '../../src/report/node-table.ts'
import {createTheme} from '../../src/report/theme.ts'

const options = {width: 60, theme: createTheme({color: false, unicode: true})}
const pulls: readonly NodePull[] = [
  {namespace: 'shop', node: 'a', image: 'r.io/x:1', outcome: 'pulled'},
  {namespace: 'shop', node: 'a', image: 'r.io/y:1', outcome: 'failed', code: 'ICR1306', name: 'TagNotFound'},
  {namespace: 'shop', node: 'b', image: 'r.io/x:1', outcome: 'pulled'},
  {namespace: 'shop', node: 'b', image: 'r.io/y:1', outcome: 'not-known', why: 'no result'},
]

test('a few nodes are a table of nodes by images', () => {
  assert.deepEqual(nodeTable(pulls, options), [
    'NODE   r.io/x:1   r.io/y:1',
    'a      pulled     ICR1306 TagNotFound',
    'b      pulled     not known',
  ])
})

test('what does not fit beside each other is grouped by outcome under each image', () => {
  assert.deepEqual(nodeTable(pulls, {...options, width: 30}), [
    'r.io/x:1',
    '  ✓ pulled: 2 nodes',
    '    a, b',
    'r.io/y:1',
    '  ✗ ICR1306 TagNotFound: 1',
    '    node',
    '    a',
    '  ? not known: 1 node',
    '    b',
  ])
})

test('an image that was asked for with the Secrets of two namespaces has two answers of a node', () => {
  const both: readonly NodePull[] = [
    {namespace: 'shop', node: 'a', image: 'r.io/x:1', outcome: 'pulled'},
    {namespace: 'stage', node: 'a', image: 'r.io/x:1', outcome: 'failed'},
  ]
  assert.deepEqual(nodeTable(both, options), [
    'r.io/x:1 in namespace "shop"',
    '  ✓ pulled: 1 node',
    '    a',
    'r.io/x:1 in namespace "stage"',
    '  ✗ failed: 1 node',
    '    a',
  ])
})

test('of many nodes the largest group comes first, and its names are counted', () => {
  const many = Array.from({length: 1000}, (_, at): NodePull => {
    return {namespace: 'shop', node: `n${at}`, image: 'r.io/x:1', outcome: at < 10 ? 'not-asked' : 'pulled'}
  })
  assert.deepEqual(nodeTable(many, options), [
    'r.io/x:1',
    '  ✓ pulled: 990 nodes',
    '    n10, n11, n12, n13, n14, n15, n16, n17 and 982 more',
    '  ? not asked: 10 nodes',
    '    n0, n1, n2, n3, n4, n5, n6, n7 and 2 more',
  ])
})

test('nothing that a name holds reaches the terminal as it is', () => {
  const shown = nodeTable([{namespace: 'shop', node: 'a\x1b[31m', image: 'r.io/x:1', outcome: 'pulled'}], options).join(
    '',
  )
  assert.equal(shown.includes('\x1b'), false)
})

test('only where all that were asked have pulled it is said so', () => {
  assert.equal(nodeSummary(pulls), 'no pull fails')
  assert.equal(nodeSummary(pulls.filter(({outcome}) => outcome === 'pulled')), 'pulled by 2 nodes')
})
