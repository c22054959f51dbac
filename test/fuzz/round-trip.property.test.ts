import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {plainYaml} from '../../src/cluster/plain-yaml.ts'
import {readPlainYaml} from '../../src/cluster/read-plain-yaml.ts'
import {decodeAuth, encodeAuth} from '../../src/credentials/auth-entry.ts'
import {parseDockerConfig} from '../../src/credentials/docker-config.ts'
import {decodePadded, decodeUnpadded} from '../../src/credentials/go-base64.ts'
import {parseGoJson} from '../../src/credentials/go-json.ts'
import {goJsonString} from '../../src/credentials/go-json-text.ts'
import {Sensitive} from '../../src/credentials/sensitive.ts'
import {writeDockerConfig} from '../../src/credentials/write-docker-config.ts'
import {parseChallenges} from '../../src/registry/challenge.ts'
import {fuzzing} from './hostile-text.ts'

// What is printed is read as what it was.

/** Text that UTF-8 has. */
const text = fc.string({unit: 'grapheme'})
const filled = fc.string({unit: 'grapheme', minLength: 1})
const username = filled.filter((name) => !name.includes(':'))
const login = fc.record({key: filled, username, password: filled})

test('logins that are written into a docker config are those that a kubelet reads there', () => {
  const logins = fc.uniqueArray(login, {selector: ({key}) => key, maxLength: 5})
  const property = fc.property(logins, fc.constantFrom('.dockerconfigjson', '.dockercfg'), (given, dataKey) => {
    const entries = given.map((one) => ({...one, password: new Sensitive(one.password)}))
    const config = parseDockerConfig(writeDockerConfig(entries, dataKey), dataKey)
    assert.ok(config.kind === 'config')
    const read = config.entries.map((entry) => [entry.key, entry.username, entry.password.reveal()])
    assert.deepEqual(sorted(read), sorted(given.map((one) => [one.key, one.username, one.password])))
  })
  fc.assert(property, fuzzing)
})

test('auth gives the user name and the password it was made of', () => {
  const property = fc.property(username, text, (name, password) => {
    const read = decodeAuth(encodeAuth(name, new Sensitive(password)))
    assert.ok(read.kind === 'login')
    assert.deepEqual([read.username, read.password.reveal()], [name, password])
  })
  fc.assert(property, fuzzing)
})

test('base64 gives the bytes it was made of, with its padding or without', () => {
  const property = fc.property(fc.uint8Array(), (bytes) => {
    const encoded = Buffer.from(bytes).toString('base64')
    for (const decoded of [decodePadded(encoded), decodeUnpadded(encoded.replaceAll('=', ''))]) {
      assert.ok(decoded.kind === 'bytes' && Buffer.from(bytes).equals(decoded.bytes))
    }
  })
  fc.assert(property, fuzzing)
})

test('a text that is written as Go writes JSON is that text again', () => {
  const property = fc.property(text, (given) => {
    const parsed = parseGoJson(Buffer.from(goJsonString(given)))
    assert.ok(parsed.kind === 'value' && parsed.value.kind === 'string')
    assert.equal(parsed.value.text, given)
    assert.equal(JSON.parse(goJsonString(given)), given)
  })
  fc.assert(property, fuzzing)
})

test('JSON that JSON.parse takes is taken, and what it refuses is refused', () => {
  const property = fc.property(fc.json(), fc.nat(), fc.constantFrom('', '{', '"', ',', '}', '0'), (json, at, piece) => {
    const index = at % (json.length + 1)
    const changed = json.slice(0, index) + piece + json.slice(index)
    assert.equal(parseGoJson(Buffer.from(changed)).kind === 'value', isJson(changed), changed)
  })
  fc.assert(property, fuzzing)
})

test('YAML that we print plainly is read as the object it was', () => {
  const scalar = fc.oneof(text, fc.integer(), fc.boolean())
  const {object} = fc.letrec<{object: object}>((tie) => ({
    object: fc.dictionary(
      fc.string({unit: 'grapheme-ascii', minLength: 1}),
      fc.oneof({maxDepth: 3}, scalar, tie('object')),
      {minKeys: 1, noNullPrototype: true},
    ),
  }))
  const property = fc.property(object, (given) => {
    const yaml = plainYaml(given)
    if (yaml !== undefined) assert.deepEqual(readPlainYaml(yaml) ?? given, given, yaml)
  })
  fc.assert(property, fuzzing)
})

test('the parameters of a challenge are those that were quoted in it', () => {
  const name = fc.stringMatching(/^[a-z]{1,8}$/)
  const quoted = fc.stringMatching(/^[\x20-\x7e]{1,20}$/)
  const property = fc.property(fc.dictionary(name, quoted, {minKeys: 1, noNullPrototype: true}), (given) => {
    const parameters = Object.entries(given).map(([key, value]) => `${key}="${value.replace(/["\\]/g, '\\$&')}"`)
    const [challenge] = parseChallenges([`Bearer ${parameters.join(',')}`])
    assert.deepEqual(Object.fromEntries(challenge?.parameters ?? []), given)
  })
  fc.assert(property, fuzzing)
})

function sorted(rows: readonly (readonly string[])[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted()
}

function isJson(given: string): boolean {
  try {
    JSON.parse(given)
    return true
  } catch {
    return false
  }
}
