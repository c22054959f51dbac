import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, test} from 'node:test'
import {promisify} from 'node:util'
import {cliEnvironment} from '../cli/run-cli.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'imagecreds-npm-'))
after(() => rmSync(folder, {recursive: true}))

// Without scripts, or it would build while other tests run what is built.
const packed = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {cwd: root})
const [archive] = Object.values<Packed>(JSON.parse(packed.stdout))

interface Packed {
  readonly filename: string
  readonly size: number
  readonly files: readonly {readonly path: string}[]
}

test('the npm package holds the bundle, its schemas and its licences, and is lean', () => {
  const others = archive?.files
    .map(({path}) => path)
    .filter((path) => !/^(?:dist\/[\w-]+\.[cm]js|src\/report\/schema\/[\w-]+\.json)$/.test(path))
  const starters = ['bin/complete.js', 'bin/package.json', 'bin/run.js']
  assert.deepEqual(others?.sort(), ['LICENSE', 'NOTICE', 'README.md', ...starters, 'package.json'])
  assert.ok((archive?.size ?? Number.POSITIVE_INFINITY) < 1_500_000, `${archive?.size} bytes`)
})

test('it has no dependencies, and runs no script where it is installed', () => {
  const {dependencies, optionalDependencies, peerDependencies, scripts} = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  assert.deepEqual([dependencies, optionalDependencies, peerDependencies], [undefined, undefined, undefined])
  for (const hook of ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare']) {
    assert.equal(scripts[hook], undefined, hook)
  }
})

test('it asks for the Node.js that its start asks for', () => {
  const {engines} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const [, oldest] = /< (\d+)\)/.exec(readFileSync(join(root, 'bin/run.js'), 'utf8')) ?? []
  assert.deepEqual(engines, {node: `>=${oldest}`})
})

test('it installs into an empty folder without a network, and npx runs it', async () => {
  const cwd = join(folder, 'empty')
  mkdirSync(cwd)
  writeFileSync(join(cwd, 'package.json'), '{}')
  // A registry that nobody is: whatever npm asked for would fail.
  const env = {...cliEnvironment, HOME: folder, npm_config_registry: 'http://127.0.0.1:9/'}
  const npm = (program: string, ...args: readonly string[]) => run(program, [...args], {cwd, env})
  await npm(
    'npm',
    'install',
    '--offline',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    join(folder, archive?.filename ?? ''),
  )
  const {stdout} = await npm('npx', '--offline', '--no-install', 'kubectl-imagecreds', 'explain', 'ICR1101')
  assert.match(stdout, /^ICR1101 SecretMissing/)
  const completed = await npm('npx', '--offline', '--no-install', 'kubectl_complete-imagecreds', 'explain', 'ICR1101')
  assert.equal(completed.stdout, 'ICR1101\tSecretMissing\n:4\n')
})
