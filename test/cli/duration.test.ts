import assert from 'node:assert/strict'
import {test} from 'node:test'
import {parseTimeout} from '../../src/cli/duration.ts'

const cases: Readonly<Record<string, number | undefined>> = {
  '0': 0,
  '30': 30_000,
  '+5': 5000,
  '10s': 10_000,
  '1m30s': 90_000,
  '1.5h': 5_400_000,
  '.5s': 500,
  '2.s': 2000,
  '250ms': 250,
  '1000000ns': 1,
  '1000us': 1,
  '1000µs': 1,
  '0s': 0,
  '': undefined,
  s: undefined,
  '5x': undefined,
  '5 s': undefined,
  '-5s': undefined,
  '-5': undefined,
  '1.5': undefined,
  '1h30': undefined,
  '1d': undefined,
  '.s': undefined,
  '1e3s': undefined,
}

for (const [text, milliseconds] of Object.entries(cases)) {
  test(`"${text}" is ${milliseconds === undefined ? 'no time limit' : `${milliseconds} ms`}`, () => {
    assert.equal(parseTimeout(text), milliseconds)
  })
}
