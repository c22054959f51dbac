import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {Diagnosis} from '../../src/doctor/diagnosis.ts'
import type {Certainty, Finding} from '../../src/doctor/finding.ts'
import {declaredCase, type PullCase} from '../../src/doctor/pull-case.ts'
import {password} from './builders.ts'

/** A pull of which the diagnosis finds one thing, and how. */
export interface Expected {
  readonly pull: PullCase
  readonly certainty: Certainty
  readonly message: string
  /** One command among its remedies, joined by blanks. */
  readonly command?: string
  /** All that is to be done, in order. */
  readonly steps?: readonly string[]
}

/** The truth about one diagnosis, each keyed by a sentence. */
export interface DiagnosisTruth {
  readonly finds: Readonly<Record<string, Expected>>
  /** Pulls that are alike and mean something else, or nothing. */
  readonly silent: Readonly<Record<string, PullCase>>
}

/**
 * The twin test of a diagnosis: what it finds and where it is silent; that it reads each fact it declares and no other;
 * that its words keep to the house's form and give no password away.
 */
export function testDiagnosis(diagnosis: Diagnosis, {finds, silent}: DiagnosisTruth): void {
  const read = new Set<string>()
  const examine = (pull: PullCase) => diagnosis.examine(declaredCase(pull, diagnosis.needs, (fact) => read.add(fact)))

  for (const [sentence, {pull, certainty, message, command, steps}] of Object.entries(finds)) {
    test(`${diagnosis.cause}: ${sentence}`, () => {
      const [finding, ...others] = examine(pull)
      assert.deepEqual(others, [])
      assert.ok(finding, 'nothing was found')
      assert.deepEqual({certainty: finding.certainty, message: finding.message}, {certainty, message})
      if (command !== undefined) assert.ok(commandsOf(finding).includes(command), commandsOf(finding).join('\n'))
      if (steps !== undefined) assert.deepEqual(stepsOf(finding), steps)
      assertForm(finding)
    })
  }
  for (const [sentence, pull] of Object.entries(silent)) {
    test(`${diagnosis.cause} is silent: ${sentence}`, () => assert.deepEqual(examine(pull), []))
  }
  test(`${diagnosis.cause} reads the facts it declares, and has enough cases to show it`, () => {
    for (const {pull} of Object.values(finds)) examine(pull)
    for (const pull of Object.values(silent)) examine(pull)
    assert.deepEqual([...read].sort(), [...diagnosis.needs].sort())
    assert.ok(Object.keys(finds).length >= 1)
    assert.ok(Object.keys(silent).length >= 2)
  })
}

function commandsOf({remedies}: Finding): readonly string[] {
  return remedies.flatMap(({command}) => (command ? [command.join(' ')] : []))
}

function stepsOf({remedies}: Finding): readonly string[] {
  return remedies.map(({step}) => step)
}

function assertForm(finding: Finding): void {
  assert.doesNotMatch(finding.message, /[.!?]$/)
  assert.ok(finding.remedies.length > 0, 'nothing can be done')
  for (const {step, command} of finding.remedies) {
    assert.match(step, /^[A-Z].*\.$/)
    if (command) assert.equal(command[0], 'kubectl')
  }
  assert.ok(!JSON.stringify(finding).includes(password), 'the password is shown')
}
