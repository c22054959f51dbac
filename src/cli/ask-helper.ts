import type {AskHelper} from '../app/fetch-login.ts'
import {readHelperAnswer} from '../credentials/credential-helper.ts'
import {runChild} from './child-process.ts'

/** Helpers may ask the user to unlock a key store, so they have time. */
const timeout = 60_000
const largestOutput = 1024 * 1024

/** Runs a docker credential helper found on PATH. What it writes is never shown: it may be the login. */
export const askHelper: AskHelper = async (program, key) => {
  const stdin = new TextEncoder().encode(key)
  const outcome = await runChild(program, ['get'], {stdin, timeout, limit: largestOutput})
  switch (outcome.kind) {
    case 'exited':
      return readHelperAnswer(outcome.exitCode, outcome.stdout)
    case 'killed':
      return {kind: 'fault', message: `it was ended by ${outcome.signal}`}
    case 'timed-out':
      return {kind: 'fault', message: `it did not answer within ${timeout / 1000} s`}
    case 'too-much-output':
      return {kind: 'fault', message: 'its answer is too long'}
    case 'not-started':
      return {
        kind: 'fault',
        message: outcome.code === 'ENOENT' ? 'it is not on PATH' : `it did not start: ${outcome.code}`,
      }
  }
}
