import type {Candidate} from './candidate.ts'
import type {Cause} from './cause.ts'
import {parseMessage} from './parse-pull-failure.ts'
import type {FailurePart, PullFailure} from './pull-failure.ts'
import {askedImage} from './ranking/asked-image.ts'
import {partCauses} from './ranking/part-causes.ts'

/** The causes that a failure's words allow, the first is the most likely. Never empty: it may be `unknown`. */
export function rankCauses(failure: PullFailure): readonly Candidate[] {
  const readings = furthestFirst(failure.parts).map((part) => ({
    part,
    verdict: partCauses(part, askedImage(failure, part)),
  }))
  const likely = readings.flatMap(({part, verdict}) => verdict.likely.map((cause) => candidate(cause, 'likely', part)))
  const possible = readings.flatMap(({part, verdict}) =>
    verdict.possible.map((cause) => candidate(cause, 'possible', part)),
  )
  const all = [...likely, ...possible]
  return all.filter((entry, at) => all.findIndex(({cause}) => cause === entry.cause) === at)
}

/** The same for any text that holds such a message. */
export function rankMessage(text: string): readonly Candidate[] {
  const failure = parseMessage(text)
  return failure
    ? rankCauses(failure)
    : [{cause: 'unknown', confidence: 'possible', because: 'the text names no failing pull'}]
}

function candidate(cause: Cause, confidence: Candidate['confidence'], part: FailurePart): Candidate {
  return {cause, confidence, because: `the message says "${part.text.slice(0, 120)}"`}
}

/** The attempt that got furthest tells most: another was refused on the way. */
function furthestFirst(parts: readonly FailurePart[]): readonly FailurePart[] {
  return parts.toSorted((one, other) => distance(other) - distance(one))
}

function distance({at, presented}: FailurePart): number {
  const places = {reference: 0, keyring: 0, unknown: 3, token: 1, resolve: 2, manifest: 4, blob: 5, unpack: 6}
  const logins = {nothing: 0, unknown: 0.3, login: 0.6}
  return places[at] + logins[presented]
}
