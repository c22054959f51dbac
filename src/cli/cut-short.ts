/** Work that has something to say even when it is broken off. */
export interface CutShort {
  /** Fires at the first Ctrl-C. */
  readonly signal: AbortSignal
  /** While this runs, the first Ctrl-C fires the signal and no more; the next one ends the process as ever. */
  during<T>(work: () => Promise<T>): Promise<T>
}

/** Ctrl-C as an early end of waiting instead of one of the process. */
export function cutShort(): CutShort {
  const cut = new AbortController()
  return {
    signal: cut.signal,
    async during(work) {
      if (cut.signal.aborted) return work()
      const before = process.listeners('SIGINT')
      const restore = () => {
        process.removeListener('SIGINT', interrupt)
        for (const listener of before.splice(0)) process.on('SIGINT', listener)
      }
      const interrupt = () => {
        restore()
        cut.abort()
      }
      process.removeAllListeners('SIGINT').on('SIGINT', interrupt)
      try {
        return await work()
      } finally {
        restore()
      }
    },
  }
}
