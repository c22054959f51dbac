import assert from 'node:assert/strict'
import {join} from 'node:path'
import {describe, test} from 'node:test'
import {inTerminal} from './pseudo-terminal.ts'
import {type CliOptions, runNode} from './run-cli.ts'

const sample = join(import.meta.dirname, 'sample-program.ts')
const ask = `'${process.execPath}' '${sample}' ask`
const skip = process.platform !== 'linux'

const given: readonly [sentence: string, stdin: string, password: string][] = [
  ['a password on stdin loses its line end', 's3cret\n', 's3cret'],
  ['of Windows too', 's3cret\r\n', 's3cret'],
  ['but only one', 's3cret\n\n', 's3cret\n'],
  ['spaces stay', ' s3cret ', ' s3cret '],
  ['lines within stay', '{\n"a": 1}\n', '{\n"a": 1}'],
  ['a byte order mark stays, to be reported', '\ufeffs3cret', '\ufeffs3cret'],
]

describe('--password-stdin', {concurrency: 2}, () => {
  for (const [sentence, stdin, password] of given) {
    test(sentence, async () => {
      const {stdout} = await stdinPassword({stdin})
      assert.equal(stdout, `got ${JSON.stringify(password)}\n`)
    })
  }

  test('an empty one is refused', async () => {
    const stderr = 'error: the password on standard input is empty\n'
    assert.deepEqual(await stdinPassword({stdin: ''}), {stdout: '', stderr, exitCode: 2})
    assert.deepEqual(await stdinPassword({stdin: '\n'}), {stdout: '', stderr, exitCode: 2})
  })

  test('one that is not UTF-8 is refused, and not shown', async () => {
    const stderr = 'error: the password on standard input is not UTF-8\n'
    assert.deepEqual(await stdinPassword({stdin: Uint8Array.of(0xff, 0xfe, 0x73)}), {stdout: '', stderr, exitCode: 2})
  })
})

describe('the hidden prompt', {skip, concurrency: 2}, () => {
  test('takes a password that is not shown', async () => {
    const session = await inTerminal(`${ask} terminal`, [{after: 'Password: ', type: 's3crex\x7ft ä\r'}])
    assert.deepEqual(session, {screen: 'Password: \ngot "s3cret ä"\n', exitCode: 0})
  })

  test('asks on the terminal when stdin is a pipe', async () => {
    const session = await inTerminal(`echo no | ${ask} terminal`, [{after: 'Password: ', type: 's3cret\r'}])
    assert.deepEqual(session, {screen: 'Password: \ngot "s3cret"\n', exitCode: 0})
  })

  test('ends with 130 at Ctrl-C, and gives the terminal back as it was', async () => {
    const command = `${ask} terminal; echo "exit $?"; stty -a | grep -ow -e '-*echo' -e '-*icanon' -e '-*isig'`
    const session = await inTerminal(command, [{after: 'Password: ', type: 'abc\x03'}])
    assert.deepEqual(session, {screen: 'Password: \nexit 130\nisig\nicanon\necho\n', exitCode: 0})
  })

  test('refuses a paste of several lines, and the shell gets none of it', async () => {
    const session = await inTerminal(
      `${ask} terminal; echo "exit $?"; bash -c 'read -t 0.2 line; echo "left: $line"'`,
      [{after: 'Password: ', type: `{\n${'"key": 1\n'.repeat(500)}}\n`}],
    )
    const refusal = 'error: the password has more than one line\nPass it with --password-stdin < FILE.\n'
    assert.deepEqual(session.screen.split('exit 2')[0], `Password: \n${refusal}`)
    assert.match(session.screen, /left: \n$/)
  })

  test('refuses an empty password', async () => {
    const session = await inTerminal(`${ask} terminal`, [{after: 'Password: ', type: '\r'}])
    assert.deepEqual(session, {screen: 'Password: \nerror: the password is empty\n', exitCode: 2})
  })

  test('says how to pass one where there is no terminal', async () => {
    const {stderr, exitCode} = await runNode([
      '-e',
      `require('node:child_process').spawnSync('setsid', ['--wait', process.execPath, ${JSON.stringify(sample)}, 'ask', 'terminal'], {stdio: ['pipe', 1, 2]})`,
    ])
    assert.equal(
      stderr,
      'error: no password is given, and there is no terminal to ask for it\nPass it with --password-stdin.\n',
    )
    assert.equal(exitCode, 0)
  })
})

describe('a question', {skip, concurrency: 2}, () => {
  for (const [typed, answer] of [
    ['y\r', true],
    ['Yes\r', true],
    ['\r', false],
    ['yess\r', false],
    ['\x04', false],
  ] as const) {
    test(`${JSON.stringify(typed)} is ${answer ? 'a yes' : 'a no'}`, async () => {
      const {screen} = await inTerminal(`${ask} question`, [{after: '[y/N] ', type: typed}])
      assert.match(screen, new RegExp(`got ${answer}\\n$`))
    })
  }

  test('Ctrl-C breaks it off', async () => {
    const {screen} = await inTerminal(`trap : INT; ${ask} question; echo "exit $?"`, [{after: '[y/N] ', type: '\x03'}])
    assert.match(screen, /exit 130\n$/)
  })
})

function stdinPassword(options: CliOptions) {
  return runNode([sample, 'ask', 'stdin'], options)
}
