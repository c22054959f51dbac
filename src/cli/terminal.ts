import {setTimeout} from 'node:timers/promises'
import {openTty, type TtyStreams} from './io.ts'

/** Milliseconds without input after which a paste is over. */
const pasteGap = 50

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
  const opened = keptTty ?? openedTty()
  if (opened === undefined) return undefined
  if (readsOn) keptTty = opened
  const {input, write, chunks} = opened
  const read = async () => (await chunks.next()).value
  let isRaw = false
  const setRaw = (raw: boolean) => {
    // A terminal that has ended has no mode any more.
    if (raw !== isRaw && !input.destroyed) input.setRawMode(raw)
    isRaw = raw
  }
  return {
    read,
    discard: async () => {
      while (await Promise.race([read(), setTimeout(pasteGap, undefined)])) {}
    },
    setRaw,
    write,
    close: () => {
      setRaw(false)
      if (!readsOn) input.destroy()
    },
  }
}

/**
 * bun reads on from a terminal that was closed, and what is typed next is lost with it: there the one that was opened first
 * stays, for whoever asks next.
 */
const readsOn = 'bun' in process.versions
let keptTty: Tty | undefined

interface Tty extends TtyStreams {
  readonly chunks: AsyncIterator<Uint8Array>
}

function openedTty(): Tty | undefined {
  const streams = openTty()
  return streams && {...streams, chunks: streams.input.iterator({destroyOnReturn: false})}
}
