import assert from 'node:assert/strict'
import {test} from 'node:test'
import {nearest} from '../../src/cli/nearest.ts'

const commands = ['create', 'decode', 'verify', 'doctor', 'explain', 'generate service-account']

const cases: Readonly<Record<string, string | undefined>> = {
  docter: 'doctor',
  dcotor: 'doctor',
  'Verify ': 'verify',
  VERIFY: 'verify',
  vrfy: undefined,
  verfy: 'verify',
  expl: 'explain',
  exlpain: 'explain',
  generate: 'generate service-account',
  delete: undefined,
  x: undefined,
  '': undefined,
}

for (const [word, candidate] of Object.entries(cases)) {
  test(`"${word}" ${candidate === undefined ? 'is near none' : `most likely means ${candidate}`}`, () => {
    assert.equal(nearest(word, commands), candidate)
  })
}

test('of two that are equally near the first is taken, and a nearer one before both', () => {
  assert.equal(nearest('ICR1101', ['ICR1102', 'ICR1103']), 'ICR1102')
  assert.equal(nearest('ICR1101', ['ICR1123', 'ICR1103']), 'ICR1103')
})
