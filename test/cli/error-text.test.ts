import assert from 'node:assert/strict'
import {test} from 'node:test'
import {errorText} from '../../src/cli/error-text.ts'
import {ExpectedError, Interrupted, usageError} from '../../src/cli/expected-error.ts'
import {KubeError} from '../../src/cluster/kube-error.ts'

const program = 'kubectl-imagecreds 1.2.3'

test('what the user can mend is shown without a stack, each next step on its own line', () => {
  const error = new ExpectedError('file "x" does not exist', {nextSteps: ['Log in first.', 'docker login ghcr.io']})
  assert.equal(errorText(error, program), 'error: file "x" does not exist\nLog in first.\ndocker login ghcr.io\n')
})

test('an error of the cluster is shown the same way', () => {
  const error = new KubeError('unreachable', '10.0.0.1 does not answer', {
    nextSteps: ['Check the context.'],
    code: 'EX',
  })
  assert.equal(errorText(error, program), 'error: 10.0.0.1 does not answer\nCheck the context.\n')
})

test('a fault in the command line points to the help of that command', () => {
  const text = errorText(usageError('unknown flag: --foo', 'generate service-account'), program)
  assert.equal(
    text,
    "error: unknown flag: --foo\nSee 'kubectl imagecreds generate service-account --help' for usage.\n",
  )
})

test('a call that the user broke off ends without a word', () => {
  assert.equal(errorText(new Interrupted(), program), '')
  assert.equal(errorText(new KubeError('interrupted', 'cancelled'), program), '')
})

test('a defect keeps its stack and those of its causes, and names the program', () => {
  const cause = new AggregateError([new RangeError('deep')], 'middle')
  const lines = errorText(new TypeError('outer', {cause}), program).split('\n')
  assert.deepEqual(lines.slice(0, 3), ['error: outer', `This is a defect of ${program}.`, 'TypeError: outer'])
  const causes = lines.filter((line) => line.startsWith('caused by'))
  assert.deepEqual(causes, ['caused by AggregateError: middle', 'caused by RangeError: deep'])
  assert.ok(lines.filter((line) => line.includes('error-text.test.ts:')).length >= 3)
})

test('errors that cause each other end', () => {
  const one = new Error('one')
  const other = new Error('other', {cause: one})
  one.cause = other
  assert.equal(errorText(one, program).match(/caused by/g)?.length, 1)
})

test('of a defect nothing but message and stack is shown', () => {
  const error = Object.assign(new Error('x'), {password: 'hunter2', config: {token: 'hunter2'}})
  assert.ok(!errorText(error, program).includes('hunter2'))
})

test('something thrown that is no error is not printed', () => {
  assert.equal(errorText('hunter2', program), `error: a thrown string\nThis is a defect of ${program}.\n`)
})

test('a message is one line, so that no text of a registry can pass for an error of ours', () => {
  const text = errorText(new ExpectedError('ghcr.io says "no\nerror: all is well"'), program)
  assert.equal(text, 'error: ghcr.io says "no\\nerror: all is well"\n')
})

test('control characters and marks that turn the writing around are made visible', () => {
  const text = errorText(new ExpectedError('a\x1b[2Jb\x9bc\u202ed\x7f\r\te'), program)
  assert.equal(text, 'error: a\\u001b[2Jb\\u009bc\\u202ed\\u007f\\r\\te\n')
})
