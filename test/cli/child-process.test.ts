import assert from 'node:assert/strict'
import {test} from 'node:test'
import {type ChildOptions, runChild, runLoginPlugin, runPager} from '../../src/cli/child-process.ts'

const limits: ChildOptions = {timeout: 30_000, limit: 1000}

test('a child gets its input on stdin, its environment, and no shell in between', async () => {
  const script = 'process.stdin.pipe(process.stdout); console.error(process.env.WORD, process.argv[1])'
  const outcome = await node(script, ['$HOME; x'], {stdin: Buffer.from('secret'), env: {WORD: 'word'}})
  assert.equal(outcome.kind, 'exited')
  assert.ok(outcome.kind === 'exited')
  assert.equal(Buffer.from(outcome.stdout).toString(), 'secret')
  assert.equal(Buffer.from(outcome.stderr).toString(), 'word $HOME; x\n')
  assert.equal(outcome.exitCode, 0)
})

test('a child that fails says so by its code', async () => {
  const outcome = await node('process.exit(3)')
  assert.ok(outcome.kind === 'exited')
  assert.equal(outcome.exitCode, 3)
})

test('a child that does not read its input is no fault', async () => {
  const outcome = await node('process.stdin.destroy()', [], {stdin: new Uint8Array(1_000_000)})
  assert.equal(outcome.kind, 'exited')
})

test('a child that hangs is killed when its time is over', async () => {
  const outcome = await node('setTimeout(() => {}, 60_000)', [], {timeout: 200})
  assert.deepEqual(outcome, {kind: 'timed-out'})
})

/** Waits for each piece to be taken: what is only put in line is kept by the child and never comes. */
const talkative = 'const talk = () => process.stdout.write("x".repeat(100_000), talk); talk()'

test('a child that talks without end is killed at once', {timeout: 15_000}, async () => {
  const outcome = await node(talkative)
  assert.deepEqual(outcome, {kind: 'too-much-output'})
})

test('a login plugin that talks without end is killed at once', {timeout: 15_000}, async () => {
  const plugin = {command: process.execPath, args: ['-e', talkative], env: {}, asks: false}
  assert.deepEqual(await runLoginPlugin(plugin), {kind: 'failed', code: 'ENOBUFS'})
})

test('a child that dies of a signal is told apart from one that was stopped', async () => {
  assert.deepEqual(await node('process.kill(process.pid, "SIGTERM")'), {kind: 'killed', signal: 'SIGTERM'})
})

test('a program that the system does not start is an outcome, whatever the reason', async () => {
  const command = `/${'x'.repeat(10_000)}`
  assert.deepEqual(await runChild(command, [], limits), {kind: 'not-started', code: 'ENAMETOOLONG'})
  const plugin = await runLoginPlugin({command, args: [], env: {}, asks: false})
  assert.deepEqual(plugin, {kind: 'failed', code: 'ENAMETOOLONG'})
  assert.equal(await runPager('less', 'text', {WORD: 'x'.repeat(10_000_000)}), false)
})

test('a program that does not exist is an outcome', async () => {
  assert.deepEqual(await runChild('docker-credential-nowhere', ['get'], limits), {kind: 'not-started', code: 'ENOENT'})
})

function node(script: string, args: readonly string[] = [], options: Partial<ChildOptions> = {}) {
  return runChild(process.execPath, ['-e', script, ...args], {...limits, ...options})
}
