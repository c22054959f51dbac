import assert from 'node:assert/strict'
import {test} from 'node:test'
import {pullSecretsIn} from '../../src/cluster/find-pull-secrets.ts'
import {ManifestFault} from '../../src/cluster/manifest-fault.ts'
import {readManifests} from '../../src/cluster/read-manifests.ts'

/** Of processor time. What grows without end takes all memory or minutes. */
const longestMs = 3000

const pod =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: n}\nspec: {containers: [{name: c, image: a/b}]}\n'

const bombs: Readonly<Record<string, string>> = {
  'lists in lists in JSON': nested('{"apiVersion":"v1","kind":"Pod","x":', '[', ']', 500_000),
  'objects in objects in JSON': nested('{"apiVersion":"v1","kind":"Pod","metadata":', '{"a":', '}', 300_000),
  'Lists in Lists': nested(
    '{"apiVersion":"v1","kind":"List","x":1,"items":[',
    '{"apiVersion":"v1","kind":"List","items":[',
    ']}',
    20_000,
  ),
  'lists in lists in YAML': `${pod}x: ${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  'items in items in YAML': '- '.repeat(20_000),
  'keys of keys in YAML': '? '.repeat(20_000),
  'ever deeper lines': Array.from({length: 2000}, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
  'aliases of aliases': `${pod}${aliases(20, (name) => `[${Array(10).fill(name).join(', ')}]`)}`,
  'merges of merges': `${pod}${aliases(30, (name) => `{<<: [${name}, ${name}], k: 1}`)}`,
  'an object in itself': `${pod}status: &s\n  conditions: [*s, *s, *s, *s]\n  other: {again: [*s, *s, *s, *s]}\n`,
  'a List in itself': `&l\napiVersion: v1\nkind: List\nitems: [*l, *l, *l, *l, *l, *l, *l, *l]\n`,
  'as many names as fit': `${pod}${Array.from({length: 20_000}, (_, index) => `k${index}: 1\n`).join('')}`,
  'nothing but document ends': '---\n'.repeat(20_000),
  'tags of other languages': `${pod}a: !!js/function "function () { throw 1 }"\nb: !!python/object/apply:os.system [id]\n`,
}

for (const [sentence, text] of Object.entries(bombs)) {
  test(`a file of ${sentence} is read in time or refused, and never brings us down`, () => {
    for (const read of [() => readManifests([{name: 'x', text}]), () => pullSecretsIn({name: 'x', text}, 'n')]) {
      const start = process.cpuUsage()
      assert.doesNotThrow(() => orFault(read))
      const {user, system} = process.cpuUsage(start)
      assert.ok((user + system) / 1000 < longestMs, `${(user + system) / 1000} ms`)
    }
  })
}

const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype']

for (const name of names) {
  test(`an object called ${name}, with members of that name, is an object like any other`, () => {
    const auths = `{"auths":{"${name}":{"username":"u","password":"p","${name}":{"polluted":1}}},"${name}":{"polluted":1}}`
    const text = `
apiVersion: v1
kind: Secret
metadata: {name: "${name}", namespace: "${name}", "${name}": {polluted: 1}, annotations: {"${name}": {polluted: 1}}}
type: kubernetes.io/dockerconfigjson
data: {.dockerconfigjson: ${Buffer.from(auths).toString('base64')}}
"${name}": {polluted: 1}
---
apiVersion: v1
kind: Pod
metadata: {name: "${name}", namespace: "${name}"}
spec: {containers: [{name: "${name}", image: a/b}], imagePullSecrets: [{name: "${name}"}], serviceAccountName: "${name}"}
`
    const {pods, pullSecrets} = readManifests([{name: 'x', text}])
    assert.deepEqual(
      pods.map((each) => [each.namespace, each.name, each.pullSecretNames, each.containers.map((one) => one.name)]),
      [[name, name, [name], [name]]],
    )
    const secret = pullSecrets.found.get(`${name}/${name}`)
    assert.deepEqual(secret?.state.kind === 'usable' && secret.state.entries.map(({key}) => key), [name])
    assert.equal(Reflect.get({}, 'polluted'), undefined)
  })
}

function orFault(read: () => unknown): void {
  try {
    read()
  } catch (error) {
    if (!(error instanceof ManifestFault)) throw error
  }
}

function nested(head: string, open: string, close: string, depth: number): string {
  return `${head}${open.repeat(depth)}[]${close.repeat(depth)}${head.endsWith('[') ? ']' : ''}}`
}

/** Each doubles the one before, or worse. */
function aliases(count: number, of: (name: string) => string): string {
  const lines = Array.from({length: count}, (_, index) => `a${index + 1}: &a${index + 1} ${of(`*a${index}`)}\n`)
  return `a0: &a0 {x: 1}\n${lines.join('')}`
}
