import {setImmediate} from 'node:timers/promises'
import {ExpectedError} from './expected-error.ts'

/** Standard output does not take what is written to it, as on a full disk. */
export class OutputError extends ExpectedError {
  constructor({code, message}: NodeJS.ErrnoException) {
    super(`standard output cannot be written to: ${code ?? message}`)
  }
}

/**
 * A reader that has seen enough, such as `head`, is no fault: the rest is written to nobody and the verdict stands. For
 * stderr there is nobody left to tell.
 */
export function watchOutput(onError: (error: OutputError) => void): void {
  // First of all listeners: oclif's throws.
  process.stdout.prependListener('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') onError(new OutputError(error))
  })
  process.stderr.on('error', () => {})
}

/** Pipes are written to in the background on some platforms, and `process.exit` does not wait for them. */
export async function outputWritten(error?: unknown): Promise<void> {
  const streams = error instanceof OutputError ? [process.stderr] : [process.stdout, process.stderr]
  await Promise.all(streams.map(written))
  // An error of the last write is told a turn later.
  await setImmediate()
}

/**
 * Fires once a write to standard output has failed from now on, which is told at the latest by `outputWritten`. The stream
 * itself forgets: Node.js keeps it open whatever happens.
 */
export function outputFailed(): AbortSignal {
  const failed = new AbortController()
  process.stdout.once('error', () => failed.abort())
  return failed.signal
}

function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.writableLength === 0 || stream.destroyed) resolve()
    else stream.write('', () => resolve())
  })
}
