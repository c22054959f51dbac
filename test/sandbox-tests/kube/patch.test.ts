import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {Json, JsonObject} from '../../sandbox/kube/json.ts'
import {jsonPatch} from '../../sandbox/kube/json-patch.ts'
import {mergePatch} from '../../sandbox/kube/merge-patch.ts'
import {StatusError} from '../../sandbox/kube/status-error.ts'
import {strategicMergePatch} from '../../sandbox/kube/strategic-merge-patch.ts'

/** RFC 7396, appendix A: original, patch, result. */
const mergeCases: readonly (readonly [Json, Json, Json])[] = [
  [{a: 'b'}, {a: 'c'}, {a: 'c'}],
  [{a: 'b'}, {b: 'c'}, {a: 'b', b: 'c'}],
  [{a: 'b'}, {a: null}, {}],
  [{a: 'b', b: 'c'}, {a: null}, {b: 'c'}],
  [{a: ['b']}, {a: 'c'}, {a: 'c'}],
  [{a: 'c'}, {a: ['b']}, {a: ['b']}],
  [{a: {b: 'c'}}, {a: {b: 'd', c: null}}, {a: {b: 'd'}}],
  [{a: [{b: 'c'}]}, {a: [1]}, {a: [1]}],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{a: 'b'}, ['c'], ['c']],
  [{a: 'foo'}, null, null],
  [{a: 'foo'}, 'bar', 'bar'],
  [{e: null}, {a: 1}, {e: null, a: 1}],
  [[1, 2], {a: 'b', c: null}, {a: 'b'}],
  [{}, {a: {bb: {ccc: null}}}, {a: {bb: {}}}],
]

test('a merge patch does to each document of RFC 7396 what the RFC says', () => {
  for (const [document, patch, result] of mergeCases) assert.deepEqual(mergePatch(document, patch), result)
})

/** After RFC 6902, appendix A. */
const jsonCases: Readonly<Record<string, readonly [document: Json, operations: Json, result: Json]>> = {
  'adds a member': [{a: 1}, [{op: 'add', path: '/b', value: 2}], {a: 1, b: 2}],
  'adds an item before another': [{a: [1, 3]}, [{op: 'add', path: '/a/1', value: 2}], {a: [1, 2, 3]}],
  'adds an item at the end': [{a: [1]}, [{op: 'add', path: '/a/-', value: [2]}], {a: [1, [2]]}],
  'removes a member': [{a: 1, b: 2}, [{op: 'remove', path: '/b'}], {a: 1}],
  'removes an item': [{a: [1, 2]}, [{op: 'remove', path: '/a/0'}], {a: [2]}],
  'replaces an item within': [{a: [{b: 1}]}, [{op: 'replace', path: '/a/0/b', value: 2}], {a: [{b: 2}]}],
  'moves a value': [{a: {b: 1}, c: {}}, [{op: 'move', from: '/a/b', path: '/c/d'}], {a: {}, c: {d: 1}}],
  'copies a value': [{a: 1}, [{op: 'copy', from: '/a', path: '/b'}], {a: 1, b: 1}],
  'tests before it goes on': [{a: {b: [1]}}, [{op: 'test', path: '/a', value: {b: [1]}}], {a: {b: [1]}}],
  'reads escaped names': [
    {'a/b': 1, 'c~d': 2},
    [
      {op: 'remove', path: '/a~1b'},
      {op: 'remove', path: '/c~0d'},
    ],
    {},
  ],
}

for (const [what, [document, operations, result]] of Object.entries(jsonCases)) {
  test(`a JSON patch ${what}`, () => assert.deepEqual(jsonPatch(document, operations), result))
}

test('a JSON patch that cannot be done is refused whole', () => {
  const impossible: Json = [
    [{op: 'remove', path: '/b'}],
    [{op: 'replace', path: '/b', value: 1}],
    [{op: 'add', path: '/b/c', value: 1}],
    [{op: 'add', path: '/l/3', value: 1}],
    [{op: 'test', path: '/a', value: 2}],
    [{op: 'dance', path: '/a'}],
  ]
  for (const operations of impossible) assert.throws(() => jsonPatch({a: 1, l: [1]}, operations), StatusError)
})

const named = (...names: readonly string[]) => names.map((name) => ({name}))

const strategicCases: Readonly<Record<string, readonly [target: JsonObject, patch: JsonObject, result: JsonObject]>> = {
  'merges a list by its key': [
    {
      containers: [
        {name: 'a', image: '1'},
        {name: 'b', image: '1'},
      ],
    },
    {containers: [{name: 'b', image: '2'}]},
    {
      containers: [
        {name: 'a', image: '1'},
        {name: 'b', image: '2'},
      ],
    },
  ],
  'merges the ports of a Service and those of a container': [
    {ports: [{port: 80, name: 'http'}], more: {ports: [{containerPort: 80}, {containerPort: 81}]}},
    {ports: [{port: 80, name: 'web'}, {port: 443}], more: {ports: [{containerPort: 81, name: 'x'}]}},
    {
      ports: [{port: 80, name: 'web'}, {port: 443}],
      more: {ports: [{containerPort: 80}, {containerPort: 81, name: 'x'}]},
    },
  ],
  'appends an item of a new key': [
    {imagePullSecrets: named('a')},
    {imagePullSecrets: named('b')},
    {imagePullSecrets: named('a', 'b')},
  ],
  'deletes an item': [
    {imagePullSecrets: named('a', 'b')},
    {imagePullSecrets: [{$patch: 'delete', name: 'a'}]},
    {imagePullSecrets: named('b')},
  ],
  'replaces a list that has a key where it is told to': [
    {imagePullSecrets: named('a', 'b')},
    {imagePullSecrets: [{$patch: 'replace'}, ...named('c')]},
    {imagePullSecrets: named('c')},
  ],
  'replaces a list without a key': [{args: ['a', 'b']}, {args: ['c']}, {args: ['c']}],
  'unites a list of values': [{finalizers: ['a']}, {finalizers: ['a', 'b']}, {finalizers: ['a', 'b']}],
  'takes values out of such a list': [
    {finalizers: ['a', 'b']},
    {'$deleteFromPrimitiveList/finalizers': ['a']},
    {finalizers: ['b']},
  ],
  'puts a list in order': [
    {imagePullSecrets: named('a', 'b')},
    {'$setElementOrder/imagePullSecrets': named('c', 'b', 'a'), imagePullSecrets: named('c')},
    {imagePullSecrets: named('c', 'b', 'a')},
  ],
  'removes a member for null': [{labels: {a: '1', b: '2'}}, {labels: {a: null}}, {labels: {b: '2'}}],
  'replaces an object where it is told to': [
    {strategy: {type: 'x', y: 1}},
    {strategy: {$patch: 'replace', type: 'z'}},
    {strategy: {type: 'z'}},
  ],
  'keeps only the members it names': [
    {strategy: {type: 'RollingUpdate', rollingUpdate: {maxSurge: 1}}},
    {strategy: {$retainKeys: ['type'], type: 'Recreate'}},
    {strategy: {type: 'Recreate'}},
  ],
}

for (const [what, [target, patch, result]] of Object.entries(strategicCases)) {
  test(`a strategic merge patch ${what}`, () => assert.deepEqual(strategicMergePatch(target, patch), result))
}
