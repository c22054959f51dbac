import assert from 'node:assert/strict'
import {after, test} from 'node:test'
import {startScriptedRegistry} from '../sandbox/registry/scripted-registry.ts'
import {inTerminal} from './pseudo-terminal.ts'
import {cli, shellInvocation} from './run-cli.ts'

/** Answers everything after almost a second, so that there is something to wait for. */
const registry = await startScriptedRegistry(() => ({
  kind: 'stream',
  status: 200,
  headers: {'Content-Type': 'application/json'},
  piece: Buffer.from('{}'),
  times: 1,
  everyMs: 900,
}))
after(() => registry.close())

const call = `verify --server ${registry.host} --username alice --password-stdin`
const inShell = `echo pw | ${shellInvocation} ${call}`
const shown = /asking registries: 0 of 1 answered; waiting for 127\.0\.0\.1/

test('a person at a terminal sees what is waited for, and it is gone when the result is there', async () => {
  const {screen, exitCode} = await inTerminal(inShell, [], {TERM: 'xterm-256color', CI: undefined})
  assert.match(screen, shown)
  assert.match(screen, /\u001b\[2K[^⠋]*login "alice" at/)
  assert.match(screen, /asks nobody for a login/)
  // The picture is drawn line by line in place: a screen that is cleared flickers.
  assert.doesNotMatch(screen, /\u001b\[[23]?J/)
  assert.equal(exitCode, 0)
})

test('a dumb terminal, CI and machine output are shown nothing beside the result', async () => {
  const sessions = await Promise.all([
    inTerminal(inShell, [], {TERM: 'dumb', CI: undefined}),
    inTerminal(inShell, [], {TERM: 'xterm', CI: 'true'}),
    inTerminal(`${inShell} -o json`, [], {TERM: 'xterm', CI: undefined}),
  ])
  for (const {screen} of sessions) {
    assert.doesNotMatch(screen, shown)
    assert.match(screen, /not-asked|asks nobody/)
  }
})

test('a pipe gets the same bytes as the terminal when it has ended, and nothing on stderr', async () => {
  const {stdout, stderr} = await cli(call, {stdin: 'pw\n', env: {CI: undefined}})
  assert.equal(stderr, '')
  assert.match(stdout, /^login "alice" at 127\.0\.0\.1/)
})
