import {type EndingSignal, exitCodeOfSignal} from './exit-code.ts'

const signals: readonly EndingSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** What the work came to, and by which signal it was broken off, if it was. */
export interface Interruptible<T> {
  readonly value: T
  readonly brokenOffBy: EndingSignal | undefined
}

/**
 * Does work that leaves something to clear away when it is broken off: the first Ctrl-C, and what else politely ends a
 * process, fires the signal and waits for the work to end; the next one ends the process. What was broken off, the work
 * has to say by itself.
 */
export async function whileInterruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  tell: (text: string) => void,
): Promise<Interruptible<T>> {
  let brokenOffBy: EndingSignal | undefined
  const broken = new AbortController()
  const before = signals.map((name) => [name, process.listeners(name)] as const)
  const interrupt = (name: EndingSignal) => {
    if (brokenOffBy !== undefined) process.exit(exitCodeOfSignal[name])
    brokenOffBy = name
    broken.abort()
    tell('interrupted: deleting what was made; once more to leave it')
  }
  for (const name of signals) process.removeAllListeners(name).on(name, interrupt)
  try {
    const value = await work(broken.signal)
    return {value, brokenOffBy}
  } finally {
    for (const name of signals) process.removeListener(name, interrupt)
    for (const [name, listeners] of before) for (const listener of listeners) process.on(name, listener)
  }
}
