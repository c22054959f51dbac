import {attempts} from './message/aggregate.ts'
import {hostErrors} from './message/mirror.ts'
import {messagesIn} from './message/pasted-text.ts'
import {isAboutPulling} from './message/pull-reason.ts'
import {type AttemptReading, readAttempt} from './message/read-attempt.ts'
import type {FailurePart, PullFailure} from './pull-failure.ts'

/** A real message has some hundred characters, an aggregate some thousand; what is longer is not read to its end. */
const longestMessage = 16 * 1024

/** What somebody pastes may hold many of them. */
export const longestText = 64 * 1024

/** Nor is a Pod met that tries more logins than this for one image. */
const mostAttempts = 64

/**
 * Reads a container's waiting reason and message, or an event's: what failed, once per attempt. `undefined` where they
 * do not speak of a failing pull.
 */
export function parsePullFailure(reason: string, message: string): PullFailure | undefined {
  if (!isAboutPulling(reason, message)) return undefined
  const text = message.trim() === '' ? reason : message
  return failureOf(readings(text.slice(0, longestMessage)), reason)
}

/** Reads any text that holds such a message: an event, a line of `kubectl describe`, a log line, a fragment. */
export function parseMessage(text: string): PullFailure | undefined {
  const read = messagesIn(text.slice(0, longestText))
    .flatMap(readings)
    .filter(({isAboutPull}) => isAboutPull)
  return read.length === 0 ? undefined : failureOf(read, '')
}

function readings(message: string): readonly AttemptReading[] {
  const each = attempts(message).slice(0, mostAttempts)
  const read = each.flatMap((attempt) => hostErrors(attempt).map(readAttempt))
  return each.length === 1 ? read : read.map(withLogin)
}

/** The kubelet pulls once where it has no login; several errors are the answers to several logins (`pullImage`). */
function withLogin(reading: AttemptReading): AttemptReading {
  const {part} = reading
  return part.presented === 'unknown' ? {...reading, part: {...part, presented: 'login'}} : reading
}

function failureOf(read: readonly AttemptReading[], reason: string): PullFailure | undefined {
  const image = read.find((reading) => reading.image !== undefined)?.image
  const parts = distinct(read.map(({part}) => part))
  const isSilent = parts.every(({fault}) => fault === 'unknown')
  const stated = isSilent && reason !== '' ? readAttempt({text: reason}).part : undefined
  const [first, ...others] = stated && stated.fault !== 'unknown' ? [stated] : parts
  if (first === undefined) return undefined
  return {
    ...(image !== undefined && {image}),
    isSandbox: read.some(({isSandbox}) => isSandbox),
    parts: [first, ...others],
  }
}

/** A back-off line beside the error it backs off from adds nothing; nor does the same error again. */
function distinct(parts: readonly FailurePart[]): readonly FailurePart[] {
  const known = parts.filter(({fault}) => fault !== 'unknown')
  if (known.length === 0) return parts.slice(0, 1)
  return [...new Map(known.map((part) => [part.text, part])).values()]
}
