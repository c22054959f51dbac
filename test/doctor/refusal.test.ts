import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {FailurePart} from '../../src/doctor/pull-failure.ts'
import {refusalOf} from '../../src/doctor/refusal.ts'
import {aForbiddenSecret, aPull} from './builders.ts'

test('several attempts tell that there was a login if one of them does, in whatever order they came', () => {
  const cases: readonly (readonly [said: readonly FailurePart['presented'][], stated: string])[] = [
    [['nothing', 'login'], 'login'],
    [['login', 'nothing'], 'login'],
    [['unknown', 'nothing'], 'nothing'],
    [['unknown'], 'unknown'],
  ]
  for (const [said, stated] of cases) {
    const says = said.map((presented) => ({fault: 'unauthorized', presented}) as const)
    assert.equal(refusalOf(aPull({says, secrets: [aForbiddenSecret('regcred')]}))?.stated, stated, said.join())
  }
})
