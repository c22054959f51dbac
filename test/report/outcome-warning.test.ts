import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {clockWarnings, outcomeWarnings, timeSpan} from '../../src/report/outcome-warning.ts'

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

describe('timeSpan', () => {
  test('is in the largest unit that is not less than one', () => {
    const spans = [59, 60, 3599, 3600, 21_600, 86_400, 172_800, 31_536_000].map(timeSpan)
    assert.deepEqual(spans, ['59 s', '1 min', '60 min', '1 h', '6 h', '24 h', '2 d', '365 d'])
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
