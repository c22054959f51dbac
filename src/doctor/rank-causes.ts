import type {Candidate} from './candidate.ts'
import type {Cause} from './cause.ts'
import {parseMessage} from './parse-pull-failure.ts'
import type {FailurePart, Fault, PullFailure} from './pull-failure.ts'
import {type AskedImage, askedImage} from './ranking/asked-image.ts'
import {because} from './ranking/because.ts'
import {partCauses} from './ranking/part-causes.ts'
import {separatingStep} from './ranking/separating-step.ts'

/** A cause that one part of a failure speaks for. */
interface Lead {
  readonly cause: Cause
  readonly confidence: Candidate['confidence']
  readonly part: FailurePart
  readonly image: AskedImage
}

/**
 * The causes that a failure's words allow, the likeliest first. Never empty: where the words name no cause it is
 * `unknown`. What is certain takes more than a message; see `diagnoses/`.
 */
export function rankCauses(failure: PullFailure): readonly Candidate[] {
  const leads = furthestFirst(failure.parts).flatMap((part) => partLeads(part, failure))
  const ranked = withoutRepetition([...ofConfidence(leads, 'likely'), ...ofConfidence(leads, 'possible')])
  return ranked.map(({cause, confidence, part, image}) => {
    const separate = ranked.length > 1 || cause === 'unknown' ? separatingStep(cause, image) : undefined
    return {cause, confidence, because: because(cause, confidence, part), ...(separate !== undefined && {separate})}
  })
}

/**
 * The same for any text that holds such a message: an event, a line of `kubectl describe`, a log line, a fragment. Empty
 * where the text speaks of no pull that fails.
 */
export function rankMessage(text: string): readonly Candidate[] {
  const failure = parseMessage(text)
  if (failure !== undefined) return rankCauses(failure)
  const candidates = rankCauses(withoutForm(text))
  return candidates.some(({cause}) => cause !== 'unknown') ? candidates : []
}

/** A text that no program's form explains; it may still be a sentence of a registry. */
function withoutForm(text: string): PullFailure {
  return {isSandbox: false, parts: [{text: text.trim(), at: 'unknown', fault: 'unknown', presented: 'unknown'}]}
}

function partLeads(part: FailurePart, failure: PullFailure): readonly Lead[] {
  const image = askedImage(failure, part)
  const {likely, possible} = partCauses(part, image)
  const lead = (cause: Cause, confidence: Candidate['confidence']): Lead => ({cause, confidence, part, image})
  return [
    ...likely.map((cause) => lead(cause, 'likely')),
    ...(failure.isSandbox ? [lead('sandbox-image', 'likely')] : []),
    ...possible.map((cause) => lead(cause, 'possible')),
  ]
}

/** The attempt that got furthest tells most: the others were refused on the way to where it failed. */
function furthestFirst(parts: readonly FailurePart[]): readonly FailurePart[] {
  return parts.toSorted((one, other) => distance(other) - distance(one))
}

/**
 * How far an attempt got; at the same place, one with a login says more than one without, and an answer more than none: a
 * registry that has mirrors may be out of reach on purpose.
 */
function distance({at, fault, presented}: FailurePart): number {
  const places = {reference: 0, keyring: 0, token: 1, resolve: 2, unknown: 2, manifest: 3, blob: 4, unpack: 5}
  const logins = {nothing: 0, unknown: 0.3, login: 0.6}
  return places[at] + logins[presented] - (isUnanswered(fault) ? 0.5 : 0)
}

function isUnanswered(fault: Fault): boolean {
  return fault === 'dns' || fault === 'connection-refused' || fault === 'no-route' || fault === 'timeout'
}

function ofConfidence(leads: readonly Lead[], confidence: Candidate['confidence']): readonly Lead[] {
  return leads.filter((lead) => lead.confidence === confidence)
}

function withoutRepetition(leads: readonly Lead[]): readonly Lead[] {
  return leads.filter((lead, at) => leads.findIndex(({cause}) => cause === lead.cause) === at)
}
