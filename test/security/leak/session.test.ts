import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {after, test} from 'node:test'
import {stripVTControlCharacters} from 'node:util'
import {inTerminal} from '../../cli/pseudo-terminal.ts'
import {cli, shellInvocation} from '../../cli/run-cli.ts'
import {canaries, tracesIn} from './canary.ts'
import {startLeakSandbox} from './leak-sandbox.ts'

// Where output goes that no call without a terminal has: the live view, questions and their answers, the pager, and the
// file in which the answers of nodes are kept.

const {sandbox, proxy, env, close} = await startLeakSandbox()
after(close)

const host = sandbox.hostOf('ECHOS')

const dialogues: Readonly<Record<string, {readonly command: string; readonly shows: RegExp}>> = {
  'the live view of doctor': {command: 'doctor', shows: /ICR1/},
  'doctor while it watches': {command: 'doctor --watch --request-timeout=2s', shows: /ICR1/},
  'the live view of verify': {command: 'verify all', shows: /ECHOS|127\.0\.0\.1/},
  'a Secret that is decoded': {command: 'decode all', shows: /all/},
  'a Secret that is decoded, of tokens': {command: 'decode tokens', shows: /identitytoken/},
}

for (const [subject, {command, shows}] of Object.entries(dialogues)) {
  test(`${subject} in a terminal shows no login`, async () => {
    const limit = command.includes('--watch') ? 'timeout 3 ' : ''
    const terminal = {...env, TERM: 'xterm-256color', PAGER: 'cat -v'}
    const {screen} = await inTerminal(`${limit}${shellInvocation} ${command}`, [], terminal)
    assert.match(screen, shows)
    assert.deepEqual(tracesIn(screen + inOneLine(screen)), [])
  })
}

/** As it was before a terminal's width broke it. */
function inOneLine(screen: string): string {
  return stripVTControlCharacters(screen).replace(/\s+/g, '')
}

test('a password that is typed at a question is not shown', async () => {
  const command = `${shellInvocation} create typed --server ${host} --username ci --dry-run=client`
  const turns = [{after: ': ', type: `${canaries.stdin}\r`}]
  const {screen} = await inTerminal(command, turns, env)
  assert.match(screen, /refuses the login "ci"/)
  assert.deepEqual(tracesIn(screen), [])
})

test('the record of what nodes have answered holds no login', async () => {
  const record = join(sandbox.folder, 'record')
  const run = await cli(['verify', 'all', '--from-nodes=all', '--yes', `--resume=${record}`], {env})
  const kept = readFileSync(record, 'utf8')
  assert.match(kept, /worker-1/, run.stderr)
  assert.deepEqual(tracesIn(kept + run.stdout + run.stderr), [])
})

test('a proxy of the environment is told its login and no other, and nothing says what that is', async () => {
  const login = ['--server', 'registry.example.test', '--username', 'ci', '--password-stdin', '--registry-timeout=2s']
  const run = await cli(['verify', ...login], {env, stdin: canaries.stdin})
  assert.match(run.stdout, /registry\.example\.test/)
  assert.deepEqual(tracesIn(run.stdout + run.stderr), [])
  const heard = proxy.requests.map(
    ({line, login = ''}) => `${line} ${Buffer.from(login.replace('Basic ', ''), 'base64')}`,
  )
  assert.deepEqual(tracesIn(heard.join('\n')), ['environmentProxy'])
})
