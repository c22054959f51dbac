import assert from 'node:assert/strict'
import {test} from 'node:test'
import {hashedText, secretHash} from '../../src/credentials/secret-hash.ts'

test('the hash has ten characters, none of which could make a word', () => {
  for (let index = 0; index < 200; index += 1) {
    assert.match(secretHash({name: `secret-${index}`, type: 'Opaque', data: {}}), /^[2456789bcdfghkmt]{10}$/)
  }
})

test('the data are hashed in the order of their keys, so that the order of writing does not count', () => {
  const data = {b: Buffer.from('2'), a: Buffer.from('1')}
  const text = '{"data":{"a":"MQ==","b":"Mg=="},"kind":"Secret","name":"n","type":"t"}'
  assert.equal(hashedText({name: 'n', type: 't', data}), text)
})
