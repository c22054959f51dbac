import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import {inTerminal} from '../cli/pseudo-terminal.ts'
import {cli, shellInvocation} from '../cli/run-cli.ts'
import {aFailingPod} from './cluster-object.ts'
import {startSandbox} from './sandbox.ts'

/** Answers after almost two seconds, or never. */
const answersLate = (everyMs: number) => () => ({
  kind: 'stream' as const,
  status: 404,
  headers: {'Content-Type': 'application/json'},
  piece: Buffer.from('{}'),
  times: 1,
  everyMs,
})

const sandbox = await startSandbox({
  scripted: {LATER: answersLate(1800), NEVER: answersLate(60_000)},
  objects: (hostOf) => {
    const later = `${hostOf('LATER')}/team/app:1.0`
    const never = `${hostOf('NEVER')}/team/app:1.0`
    return [
      aFailingPod('web-0', later, 'no basic auth credentials', {pullSecrets: ['lost']}),
      aFailingPod('slow-0', later, 'i/o timeout', {labels: {app: 'slow'}}),
      aFailingPod('stuck-0', never, 'i/o timeout', {labels: {app: 'stuck'}}),
    ]
  },
})
after(() => sandbox.close())

const env = {...sandbox.env, TERM: 'xterm-256color', CI: undefined, LC_ALL: 'C.UTF-8'}
const shell = (command: string) => `${shellInvocation} doctor ${command}`

/** What a terminal shows in the end, without colours: ink takes each frame off by erasing its lines. */
function whatStays(screen: string): string {
  const last = screen.lastIndexOf('\u001b[2K')
  const sequence = /\u001b\[[0-9;?]*[A-Za-z]/g
  return screen.slice(Math.max(0, last)).replaceAll(sequence, '').trimStart()
}

describe('doctor at a terminal', {concurrency: 3}, () => {
  test('shows what it has read, whom it waits for and what is certain already, and leaves what a pipe gets', async () => {
    const [{screen, exitCode}, piped] = await Promise.all([
      inTerminal(shell('pod/web-0'), [], env),
      cli('doctor pod/web-0', {env: sandbox.env}),
    ])
    assert.match(screen, /1 Pod, 1 image, 1 failing, 1 probe\n/)
    assert.match(screen, /asking registries: 0 of 1 answered; waiting for 127\.0\.0\.1/)
    assert.match(screen, /ICR1101 SecretMissing {2}pod\/web-0 \(app\)/)
    assert.equal(exitCode, 1)
    assert.equal(whatStays(screen), piped.stdout)
    assert.equal(piped.stderr, '')
  })

  test('shows nothing of it where the terminal is dumb or nobody wants it', async () => {
    const sessions = await Promise.all([
      inTerminal(shell('pod/slow-0'), [], {...env, TERM: 'dumb'}),
      inTerminal(shell('pod/slow-0 --no-progress'), [], env),
    ])
    for (const {screen} of sessions) assert.doesNotMatch(screen, /asking registries/)
  })

  test('cuts its lines to a narrow terminal, and colours nothing under NO_COLOR', async () => {
    const {screen} = await inTerminal(`stty cols 40; ${shell('pod/slow-0')}`, [], {...env, NO_COLOR: '1'})
    assert.match(screen, /asking registries: 0 of 1 answered; w…/)
    assert.ok(!screen.includes('\u001b[3'))
  })

  test('stops waiting at Ctrl-C, prints what is known and exits 130', async () => {
    const frame = {after: '\u001b[?2026l', type: '\u0003'}
    const {screen, exitCode} = await inTerminal(shell('pod/stuck-0'), [frame], env)
    assert.equal(exitCode, 130)
    assert.match(whatStays(screen), /^pod\/stuck-0 in namespace "shop"/)
    assert.match(whatStays(screen), /not checked/)
    assert.ok(screen.includes('\u001b[?25h'), 'the cursor is shown again')
  })
})
