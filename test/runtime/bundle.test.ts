import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, test} from 'node:test'
import {runInNewContext} from 'node:vm'
import {commandList} from '../../src/commands/command-list.ts'
import {cli, cliEnvironment, executable, runNode} from '../cli/run-cli.ts'
import {installedKubectls} from '../sandbox/kubectl.ts'

/** The executable as it is installed: the bundle, started as kubectl starts a plugin. */
const folder = mkdtempSync(join(tmpdir(), 'imagecreds-bundle-'))
const dist = join(executable, '../../dist')
after(() => rmSync(folder, {recursive: true}))

const {version} = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))
const versionLine = `kubectl-imagecreds ${version} (${process.platform} ${process.arch}, Node.js ${process.versions.node})\n`
const [kubectlProgram] = installedKubectls()

test('it tells its version', async () => {
  assert.deepEqual(await cli('--version'), {stdout: versionLine, stderr: '', exitCode: 0})
})

test('it runs through a link and from any directory', async () => {
  const link = join(folder, 'kubectl-imagecreds')
  symlinkSync(executable, link)
  assert.equal((await runNode([link, '--version'], {cwd: '/'})).stdout, versionLine)
})

test('it runs out of a directory that is not writable for the compile cache, and with no HOME', async () => {
  const env = {NODE_COMPILE_CACHE: undefined, XDG_CACHE_HOME: '/dev/null', HOME: undefined}
  assert.deepEqual(await cli('--version', {env}), {stdout: versionLine, stderr: '', exitCode: 0})
})

test('it keeps compiled code in the user’s cache directory', async () => {
  await cli('--version', {env: {NODE_COMPILE_CACHE: undefined, XDG_CACHE_HOME: folder}})
  assert.ok(existsSync(join(folder, 'kubectl-imagecreds')))
})

test('kubectl finds it on PATH, and passes arguments, output and exit code through', {
  skip: kubectlProgram === undefined && 'kubectl is not installed',
}, async () => {
  const plugins = mkdtempSync(join(folder, 'path-'))
  symlinkSync(executable, join(plugins, 'kubectl-imagecreds'))
  const env = {...cliEnvironment, PATH: `${plugins}:${cliEnvironment['PATH']}`}
  const kubectl = (...args: string[]) => run(kubectlProgram?.path ?? '', ['imagecreds', ...args], env)
  assert.deepEqual(await kubectl('--version'), {stdout: versionLine, exitCode: 0})
  assert.match((await kubectl('--help')).stdout, /\$ kubectl imagecreds \[COMMAND\]/)
  assert.equal((await kubectl('explain', 'nothing-like-it')).exitCode, 2)
})

test('a Node.js that is too old gets one line and exit code 2, and nothing else is loaded', () => {
  const lines: string[] = []
  const codes: number[] = []
  const exit = (code: number) => {
    codes.push(code)
    throw new Error('the process has ended')
  }
  const text = readFileSync(executable, 'utf8').replace(/^#!.*/, '')
  const old = {versions: {node: '10.24.1'}, exit}
  const sandbox = {process: old, console: {error: (line: string) => lines.push(line)}}
  assert.throws(() => runInNewContext(text, sandbox), /the process has ended/)
  assert.deepEqual(lines, ['error: kubectl imagecreds needs Node.js 24 or later, this is 10.24.1'])
  assert.deepEqual(codes, [2])
})

test('a start loads no package, and no command loads what it may not need', () => {
  assert.deepEqual([...loadedWith('program')].sort(), ['program', 'rolldown-runtime'])
  assert.ok(!readFileSync(join(dist, 'program.cjs'), 'utf8').includes('// node_modules/'))
  const late = ['undici', 'client-node', 'chalk', 'yaml']
  for (const chunk of late) assert.ok(existsSync(join(dist, `${chunk}.cjs`)), `${chunk} has a chunk of its own`)
  for (const command of Object.keys(commandList)) {
    // A command of a group has its file in the group's folder.
    const loaded = loadedWith(command.split(':').at(-1) ?? command)
    assert.deepEqual(
      late.filter((chunk) => loaded.has(chunk)),
      [],
      `${command} loads these at once`,
    )
  }
})

/** A chunk with those that it loads before it does anything. */
function loadedWith(chunk: string, loaded = new Set<string>()): ReadonlySet<string> {
  if (loaded.has(chunk)) return loaded
  loaded.add(chunk)
  const text = readFileSync(join(dist, `${chunk}.cjs`), 'utf8')
  for (const [, name = ''] of text.matchAll(/^(?:(?:const|let|var) \S+ = )?require\("\.\/(.+)\.cjs"\)/gm))
    loadedWith(name, loaded)
  return loaded
}

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn(program, args, {env, stdio: ['ignore', 'pipe', 'ignore']})
  let stdout = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  return new Promise<{stdout: string; exitCode: number | null}>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({stdout, exitCode}))
  })
}
