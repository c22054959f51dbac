import assert from 'node:assert/strict'
import test from 'node:test'
import {nextTry} from '../../src/registry/retry.ts'
import {vectors} from './vectors.ts'

// Left out: other hosts that a node's configuration names, and Go's own transport errors.
const ofStatus = vectors('bearer-flow', 'retry', 'containerd').filter(({input}) => input['lastHost'] === true)
const words = {again: 'retry once', 'as-get': 'retry as GET', none: 'no retry'}

for (const {name, input, expect} of ofStatus) {
  test(`does as containerd: ${name}`, () => {
    const method = String(input['method']).startsWith('HEAD') ? 'HEAD' : 'GET'
    assert.equal(words[nextTry(method, Number(input['status']), true)], expect['action'])
  })
}

test('a server that fails twice is believed', () => {
  assert.equal(nextTry('GET', 503, false), 'none')
})

test('a refusal is never repeated', () => {
  for (const status of [401, 403, 404, 408, 429]) assert.equal(nextTry('HEAD', status, true), 'none')
})
