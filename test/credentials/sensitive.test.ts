import assert from 'node:assert/strict'
import {test} from 'node:test'
import {format, inspect} from 'node:util'
import {Sensitive} from '../../src/credentials/sensitive.ts'

const secret = new Sensitive('hunter2')

const ways: Readonly<Record<string, () => unknown>> = {
  'String()': () => String(secret),
  'a template': () => `${secret}`,
  concatenation: () => `${secret}`.concat(' and more'),
  'JSON.stringify': () => JSON.stringify({password: secret}),
  'util.inspect': () => inspect({deep: {er: [secret]}}, {depth: 9, showHidden: true, getters: true}),
  'util.format %s': () => format('%s', secret),
  'util.format %o': () => format('%o', secret),
  'util.format %O': () => format('%O', {secret}),
  'util.format %j': () => format('%j', secret),
  'Object.entries': () => inspect(Object.entries(secret)),
  'a spread': () => inspect({...secret}),
  structuredClone: () => inspect(structuredClone(secret), {showHidden: true}),
  'the message of a failed assertion': () => {
    try {
      assert.deepEqual(secret, {})
    } catch (error) {
      return inspect(error)
    }
    return assert.fail('two things that differ were called equal')
  },
}

for (const [way, print] of Object.entries(ways)) {
  test(`a secret does not come out by ${way}`, () => {
    assert.doesNotMatch(String(print()), /hunter2/)
  })
}

test('a secret says that it was redacted, and comes out where it is asked for', () => {
  assert.equal(`${secret}`, '[redacted]')
  assert.equal(secret.reveal(), 'hunter2')
})

test('secrets are compared by their text', () => {
  assert.ok(secret.equals(new Sensitive('hunter2')))
  assert.ok(!secret.equals(new Sensitive('Hunter2')))
  assert.ok(new Sensitive('').isEmpty)
  assert.ok(!secret.isEmpty)
})
