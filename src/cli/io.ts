import type {ChildProcess} from 'node:child_process'
import {createReadStream, openSync, readFileSync, statSync, writeSync} from 'node:fs'
import {setTimeout} from 'node:timers/promises'
import {ReadStream} from 'node:tty'
import type {Exec, FileReading} from '../cluster/cluster-host.ts'
import {ExpectedError} from './expected-error.ts'

/** Milliseconds without input after which a paste is over. */
const pasteGap = 50

/** An ExecCredential holds a token or a certificate. */
const largestPluginOutput = 1024 * 1024

/** As much as a whole cluster's Pods in one file take. */
const largestInput = 512 * 1024 * 1024

/**
 * The bytes of a file that the user named, or of standard input for `-`. Whatever keeps them from being read is the
 * user's to mend.
 */
export async function readInput(name: string, {limit = largestInput} = {}): Promise<Uint8Array> {
  const label = name === '-' ? 'standard input' : `file "${name}"`
  try {
    const bytes = name === '-' ? await collect(process.stdin, limit) : await readWhole(name, limit)
    if (bytes !== undefined) return bytes
  } catch (error) {
    throw new ExpectedError(`${label} ${unreadable(error)}`)
  }
  throw new ExpectedError(`${label} is larger than ${limit} bytes`)
}

/** A file at once, which is quick; a pipe by the piece, since nobody knows its length. `undefined` past the limit. */
async function readWhole(path: string, limit: number): Promise<Uint8Array | undefined> {
  const stat = statSync(path)
  if (!stat.isFile() || stat.size === 0) return collect(createReadStream(path), limit)
  return stat.size > limit ? undefined : readFileSync(path)
}

/** The text of a file that a kubeconfig or an environment variable names, or the code that says why there is none. */
export function readText(path: string): FileReading {
  try {
    return {kind: 'text', text: readFileSync(path, 'utf8')}
  } catch (error) {
    return {kind: 'failed', code: codeOf(error)}
  }
}

/** Runs a login plugin: what it asks and says goes to the user, what it writes on stdout comes back. */
export const runLoginPlugin: Exec = async ({command, args, env, asks}) => {
  const {spawn} = await import('node:child_process')
  const child = spawn(command, args, {env, stdio: [asks ? 'inherit' : 'ignore', 'pipe', 'inherit']})
  const output = outputOf(child, child.stdout, largestPluginOutput)
  return new Promise((resolve, reject) => {
    child.on('error', (error) => resolve({kind: 'failed', code: codeOf(error)}))
    child.on('close', (exitCode, signal) => {
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
  const child = spawn(program, args, {timeout, killSignal: 'SIGKILL', ...(env && {env})})
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
  const child = spawn(command, {shell: true, env, stdio: ['pipe', 'inherit', 'inherit']})
  child.stdin.on('error', () => {})
  child.stdin.end(text)
  return new Promise((resolve) => {
    child.on('error', () => resolve(false))
    // The shell's own code for a program that there is not (POSIX, Shell Command Language, section 2.8.2).
    child.on('close', (code) => resolve(code !== 127))
  })
}

/** The terminal of the session, wherever stdin and stdout lead. */
export interface Terminal {
  /** What is typed next: in raw mode as it comes, else by lines. `undefined` when the terminal is gone. */
  read(): Promise<Uint8Array | undefined>
  /** Throws away what is pasted and not read yet, lest the shell take it for commands. */
  discard(): Promise<void>
  /** Raw: no echo, no line editing, and Ctrl-C is a byte. Undone by `close`, and by Node when the process ends. */
  setRaw(isRaw: boolean): void
  write(text: string): void
  close(): void
}

/** `undefined` where there is nobody to ask. */
export function openTerminal(): Terminal | undefined {
  const opened = openTty()
  if (opened === undefined) return undefined
  const {input, output} = opened
  const chunks: AsyncIterator<Uint8Array> = input.iterator({destroyOnReturn: false})
  const read = async () => (await chunks.next()).value
  return {
    read,
    discard: async () => {
      while (await Promise.race([read(), setTimeout(pasteGap, undefined)])) {}
    },
    setRaw: (isRaw) => input.setRawMode(isRaw),
    write: (text) => writeSync(output, text),
    close: () => {
      input.setRawMode(false)
      input.destroy()
    },
  }
}

function openTty(): {readonly input: ReadStream; readonly output: number} | undefined {
  try {
    const descriptor = openSync('/dev/tty', 'r+')
    return {input: new ReadStream(descriptor), output: descriptor}
  } catch {
    // No controlling terminal, or Windows, where the console is reached by stdin alone.
    return process.stdin.isTTY ? {input: process.stdin, output: process.stderr.fd} : undefined
  }
}

/** What a child writes; once it is more than `limit`, the child is killed and there is none. */
async function outputOf(child: ChildProcess, stream: AsyncIterable<Uint8Array>, limit: number) {
  const bytes = await collect(stream, limit)
  if (bytes === undefined) child.kill('SIGKILL')
  return bytes
}

/** All bytes of a stream; `undefined` once there are more than `limit`. */
async function collect(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.length
    if (length > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function unreadable(error: unknown): string {
  const code = codeOf(error)
  switch (code) {
    case 'ENOENT':
      return 'does not exist'
    case 'EISDIR':
      return 'is a directory'
    case 'EACCES':
    case 'EPERM':
      return 'cannot be read: permission denied'
    default:
      return `cannot be read: ${code}`
  }
}

/** The code that Node.js classifies an error by. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EIO'
}
