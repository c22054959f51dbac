import assert from 'node:assert/strict'
import test from 'node:test'
import {parseRateLimit, retryAfterSeconds} from '../../src/registry/rate-limit.ts'

test("reads Docker Hub's limit with its window", () => {
  assert.deepEqual(parseRateLimit('100;w=21600', '76;w=21600'), {limit: 100, remaining: 76, windowSeconds: 21600})
})

test('reads a limit without a window', () => {
  assert.deepEqual(parseRateLimit('100', '0'), {limit: 100, remaining: 0})
})

for (const [sentence, limit, remaining] of [
  ['no header', undefined, undefined],
  ['one header of two', '100;w=21600', undefined],
  ['words', 'many', 'some'],
  ['a number that is none', '1e9', '-1'],
] as const) {
  test(`takes ${sentence} for no limit`, () => {
    assert.equal(parseRateLimit(limit, remaining), undefined)
  })
}

const now = new Date('2026-11-24T12:00:00Z')
for (const [sentence, value, seconds] of [
  ['seconds', '120', 120],
  ['a date', 'Tue, 24 Nov 2026 12:01:30 GMT', 90],
  ['a date that has passed', 'Tue, 24 Nov 2026 11:00:00 GMT', 0],
  ['nothing', undefined, undefined],
  ['words', 'soon', undefined],
  ['a negative number', '-5', undefined],
] as const) {
  test(`reads Retry-After: ${sentence}`, () => {
    assert.equal(retryAfterSeconds(value, now), seconds)
  })
}
