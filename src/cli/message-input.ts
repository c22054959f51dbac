import {ExpectedError} from './expected-error.ts'
import {readInput} from './io.ts'

/** More than a terminal can be scrolled back; what is longer is a log or a support bundle. */
const largestMessage = 1024 * 1024

/** The text that `--message` gives, or standard input for `-`; a BOM is no part of it. */
export async function readMessage(given: string): Promise<string> {
  const text = given === '-' ? await textOfStdin() : given
  if (text.trim() !== '') return text
  throw new ExpectedError(given === '-' ? 'standard input holds no message' : '--message is empty', {
    nextSteps: ["Take the Pod's events, or what its container waits for: kubectl describe pod POD"],
  })
}

async function textOfStdin(): Promise<string> {
  return new TextDecoder().decode(await readInput('-', {limit: largestMessage}))
}
