import {Sensitive} from '../credentials/sensitive.ts'
import {ExpectedError, Interrupted} from './expected-error.ts'
import {readHiddenLine} from './hidden-line.ts'
import type {Terminal} from './terminal.ts'

/** Asks for a password without showing it. Throws `Interrupted` for Ctrl-C, and closes the terminal in any case. */
export async function promptHidden(question: string, terminal: Terminal): Promise<Sensitive> {
  try {
    terminal.setRaw(true)
    terminal.write(question)
    const line = await readHiddenLine(terminal.read)
    terminal.write('\n')
    if (line.kind === 'interrupted') throw new Interrupted()
    if (line.kind === 'ended') throw new ExpectedError('no password was given')
    if (!line.hasMore) return new Sensitive(line.text)
    await terminal.discard()
    throw new ExpectedError('the password has more than one line', {
      nextSteps: ['Pass it with --password-stdin < FILE.'],
    })
  } finally {
    terminal.close()
  }
}

/** Asks a question that is answered by y or yes; anything else, and no answer, is a no. */
export async function confirm(question: string, terminal: Terminal): Promise<boolean> {
  try {
    terminal.write(`${question} [y/N] `)
    const line = await terminal.read()
    return /^\s*y(es)?\s*$/i.test(new TextDecoder().decode(line))
  } finally {
    terminal.close()
  }
}
