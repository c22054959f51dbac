import {appendFileSync, createReadStream, openSync, readdirSync, readFileSync, statSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {ReadStream} from 'node:tty'
import type {FileReading} from '../cluster/cluster-host.ts'
import {ExpectedError} from './expected-error.ts'

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

/** The files of a folder in the order of their names, with those of the folders in it if asked for; `undefined` for no folder. */
export function listFolder(path: string, isRecursive: boolean): readonly string[] | undefined {
  try {
    if (!statSync(path).isDirectory()) return undefined
    const entries = readdirSync(path, {withFileTypes: true, recursive: isRecursive})
    return entries
      .filter((entry) => !entry.isDirectory())
      .map(({parentPath, name}) => join(parentPath, name))
      .sort()
  } catch (error) {
    // That there is none is said by who reads it.
    if (codeOf(error) === 'ENOENT') return undefined
    throw new ExpectedError(`folder "${path}" ${unreadable(error)}`)
  }
}

/** The text of a file that a kubeconfig or an environment variable names, or the code that says why there is none. */
export function readText(path: string): FileReading {
  try {
    return {kind: 'text', text: readFileSync(path, 'utf8')}
  } catch (error) {
    return {kind: 'failed', code: codeOf(error)}
  }
}

/** A file that grows by whole lines. */
export interface LineFile {
  /** Those that were there, without their ends. What a process that was killed has left of a line is none. */
  readonly lines: readonly string[]
  /** Is there nothing in it, not even a part of a line? */
  readonly isEmpty: boolean
  /** Writes a line through to the system, behind all that is there by now, whoever has written it. */
  append(line: string): void
}

/**
 * The file need not be there; one that is made can be read by its owner alone. Several calls may have it open at once:
 * nothing in it is ever changed, and a line comes in one piece (POSIX write, `O_APPEND`).
 */
export function openLines(path: string): LineFile {
  const text = wholeText(path)
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  // What is no whole line stays, as a line that means nothing.
  let gap = text === whole ? '' : '\n'
  let descriptor: number | undefined
  return {
    lines: whole.split('\n').slice(0, -1),
    isEmpty: text === '',
    append(line) {
      try {
        descriptor ??= openSync(path, 'a', 0o600)
        appendFileSync(descriptor, `${gap}${line}\n`)
        gap = ''
      } catch (error) {
        throw new ExpectedError(`file "${path}" cannot be written: ${codeOf(error)}`)
      }
    },
  }
}

function wholeText(path: string): string {
  try {
    const stat = statSync(path, {throwIfNoEntry: false})
    if (stat === undefined) return ''
    if (stat.isFile() && stat.size <= largestInput) return readFileSync(path, 'utf8')
  } catch (error) {
    throw new ExpectedError(`file "${path}" ${unreadable(error)}`)
  }
  throw new ExpectedError(`"${path}" is not a file of lines`)
}

/** A terminal as streams: what is typed, and where to write without waiting. */
export interface TtyStreams {
  readonly input: ReadStream
  write(text: string): void
}

/** The terminal of the session, wherever stdin and stdout lead; `undefined` where there is none. */
export function openTty(): TtyStreams | undefined {
  try {
    const descriptor = openSync('/dev/tty', 'r+')
    return {input: new ReadStream(descriptor), write: (text) => writeSync(descriptor, text)}
  } catch {
    // No controlling terminal, or Windows, where the console is reached by stdin alone.
    const {stdin, stderr} = process
    return stdin.isTTY ? {input: stdin, write: (text) => writeSync(stderr.fd, text)} : undefined
  }
}

/** All bytes of a stream; `undefined` once there are more than `limit`. */
export async function collect(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array | undefined> {
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
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EIO'
}
