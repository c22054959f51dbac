import {type EndingSignal, type ExitCode, exitCodeOfSignal} from './exit-code.ts'

/** Work that has something to say even when it is broken off. */
export interface CutShort {
  /** Fires at the first Ctrl-C, or SIGTERM. */
  readonly signal: AbortSignal
  /** What the process exits with once the signal has fired, whatever was found. */
  readonly exitCode: ExitCode | undefined
  /** While this runs, the first Ctrl-C or SIGTERM fires the signal and no more; the next one ends the process as ever. */
  during<T>(work: () => Promise<T>): Promise<T>
}

const endings: readonly EndingSignal[] = ['SIGINT', 'SIGTERM']

/** Ctrl-C, and what else politely ends a process, as an early end of waiting instead of one of the process. */
export function cutShort(): CutShort {
  const cut = new AbortController()
  let exitCode: ExitCode | undefined
  return {
    signal: cut.signal,
    get exitCode() {
      return exitCode
    },
    async during(work) {
      if (cut.signal.aborted) return work()
      const before = endings.map((name) => [name, process.listeners(name)] as const)
      const restore = () => {
        for (const name of endings) process.removeListener(name, interrupt)
        for (const [name, listeners] of before.splice(0)) for (const listener of listeners) process.on(name, listener)
      }
      const interrupt = (name: EndingSignal) => {
        restore()
        exitCode = exitCodeOfSignal[name]
        cut.abort()
      }
      for (const name of endings) process.removeAllListeners(name).on(name, interrupt)
      try {
        return await work()
      } finally {
        restore()
      }
    },
  }
}
