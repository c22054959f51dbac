import {interruptedExitCode} from './exit-code.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Does work that leaves something to clear away when it is broken off: the first Ctrl-C, and what else politely ends a
 * process, fires the signal and waits for the work to end; the next one ends the process. What was broken off, the work
 * has to say by itself.
 */
export async function whileInterruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  tell: (text: string) => void,
): Promise<T> {
  const broken = new AbortController()
  const before = signals.map((name) => [name, process.listeners(name)] as const)
  const interrupt = () => {
    if (broken.signal.aborted) process.exit(interruptedExitCode)
    broken.abort()
    tell('interrupted: deleting what was made; once more to leave it')
  }
  for (const name of signals) process.removeAllListeners(name).on(name, interrupt)
  try {
    return await work(broken.signal)
  } finally {
    for (const name of signals) process.removeListener(name, interrupt)
    for (const [name, listeners] of before) for (const listener of listeners) process.on(name, listener)
  }
}
