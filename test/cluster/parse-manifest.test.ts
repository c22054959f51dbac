import assert from 'node:assert/strict'
import {test} from 'node:test'
import {ManifestFault} from '../../src/cluster/manifest-fault.ts'
import {parseManifest} from '../../src/cluster/parse-manifest.ts'

const names = (text: string) =>
  parseManifest({name: 'pods.json', text}, 'shop').map(({kind, namespace, name}) => `${kind} ${namespace}/${name}`)
const pod = (name: string) => ({apiVersion: 'v1', kind: 'Pod', metadata: {name}})

const readable: readonly (readonly [string, string, readonly string[]])[] = [
  ['one object as JSON', JSON.stringify(pod('a')), ['Pod shop/a']],
  [
    'a List of kubectl',
    JSON.stringify({apiVersion: 'v1', kind: 'List', items: [pod('a'), pod('b')]}),
    ['Pod shop/a', 'Pod shop/b'],
  ],
  [
    'the items of a typed list, which name no kind',
    JSON.stringify({apiVersion: 'v1', kind: 'PodList', items: [{metadata: {name: 'a', namespace: 'infra'}}]}),
    ['Pod infra/a'],
  ],
  ['a list without items', JSON.stringify({apiVersion: 'v1', kind: 'List', items: []}), []],
  [
    'JSON objects one after the other',
    [pod('a'), pod('b'), pod('c')].map((object) => JSON.stringify(object, undefined, 4)).join('\n'),
    ['Pod shop/a', 'Pod shop/b', 'Pod shop/c'],
  ],
  ['JSON behind a byte order mark', `\uFEFF${JSON.stringify(pod('a'))}`, ['Pod shop/a']],
  [
    'YAML documents, empty ones among them',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\n# nothing\n---\r\napiVersion: v1\r\nkind: Pod\r\nmetadata:\r\n  name: b\r\n',
    ['Pod shop/a', 'Pod shop/b'],
  ],
  ['flow YAML that only looks like JSON', '{apiVersion: v1, kind: Pod, metadata: {name: a}}', ['Pod shop/a']],
  [
    'YAML with anchors and merge keys',
    'apiVersion: v1\nkind: List\nitems:\n- &a {apiVersion: v1, kind: Pod, metadata: {name: a}}\n- {<<: *a, metadata: {name: b}}\n',
    ['Pod shop/a', 'Pod shop/b'],
  ],
  [
    'kinds that nobody knows, and objects that are to get a name by a prefix',
    'apiVersion: x/v1\nkind: Thing\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Pod\nmetadata: {generateName: a-}\n',
    ['Thing shop/a', 'Pod shop/a-'],
  ],
  ['objects without a name as none', 'apiVersion: v1\nkind: Pod\nmetadata: {}\n', []],
]

for (const [what, text, expected] of readable) {
  test(`reads ${what}`, () => {
    assert.deepEqual(names(text), expected)
  })
}

const unreadable: readonly (readonly [string, string, string])[] = [
  ['an empty file', ' \n', 'pods.json is empty'],
  ['a file of comments', '# nothing\n', 'pods.json holds no Kubernetes object'],
  ['what PowerShell writes', Buffer.from('\uFEFF{}', 'utf16le').toString(), 'pods.json is not UTF-8 text'],
  ['text', 'hunter2 hunter2', 'pods.json holds no Kubernetes object'],
  ['a docker config', '{"auths": {"ghcr.io": {"auth": "aHVudGVyMg=="}}}', 'pods.json holds no Kubernetes object'],
  ['a list of JSON', '[{"apiVersion": "v1", "kind": "Pod"}]', 'pods.json holds no Kubernetes object'],
  ['Helm values', 'image:\n  tag: hunter2\n', 'pods.json holds no Kubernetes object'],
  [
    'broken YAML',
    'kind: Pod\n  password: "hunter2\n',
    'pods.json is neither JSON nor YAML: BLOCK_AS_IMPLICIT_KEY in line 1',
  ],
  [
    'YAML that is too deep for any parser',
    `kind: Pod\nspec: ${'['.repeat(10_000)}${']'.repeat(10_000)}`,
    'pods.json is nested too deeply in line 2',
  ],
  [
    'JSON that breaks off',
    '{"kind": "Pod", "password": "hunter2',
    'pods.json is neither JSON nor YAML: MISSING_CHAR in line 1',
  ],
  [
    'aliases that expand without end',
    [
      'a: &a [x, x]',
      ...'bcdefghijk'.split('').map((name, index) => {
        const previous = 'abcdefghij'[index]
        return `${name}: &${name} [${Array(9).fill(`*${previous}`).join(', ')}]`
      }),
    ].join('\n'),
    'pods.json is not readable YAML: its aliases expand without end',
  ],
]

for (const [what, text, message] of unreadable) {
  test(`refuses ${what} by the file's name and quotes nothing of it`, () => {
    assert.throws(
      () => names(text),
      (error) => {
        assert.ok(error instanceof ManifestFault)
        assert.equal(error.message, message)
        assert.doesNotMatch(String(error.stack) + JSON.stringify(error), /hunter2/)
        return true
      },
    )
  })
}
