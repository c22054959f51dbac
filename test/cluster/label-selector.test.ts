import assert from 'node:assert/strict'
import {test} from 'node:test'
import {labelSelector} from '../../src/cluster/label-selector.ts'

const selectors: readonly (readonly [string, unknown, string | undefined])[] = [
  ['labels', {matchLabels: {app: 'web', tier: ''}}, 'app=web,tier='],
  [
    'expressions',
    {
      matchExpressions: [
        {key: 'a', operator: 'In', values: ['x', 'y']},
        {key: 'b', operator: 'NotIn', values: ['z']},
        {key: 'c', operator: 'Exists'},
        {key: 'd', operator: 'DoesNotExist'},
      ],
    },
    'a in (x,y),b notin (z),c,!d',
  ],
  ['both', {matchLabels: {app: 'web'}, matchExpressions: [{key: 'c', operator: 'Exists'}]}, 'app=web,c'],
  ['the plain map of a ReplicationController', {app: 'web'}, 'app=web'],
  ['an operator that nobody knows', {matchExpressions: [{key: 'a', operator: 'Near'}]}, undefined],
  ['nothing', {}, undefined],
  ['no selector', undefined, undefined],
]

for (const [what, selector, expected] of selectors) {
  test(`the selector in a query: ${what}`, () => {
    assert.equal(labelSelector({spec: {selector}}), expected)
  })
}
