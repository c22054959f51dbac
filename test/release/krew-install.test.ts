import assert from 'node:assert/strict'
import {execFileSync, spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {basename, join} from 'node:path'
import {after, describe, test} from 'node:test'
import {parse} from 'yaml'
import {runProgram} from '../cli/run-cli.ts'
import {aFailingPod} from '../commands/cluster-object.ts'
import {startApiServer} from '../sandbox/kube/api-server.ts'
import {installedKubectls} from '../sandbox/kubectl.ts'
import {archiveOf} from './archive-of.ts'
import {krewManifest} from './krew-manifest.ts'
import {archiveName, bunVersion, platforms, thisPlatform} from './platform.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'imagecreds-krew-'))
const server = await startApiServer({
  objects: [
    aFailingPod('web-0', 'registry.corp/team/app:1.0', 'authorization failed: no basic auth credentials', {
      pullSecrets: ['regcred'],
    }),
  ],
})
const kubeconfig = server.writeKubeconfig(folder, 'admin', {namespace: 'shop'})
after(async () => {
  await server.close()
  rmSync(folder, {recursive: true})
})

const {version, homepage} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const platform = thisPlatform()
const anySums = new Map(platforms.map((one) => [archiveName(one), '0'.repeat(64)]))

/** A release of the executable that was built last: its archive, and the manifest with the sum of it. */
function release() {
  const program = join(root, 'release', platform.executable)
  if (!existsSync(program)) throw new Error('run "npm run package -- --executable" first')
  const bytes = archiveOf(platform, readFileSync(program))
  const sum = createHash('sha256').update(bytes).digest('hex')
  const sums = new Map(platforms.map((one) => [archiveName(one), sum]))
  return {bytes, manifest: krewManifest({version, repository: homepage, sums})}
}

/**
 * Does what `kubectl krew install` does (internal/installation of krew): the entry for this machine, the sum, the archive
 * unpacked, what `files` names moved, and `bin` linked under the plugin's name. Gives the directory for PATH.
 */
function install({bytes, manifest}: ReturnType<typeof release>): string {
  const {metadata, spec} = parse(manifest)
  const entry = spec.platforms.find(
    ({selector}: {selector: {matchLabels: {os: string; arch: string}}}) =>
      selector.matchLabels.os === platform.os && selector.matchLabels.arch === platform.arch,
  )
  assert.equal(createHash('sha256').update(bytes).digest('hex'), entry.sha256)
  const unpacked = newFolder('unpacked')
  const store = newFolder(`store/${metadata.name}/${spec.version}`)
  const bin = newFolder('bin')
  const archive = join(folder, basename(entry.uri))
  writeFileSync(archive, bytes)
  execFileSync('tar', ['-xzf', archive, '-C', unpacked])
  for (const {from, to} of entry.files) cpSync(join(unpacked, from), join(store, to, basename(from)))
  rmSync(unpacked, {recursive: true})
  symlinkSync(join(store, entry.bin), join(bin, `kubectl-${metadata.name.replaceAll('-', '_')}`))
  return bin
}

function newFolder(name: string): string {
  const path = join(folder, name)
  mkdirSync(path, {recursive: true})
  return path
}

describe('the archive for this machine, installed as krew does', () => {
  const bin = install(release())
  // Nothing else is on PATH: no Node.js, no shell.
  const env = {PATH: bin, HOME: folder, KUBECONFIG: kubeconfig}

  for (const {name, path} of installedKubectls()) {
    test(`doctor runs by way of ${name} with no Node.js on PATH`, async () => {
      const kubectl = path.includes('/')
        ? path
        : execFileSync('sh', ['-c', `command -v ${path}`])
            .toString()
            .trim()
      const {status, stdout, stderr} = await start(kubectl, ['imagecreds', 'doctor', '--no-probe'])
      assert.match(stdout, /^✗ ICR1101 SecretMissing .* pod\/web-0 \(app\)\n {2}secret "regcred" does not exist/m)
      assert.deepEqual({status, stderr}, {status: 1, stderr: ''})
    })
  }

  test('what the caveats say gives kubectl its completion', () => {
    const {spec} = parse(krewManifest({version, repository: homepage, sums: anySums}))
    const commands = [...spec.caveats.matchAll(/^ {2}(.*)$/gm)].map(([, line]) => line)
    assert.equal(commands.length, 2)
    const shell = spawnSync('/bin/sh', ['-euc', commands.join('\n')], {
      env: {PATH: process.env['PATH'], KREW_ROOT: folder},
    })
    assert.deepEqual([shell.status, shell.stderr.toString()], [0, ''])
    const {stdout} = spawnSync(join(bin, 'kubectl_complete-imagecreds'), ['deco'], {env, encoding: 'utf8'})
    assert.match(stdout, /^decode\t.*\n:4\n$/)
  })

  test('the executable says which runtime is in it', () => {
    const {stdout} = spawnSync(join(bin, 'kubectl-imagecreds'), ['--version'], {env, encoding: 'utf8'})
    const arch = platform.arch === 'amd64' ? 'x64' : 'arm64'
    assert.equal(stdout, `kubectl-imagecreds ${version} (linux ${arch}, Bun ${bunVersion})\n`)
  })

  test('neither .env nor bunfig.toml of the directory of a call is read', () => {
    const cwd = mkdtempSync(join(folder, 'hostile-'))
    writeFileSync(join(cwd, '.env'), 'KUBECONFIG=/nonexistent/from-dotenv\n')
    writeFileSync(join(cwd, 'bunfig.toml'), 'preload = ["./preload.js"]\n')
    writeFileSync(join(cwd, 'preload.js'), 'console.log("preloaded")\n')
    const program = join(bin, 'kubectl-imagecreds')
    const {stdout, stderr} = spawnSync(program, ['decode', 'x'], {env: {HOME: folder}, cwd, encoding: 'utf8'})
    assert.doesNotMatch(stdout + stderr, /from-dotenv|preloaded/)
  })

  function start(program: string, args: readonly string[]) {
    return runProgram([program, ...args], {env: {...env, NODE_COMPILE_CACHE: undefined}}).then(
      ({stdout, stderr, exitCode}) => ({status: exitCode, stdout, stderr}),
    )
  }
})
