import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {Cause} from '../../src/doctor/cause.ts'
import type {Diagnosis} from '../../src/doctor/diagnosis.ts'
import {type Examination, examine} from '../../src/doctor/examine.ts'
import type {Certainty} from '../../src/doctor/finding.ts'
import {UndeclaredFact} from '../../src/doctor/pull-case.ts'
import {aPull, stating} from './builders.ts'

const failing = aPull({says: [{fault: 'timeout'}]})

test('the more certain finding comes first, whatever its place in the catalogue', () => {
  const found = examine(failing, [finds('timeout', 'possible'), finds('proxy', 'likely')])
  assert.deepEqual(causesOf(found), ['proxy', 'timeout'])
})

test('among equals what rests on fields comes first, then the order of the message', () => {
  const pull = aPull({says: [{fault: 'timeout'}], candidates: stating('proxy', 'timeout')})
  const found = examine(pull, [finds('timeout', 'likely'), finds('proxy', 'likely'), finds('secret-empty', 'likely')])
  assert.deepEqual(causesOf(found), ['secret-empty', 'proxy', 'timeout'])
})

test('beside a proved cause no mere possibility is shown', () => {
  const found = examine(failing, [
    finds('timeout', 'proved'),
    finds('proxy', 'likely'),
    finds('dns-failure', 'possible'),
  ])
  assert.deepEqual(causesOf(found), ['timeout'])
})

test('a finding sets aside what it supersedes with at least its certainty, and keeps count of it', () => {
  const found = examine(failing, [finds('timeout', 'likely'), finds('proxy', 'likely', {supersedes: ['timeout']})])
  assert.deepEqual(causesOf(found), ['proxy'])
  assert.deepEqual(
    found.superseded.map(({diagnosis}) => diagnosis.cause),
    ['timeout'],
  )
})

test('a less certain finding and a mere possibility supersede nothing', () => {
  const superseding = {supersedes: ['timeout']} as const
  const weaker = examine(failing, [finds('timeout', 'likely'), finds('proxy', 'possible', superseding)])
  assert.deepEqual(causesOf(weaker), ['timeout', 'proxy'])
  const doubtful = examine(failing, [finds('timeout', 'possible'), finds('proxy', 'possible', superseding)])
  assert.deepEqual(causesOf(doubtful), ['timeout', 'proxy'])
})

test('the last resort is heard only where nobody else has an answer', () => {
  const resort = finds('unknown', 'possible', {isLastResort: true})
  assert.deepEqual(causesOf(examine(failing, [resort])), ['unknown'])
  assert.deepEqual(causesOf(examine(failing, [finds('timeout', 'possible'), resort])), ['timeout'])
})

test('a warning is a remark and never the answer', () => {
  const found = examine(failing, [finds('secret-missing-but-not-the-cause', 'proved', {severity: 'warning'})])
  assert.deepEqual(causesOf(found), [])
  assert.equal(found.remarks.length, 1)
})

test('reading a fact that is not declared throws, and each fact that is read is told', () => {
  const reading: Diagnosis = {
    ...finds('timeout', 'likely'),
    needs: ['failure'],
    examine: (pullCase) => (pullCase.failure && pullCase.events.length > 0 ? [] : []),
  }
  const read: string[] = []
  assert.throws(() => examine(failing, [reading], (_, fact) => read.push(fact)), UndeclaredFact)
  assert.deepEqual(read, ['failure'])
})

function finds(cause: Cause, certainty: Certainty, changes: Partial<Diagnosis> = {}): Diagnosis {
  const evidence = {kind: 'event', reason: 'ErrImagePull', text: 'a message'} as const
  return {
    code: 'ICR1000',
    cause,
    severity: 'error',
    summary: cause,
    needs: [],
    explanation: '',
    supersedes: [],
    examine: () => [{message: cause, certainty, evidence: [evidence], remedies: []}],
    ...changes,
  }
}

function causesOf({causes}: Examination): readonly Cause[] {
  return causes.map(({diagnosis}) => diagnosis.cause)
}
