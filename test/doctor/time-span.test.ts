import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {timeSpan} from '../../src/doctor/time-span.ts'

describe('timeSpan', () => {
  test('is in the largest unit that is not less than one', () => {
    const spans = [59, 60, 3599, 3600, 21_600, 86_400, 172_800, 31_536_000].map(timeSpan)
    assert.deepEqual(spans, ['59 s', '1 min', '60 min', '1 h', '6 h', '24 h', '2 d', '365 d'])
  })
})
