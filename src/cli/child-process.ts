import type {ChildProcess} from 'node:child_process'
import type {Exec} from '../cluster/cluster-host.ts'
import {codeOf, collect} from './io.ts'

/** An ExecCredential holds a token or a certificate. */
const largestPluginOutput = 1024 * 1024

/** Runs a login plugin: what it asks and says goes to the user, what it writes on stdout comes back. */
export const runLoginPlugin: Exec = async ({command, args, env, asks}) => {
  const {spawn} = await import('node:child_process')
  const child = begun(() => spawn(command, args, {env, stdio: [asks ? 'inherit' : 'ignore', 'pipe', 'inherit']}))
  if ('kind' in child) return {kind: 'failed', code: child.code}
  const output = outputOf(child, child.stdout, largestPluginOutput)
  // Nobody waits for its login any more; it may have something to clear away.
  const end = () => child.kill('SIGTERM')
  process.once('exit', end)
  return new Promise((resolve, reject) => {
    child.on('error', (error) => resolve({kind: 'failed', code: codeOf(error)}))
    child.on('close', (exitCode, signal) => {
      process.off('exit', end)
      output.then((bytes) => {
        if (bytes === undefined) return resolve({kind: 'failed', code: 'ENOBUFS'})
        if (signal !== null) return resolve({kind: 'killed', signal})
        resolve({kind: 'exited', exitCode: exitCode ?? 0, stdout: Buffer.from(bytes).toString('utf8')})
      }, reject)
    })
  })
}

/** The same for a call that may not write and cannot wait: its stderr goes nowhere, and it is killed after a second. */
export const runSilentLoginPlugin: Exec = async ({command, args, env}) => {
  const end = await runChild(command, args, {env, timeout: 1000, limit: largestPluginOutput})
  switch (end.kind) {
    case 'exited':
      return {kind: 'exited', exitCode: end.exitCode, stdout: Buffer.from(end.stdout).toString('utf8')}
    case 'killed':
      return end
    case 'timed-out':
      return {kind: 'killed', signal: 'SIGKILL'}
    case 'too-much-output':
      return {kind: 'failed', code: 'ENOBUFS'}
    case 'not-started':
      return {kind: 'failed', code: end.code}
  }
}

export interface ChildOptions {
  /** What the child reads on stdin, nothing by default; secrets go here and never into arguments. */
  readonly stdin?: Uint8Array
  readonly env?: NodeJS.ProcessEnv
  /** Milliseconds; then the child is killed. */
  readonly timeout: number
  /** Bytes of stdout and of stderr, each; then the child is killed. */
  readonly limit: number
}

/** How a child ended. No kind of end is an exception. */
export type ChildOutcome =
  | {readonly kind: 'exited'; readonly exitCode: number; readonly stdout: Uint8Array; readonly stderr: Uint8Array}
  | {readonly kind: 'killed'; readonly signal: NodeJS.Signals}
  | {readonly kind: 'timed-out'}
  | {readonly kind: 'too-much-output'}
  /** `code` as in `ENOENT`: there is no such program. */
  | {readonly kind: 'not-started'; readonly code: string}

/** Runs a program without a shell. Few calls of ours have any child: what starts them is loaded by the first one. */
export async function runChild(program: string, args: readonly string[], options: ChildOptions): Promise<ChildOutcome> {
  const {spawn} = await import('node:child_process')
  const {stdin, env, timeout, limit} = options
  const child = begun(() => spawn(program, args, {timeout, killSignal: 'SIGKILL', ...(env && {env})}))
  if ('kind' in child) return child
  const output = Promise.all([outputOf(child, child.stdout, limit), outputOf(child, child.stderr, limit)])
  // A child that does not read its input is no fault; how it ends says what was wrong.
  child.stdin.on('error', () => {})
  child.stdin.end(stdin)
  const started = performance.now()
  // Nobody is left to hear a child that outlives this process, or to end it.
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  return new Promise((resolve, reject) => {
    child.on('error', (error) => resolve({kind: 'not-started', code: codeOf(error)}))
    child.on('close', (exitCode, signal) => {
      process.off('exit', end)
      output.then(([stdout, stderr]) => {
        if (stdout === undefined || stderr === undefined) return resolve({kind: 'too-much-output'})
        if (signal === null) return resolve({kind: 'exited', exitCode: exitCode ?? 0, stdout, stderr})
        resolve(performance.now() - started >= timeout ? {kind: 'timed-out'} : {kind: 'killed', signal})
      }, reject)
    })
  })
}

/**
 * Shows a text through the user's pager, a line for the shell as in `PAGER`, and waits until it is left. False where it
 * could not be started. A pager that is left before the end has shown enough.
 */
export async function runPager(command: string, text: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const {spawn} = await import('node:child_process')
  const child = begun(() => spawn(command, {shell: true, env, stdio: ['pipe', 'inherit', 'inherit']}))
  if ('kind' in child) return false
  child.stdin.on('error', () => {})
  child.stdin.end(text)
  return new Promise((resolve) => {
    child.on('error', () => resolve(false))
    // The shell's own code for a program that there is not (POSIX, Shell Command Language, section 2.8.2).
    child.on('close', (code) => resolve(code !== 127))
  })
}

/** Most reasons why a program cannot be started Node.js does not tell as those that are usual, but throws. */
function begun<T extends ChildProcess>(start: () => T): T | Extract<ChildOutcome, {kind: 'not-started'}> {
  try {
    return start()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return {kind: 'not-started', code: codeOf(error)}
  }
}

/** What a child writes; once it is more than `limit`, the child is killed and there is none. */
async function outputOf(child: ChildProcess, stream: AsyncIterable<Uint8Array>, limit: number) {
  const bytes = await collect(stream, limit)
  if (bytes === undefined) child.kill('SIGKILL')
  return bytes
}
