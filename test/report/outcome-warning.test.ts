import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {clockWarnings, outcomeWarnings} from '../../src/report/outcome-warning.ts'

describe('outcomeWarnings', () => {
  test('are those of the answer, and the clock where it is off', () => {
    assert.deepEqual(outcomeWarnings({}, 'ghcr.io'), [])
    assert.deepEqual(outcomeWarnings({warnings: ['odd'], clockSkewSeconds: -7200}, 'ghcr.io'), [
      'odd',
      'the clock of this machine is 2 h behind that of ghcr.io',
    ])
    assert.deepEqual(outcomeWarnings({clockSkewSeconds: 90}, 'ghcr.io'), [
      'the clock of this machine is 2 min ahead of that of ghcr.io',
    ])
  })
})

describe('clockWarnings', () => {
  test("say that this machine's clock is not the cluster's, and nothing where it is or nobody knows", () => {
    assert.deepEqual(clockWarnings({clockSkewSeconds: -10_800}), [
      'the clock of this machine is 3 h behind that of the API server',
    ])
    assert.deepEqual(clockWarnings({clockSkewSeconds: 0}), [])
    assert.deepEqual(clockWarnings({}), [])
  })
})
