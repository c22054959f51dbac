import {Sensitive} from '../credentials/sensitive.ts'
import {ExpectedError} from './expected-error.ts'
import {readInput} from './io.ts'
import {promptHidden} from './prompt.ts'
import {openTerminal} from './terminal.ts'

/** More than any Secret holds. */
const largestPassword = 1024 * 1024

/** `--password-stdin`: all of standard input but one line end, as `docker login` reads it; a BOM is left in. */
export async function passwordFromStdin(): Promise<Sensitive> {
  const bytes = await readInput('-', {limit: largestPassword})
  const text = decodeUtf8(bytes).replace(/\r?\n$/, '')
  if (text === '') throw new ExpectedError('the password on standard input is empty')
  return new Sensitive(text)
}

/** Asks on the terminal of the session, also when stdin is a pipe. */
export async function passwordFromTerminal(question: string): Promise<Sensitive> {
  const terminal = openTerminal()
  if (terminal === undefined) {
    throw new ExpectedError('no password is given, and there is no terminal to ask for it', {
      nextSteps: ['Pass it with --password-stdin.'],
    })
  }
  const password = await promptHidden(question, terminal)
  if (password.isEmpty) throw new ExpectedError('the password is empty')
  return password
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes)
  } catch {
    throw new ExpectedError('the password on standard input is not UTF-8')
  }
}
