import {spawn} from 'node:child_process'
import {existsSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'

/** What a user would see of one call. */
export interface CliRun {
  readonly stdout: string
  readonly stderr: string
  /** The code, or the signal that ended it. */
  readonly exitCode: number | NodeJS.Signals
}

export interface CliOptions {
  /** On top of an environment with PATH and an empty HOME and nothing else; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly stdin?: string | Uint8Array
  readonly cwd?: string
  /** Milliseconds after which the call is killed. */
  readonly timeout?: number
}

/** The archive's executable where IMAGECREDS_EXECUTABLE names one: the same suite holds both forms of the program. */
const named = process.env['IMAGECREDS_EXECUTABLE']
const archived = named ? resolve(named) : undefined

/** What a link called kubectl-imagecreds leads to. */
export const executable = archived ?? join(import.meta.dirname, '../../bin/run.js')

/** What a link called kubectl_complete-imagecreds leads to. */
export const completer = archived ?? join(import.meta.dirname, '../../bin/complete.js')

/** The words that start the program; its arguments follow. */
export const invocation: readonly [string, ...string[]] = archived ? [archived] : [process.execPath, executable]

/** The same in a shell. */
export const shellInvocation = invocation.map((word) => `'${word}'`).join(' ')

/** Why a test of what only the npm package has is left out, or `false`. */
export const skipInArchive = archived !== undefined && 'the executable of an archive is tested'

const home = mkdtempSync(join(tmpdir(), 'imagecreds-home-'))
process.on('exit', () => rmSync(home, {recursive: true, force: true}))

/**
 * Runs the built program as a user without kubeconfig, 80 columns wide and without colour. Arguments in one string are
 * parted at spaces. What it writes as JSON of its own must be what the package's schema says.
 */
export async function cli(args: string | readonly string[], options: CliOptions = {}): Promise<CliRun> {
  if (archived === undefined && !existsSync(join(dirname(executable), '../dist/program.cjs'))) {
    throw new Error('there is no dist/: run "npm run build" first')
  }
  const words = typeof args === 'string' ? args.split(' ').filter((word) => word !== '') : args
  const run = await runProgram([...invocation, ...words], options)
  if (/^\{\s*"apiVersion": ?"imagecreds\//.test(run.stdout)) {
    const {assertOutput} = await import('./output-schema.ts')
    assertOutput(JSON.parse(run.stdout))
  }
  return run
}

/** The same for any script. */
export function runNode(argv: readonly string[], options?: CliOptions): Promise<CliRun> {
  return runProgram([process.execPath, ...argv], options)
}

/** The same for any program. */
export function runProgram(
  [program, ...args]: readonly [string, ...string[]],
  {env, stdin = '', cwd, timeout = 60_000}: CliOptions = {},
): Promise<CliRun> {
  const child = spawn(program, args, {env: {...cliEnvironment, ...env}, timeout, ...(cwd && {cwd})})
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout.on('data', (chunk) => stdout.push(chunk))
  child.stderr.on('data', (chunk) => stderr.push(chunk))
  child.stdin.on('error', () => {})
  child.stdin.end(stdin)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      const exitCode = code ?? signal ?? 0
      resolve({stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString(), exitCode})
    })
  })
}

/** The environment of such a user; compiled code is shared between calls, which V8 would else do anew each time. */
export const cliEnvironment: Readonly<Record<string, string>> = {
  PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
  HOME: home,
  NODE_COMPILE_CACHE: join(tmpdir(), 'imagecreds-compile-cache'),
}
