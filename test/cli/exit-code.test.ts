import assert from 'node:assert/strict'
import {test} from 'node:test'
import {exitCodeOfError, exitCodeOfReport, exitCodeOfVerdict} from '../../src/cli/exit-code.ts'
import {ExpectedError, Interrupted} from '../../src/cli/expected-error.ts'
import {KubeError} from '../../src/cluster/kube-error.ts'
import type {ReportFinding} from '../../src/report/report.ts'

test('a report exits 1 only for a finding of severity error', () => {
  assert.equal(exitCodeOfReport({findings: []}), 0)
  assert.equal(exitCodeOfReport({findings: [aFinding('warning'), aFinding('info')]}), 0)
  assert.equal(exitCodeOfReport({findings: [aFinding('info'), aFinding('error')]}), 1)
})

test('a verdict exits as a report does', () => {
  assert.equal(exitCodeOfVerdict('good'), 0)
  assert.equal(exitCodeOfVerdict('finding'), 1)
})

const errors: readonly [sentence: string, error: unknown, exitCode: number][] = [
  ['what the user can mend', new ExpectedError('no such file'), 2],
  ['a cluster that does not answer', new KubeError('unreachable', 'no answer'), 2],
  ['a call to the cluster that was cancelled', new KubeError('interrupted', 'cancelled'), 130],
  ['Ctrl-C at a prompt', new Interrupted(), 130],
  ['any other error', new TypeError('x is not a function'), 70],
  ['an error that claims an exit code of its own', Object.assign(new Error('x'), {oclif: {exit: 0}}), 70],
  ['something thrown that is no error', 'text', 70],
  ['nothing thrown', undefined, 70],
]

for (const [sentence, error, exitCode] of errors) {
  test(`${sentence} exits ${exitCode}`, () => assert.equal(exitCodeOfError(error), exitCode))
}

function aFinding(severity: ReportFinding['severity']): ReportFinding {
  return {
    code: 'ICR1101',
    name: 'SecretMissing',
    cause: 'secret-missing',
    severity,
    certainty: 'proved',
    message: '',
    pulls: [],
    evidence: [],
    remedies: [],
    alternatives: [],
    helpUri: '',
  }
}
