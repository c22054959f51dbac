import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {closeSync, openSync} from 'node:fs'
import {join} from 'node:path'
import {describe, test} from 'node:test'
import {type CliOptions, type CliRun, cliEnvironment, runNode} from './run-cli.ts'

/** The frame around commands, held by a program whose commands end in every way there is. */
const sample = join(import.meta.dirname, 'sample-program.ts')

describe('a command gets what it declares', {concurrency: 2}, () => {
  test('arguments and flags by kubectl’s spellings, defaults filled in', async () => {
    const {stdout, exitCode} = await call('-n shop echo x -l a=b -f a -f - -ojson --timeout=1m --docker-server ghcr.io')
    assert.equal(exitCode, 0)
    assert.deepEqual(JSON.parse(stdout), {
      args: {name: 'x'},
      flags: {
        namespace: 'shop',
        'all-namespaces': false,
        selector: 'a=b',
        filename: ['a', '-'],
        output: 'json',
        timeout: 60_000,
        server: 'ghcr.io',
        'password-stdin': false,
      },
    })
  })

  test('a flag that is turned off excludes none', async () => {
    assert.equal((await call('echo x -n shop -A=false')).exitCode, 0)
  })

  test('an argument that is missing is not taken from stdin', async () => {
    const {stderr, exitCode} = await call('echo', {stdin: 'secret\n'})
    assert.match(stderr, /^error: NAME is required\n/)
    assert.equal(exitCode, 2)
  })
})

const usage: readonly [line: string, fault: string][] = [
  ['echo --foo=hunter2', 'unknown flag: --foo'],
  ['echo', 'NAME is required'],
  ['echo a b hunter2', 'NAME REST is taken, 3 arguments are given'],
  ['echo a -n', "flag needs an argument: 'n' in -n"],
  ['echo a -A -n shop', '--all-namespaces cannot be used together with --namespace'],
  ['echo a --password-stdin', '--password-stdin needs --server'],
  ['echo a -o xml', 'invalid argument "xml" for "-o, --output" flag: it takes text, json, or yaml'],
  [
    'echo a --timeout 5x',
    'invalid argument for "--timeout" flag: it takes a whole number of seconds, or a number with its unit such as 1s, 2m or 3h',
  ],
]

describe('a command line that does not hold together is refused in kubectl’s manner, and no secret quoted', () => {
  for (const [line, fault] of usage) {
    test(line, async () => {
      assert.deepEqual(await call(line), {
        stdout: '',
        stderr: `error: ${fault}\nSee 'kubectl imagecreds echo --help' for usage.\n`,
        exitCode: 2,
      })
    })
  }

  test('an unknown command, with the nearest one', async () => {
    const {stderr, exitCode} = await call('fial')
    assert.equal(exitCode, 2)
    assert.equal(
      stderr,
      `error: unknown command "fial" for "kubectl imagecreds"\nThe nearest one is "fail".\nSee 'kubectl imagecreds --help' for usage.\n`,
    )
  })
})

describe('how a call ends', () => {
  test('what the user can mend exits 2, without a stack', async () => {
    const stderr = 'error: file "x" is no docker config\nLog in first.\ndocker login ghcr.io\n'
    assert.deepEqual(await call('fail expected'), {stdout: '', stderr, exitCode: 2})
  })

  test('so does an error of the cluster', async () => {
    const stderr = 'error: https://10.0.0.1:6443 refuses the connection\nStart it.\n'
    assert.deepEqual(await call('fail kube'), {stdout: '', stderr, exitCode: 2})
  })

  test('a call to the cluster that was cancelled exits 130 without a word', async () => {
    assert.deepEqual(await call('fail cancelled'), {stdout: '', stderr: '', exitCode: 130})
  })

  test('a defect exits 70 with its stack and cause', async () => {
    const {stderr, exitCode} = await call('fail defect')
    assert.equal(exitCode, 70)
    assert.match(stderr, /^error: x is not a function\nThis is a defect of kubectl-imagecreds 1\.2\.3 .*\nTypeError: /)
    assert.match(stderr, /\ncaused by Error: inner\n {4}at /)
  })

  test('also where no command can catch it', async () => {
    const {stderr, exitCode} = await call('fail later')
    assert.equal(exitCode, 70)
    assert.match(stderr, /^error: thrown outside of the command\nThis is a defect/)
  })

  test('a reader that goes away ends it quietly, with the verdict of the command', async () => {
    const child = spawn(process.execPath, [sample, 'flood'], {env: cliEnvironment})
    const errors: Buffer[] = []
    child.stderr.on('data', (chunk) => errors.push(chunk))
    child.stdout.once('data', () => child.stdout.destroy())
    const exitCode = await new Promise((resolve) => child.on('close', resolve))
    assert.equal(Buffer.concat(errors).toString(), '')
    assert.equal(exitCode, 1)
  })

  test('SIGINT exits 130, also while sockets and timers are open', async () => {
    const child = spawn(process.execPath, [sample, 'generate', 'wait'], {env: cliEnvironment})
    child.stdout.once('data', () => child.kill('SIGINT'))
    assert.equal(await new Promise((resolve) => child.on('close', resolve)), 130)
  })

  test('a full disk is told', {skip: process.platform !== 'linux'}, async () => {
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [sample, 'echo', 'x'], {env: cliEnvironment, stdio: ['ignore', full, 'pipe']})
    const errors: Buffer[] = []
    child.stderr?.on('data', (chunk) => errors.push(chunk))
    const exitCode = await new Promise((resolve) => child.on('close', resolve))
    closeSync(full)
    assert.equal(Buffer.concat(errors).toString(), 'error: standard output cannot be written to: ENOSPC\n')
    assert.equal(exitCode, 2)
  })
})

describe('help', () => {
  test('of the program lists commands and groups on stdout', async () => {
    const run = await call('')
    assert.match(run.stdout, /USAGE\n {2}\$ kubectl imagecreds \[COMMAND\]/)
    assert.match(run.stdout, /\n {2}echo +Print what was understood\n/)
    assert.deepEqual([run.stderr, run.exitCode], ['', 0])
    assert.deepEqual(await call('--help'), run)
    assert.deepEqual(await call('help'), run)
  })

  test('of a command calls it as it is called', async () => {
    const run = await call('echo --help')
    assert.match(run.stdout, /USAGE\n {2}\$ kubectl imagecreds echo NAME \[REST\]/)
    assert.match(run.stdout, /-n, --namespace=<name> +namespace to use/)
    assert.ok(run.stdout.split('\n').every((line) => line.length <= 80))
    assert.deepEqual(await call('help echo'), run)
    assert.deepEqual(await call('echo -h --foo'), run)
  })

  test('of a group lists its commands', async () => {
    assert.match((await call('generate')).stdout, /\$ kubectl imagecreds generate COMMAND[\s\S]*generate wait/)
  })

  test('has colour where it is asked for, and none under NO_COLOR', async () => {
    assert.match((await call('echo -h', {env: {FORCE_COLOR: '1'}})).stdout, /\x1b\[1mUSAGE/)
    assert.doesNotMatch((await call('echo -h', {env: {FORCE_COLOR: '1', NO_COLOR: '1'}})).stdout, /\x1b/)
    assert.doesNotMatch((await call('echo -h')).stdout, /\x1b/)
  })
})

function call(line: string, options?: CliOptions): Promise<CliRun> {
  return runNode([sample, ...line.split(' ').filter(Boolean)], options)
}
