import assert from 'node:assert/strict'
import {test} from 'node:test'
import {stringify} from 'yaml'
import {plainYaml} from '../../src/cluster/plain-yaml.ts'
import {secretManifest} from '../../src/cluster/secret-manifest.ts'

const kubectlOptions = {version: '1.1', sortMapEntries: true, lineWidth: 0, indentSeq: false} as const

test('writes a Secret as the library does', () => {
  const secret = secretManifest({name: 'regcred', namespace: 'shop'}, Buffer.from('{"auths":{}}'))
  assert.equal(plainYaml(secret), stringify(secret, kubectlOptions))
})

const words = [
  'regcred',
  'a.b-c',
  'v1',
  '.dockerconfigjson',
  'kubernetes.io/tls',
  'eyJ9+/8=',
  'Ym',
  'eA==',
  'x_1',
  'nano',
]
for (const word of words) {
  test(`writes ${word} as the library does, as a name and as a value`, () => {
    const object = {[word]: {[word]: word}, b: word, A: word}
    assert.equal(plainYaml(object), stringify(object, kubectlOptions))
  })
}

const others: Readonly<Record<string, unknown>> = {
  'a number': '1e3',
  'a number without its first part': 'e3',
  'a number with nothing but an exponent': '.E+1',
  'what YAML 1.1 takes for a boolean': 'Yes',
  'the letter that YAML 1.1 takes for a boolean': 'n',
  null: 'NULL',
  infinity: '.INF',
  'a colon': 'a: b',
  'a sign at the beginning': '-a',
  'a blank': 'a b',
  'a line break': 'a\n',
  'no text': '',
  'a list': ['a'],
  'an empty object': {},
  'no text but a number': 1,
  nothing: null,
}
for (const [name, value] of Object.entries(others)) {
  test(`leaves to the library: ${name}`, () => {
    assert.equal(plainYaml({a: {b: value}}), undefined)
    if (typeof value === 'string') assert.equal(plainYaml({[value]: 'b'}), undefined)
  })
}
