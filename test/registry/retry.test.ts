import assert from 'node:assert/strict'
import test from 'node:test'
import {isWorthRepeating, nextTry} from '../../src/registry/retry.ts'
import {vectors} from './vectors.ts'

// Left out: other hosts that a node's configuration names, and Go's own transport errors.
const ofStatus = vectors('bearer-flow', 'retry', 'containerd').filter(({input}) => input['lastHost'] === true)
const words = {again: 'retry once', 'as-get': 'retry as GET', none: 'no retry'}

for (const {name, input, expect} of ofStatus) {
  test(`does as containerd: ${name}`, () => {
    const method = String(input['method']).startsWith('HEAD') ? 'HEAD' : 'GET'
    assert.equal(words[nextTry(method, Number(input['status']))], expect['action'])
  })
}

test('a refusal is never repeated', () => {
  for (const status of [401, 403, 404, 408, 429]) assert.equal(nextTry('HEAD', status), 'none')
})

test('a connection that is cut is worth one more, and nothing else that did not answer is', () => {
  const failure = {host: 'a.io:443', at: 'registry', code: 'X'} as const
  assert.ok(isWorthRepeating({...failure, kind: 'connection-reset'}))
  for (const kind of ['timeout', 'dns-failure', 'interrupted', 'tls-expired'] as const) {
    assert.ok(!isWorthRepeating({...failure, kind}))
  }
})

test('a server that says when to come back is not asked before', () => {
  assert.equal(nextTry('GET', 503, '120'), 'none')
})
