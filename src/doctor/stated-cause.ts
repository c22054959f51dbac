import type {ParsedReference} from '../reference/reference.ts'
import type {ProbeOutcome} from '../registry/probe.ts'
import type {Candidate} from './candidate.ts'
import type {Cause} from './cause.ts'
import {outcomeEvidence, statedEvidence} from './evidence.ts'
import type {Finding, Remedy} from './finding.ts'
import type {ObservedFailure} from './observed-failure.ts'
import {allOutcomes, isServed, isThere, outcomeCause} from './outcome-cause.ts'
import type {PullCase} from './pull-case.ts'
import type {FailurePart} from './pull-failure.ts'

/** The facts `statedCause` reads; a diagnosis that calls it declares them. */
export const statedFacts = ['failure', 'candidates', 'outcomes', 'reference'] as const

/** What the words of a finding are made of. */
export interface Said {
  /** The part of the message that the finding quotes. */
  readonly part: FailurePart
  /** Who failed: `host[:port]` in the message, else in this machine's answer. It may be a token server or a mirror. */
  readonly host: string
  /** The image's registry; empty where the image is no reference. */
  readonly registry: string
  /** Who met the failure: a probe's is nobody's but this machine's. */
  readonly asker: 'the node' | 'this machine'
}

/** The words of a finding, once it is known that it holds. */
export interface Words {
  readonly message: string
  readonly remedies: readonly Remedy[]
}

/** These answer one question, is it there, and a registry's own answer is more exact than a runtime's "not found". */
const absences: ReadonlySet<Cause> = new Set(['repository-not-found', 'tag-not-found', 'digest-not-found'])

/** One for all: of a large cluster's healthy pulls each is asked for some thirty causes. */
const none: readonly Finding[] = []

/**
 * The finding for a cause that the runtime states in its message, such as a name that does not resolve. The message
 * comes from the node and leads: an answer of the registry to this machine that shows the same makes it certain, and one
 * that shows the opposite rules out only what the message merely allows. `isConfirmedBy` knows more answers that show it.
 * The Pod's pause image is nobody's cause but `sandbox-image`.
 */
export function statedCause(
  pullCase: PullCase,
  cause: Cause,
  words: (said: Said) => Words,
  isConfirmedBy: (outcome: ProbeOutcome) => boolean = () => false,
): readonly Finding[] {
  const {failure, candidates, reference} = pullCase
  if (failure === undefined) return none
  const {parts, isSandbox} = failure.failure
  if (isSandbox && cause !== 'sandbox-image') return []
  const candidate = candidates.find((entry) => entry.cause === cause)
  const confirming = allOutcomes(pullCase).find(
    (outcome) => shows(outcome, cause, failure, reference) || isConfirmedBy(outcome),
  )
  const isStated = candidate?.confidence === 'likely' || (isAnswerTo404(cause) && saysAbsent(candidates))
  if (candidate === undefined && !(confirming && (isStated || isSilent(parts)))) return []
  if (candidate?.confidence === 'possible' && isRuledOut(cause, pullCase)) return []
  const registry = reference.kind === 'reference' ? reference.reference.registry : ''
  const part = parts.find(({host}) => host !== undefined) ?? parts[0]
  const asker = failure.from === 'probe' ? 'this machine' : 'the node'
  const {message, remedies} = words({
    part,
    host: failedHost(part) ?? hostBeside(confirming) ?? registry,
    registry,
    asker,
  })
  return [
    {
      message,
      certainty: confirming ? (isStated ? 'proved' : 'likely') : (candidate?.confidence ?? 'likely'),
      evidence: [statedEvidence(failure), ...(confirming ? outcomeEvidence(confirming) : [])],
      remedies,
    },
  ]
}

/** A web page here is what the node saw only where both came with the same status. */
function shows(outcome: ProbeOutcome, cause: Cause, {failure}: ObservedFailure, reference: ParsedReference): boolean {
  if (outcomeCause(outcome, reference) !== cause) return false
  if (cause !== 'not-a-registry' || isSilent(failure.parts)) return true
  return outcome.exchanges.some(({status}) => status === 404) === failure.parts.some(says404)
}

function isSilent(parts: readonly FailurePart[]): boolean {
  return parts.every((part) => part.fault === 'unknown')
}

function says404({fault}: FailurePart): boolean {
  return fault === 'not-found' || fault === 'manifest-unknown' || fault === 'name-unknown'
}

/** One of the meanings of a runtime's "not found". */
function isAnswerTo404(cause: Cause): boolean {
  return absences.has(cause) || cause === 'not-a-registry'
}

function saysAbsent(candidates: readonly Candidate[]): boolean {
  return candidates.some(({cause, confidence}) => absences.has(cause) && confidence === 'likely')
}

/** The registry serves to this machine what would be absent. */
function isRuledOut(cause: Cause, pullCase: PullCase): boolean {
  if (!absences.has(cause)) return false
  return allOutcomes(pullCase).some(isServed) || (cause === 'repository-not-found' && isThere(pullCase))
}

/** Where this machine failed on the way from the registry to somebody else. */
function hostBeside(outcome: ProbeOutcome | undefined): string | undefined {
  if (outcome?.kind !== 'unreachable') return undefined
  const {at, host} = outcome.failure
  return at === 'registry' ? undefined : host
}

/** A host that only the registry's own words name, such as its page about limits, is not the one that failed. */
function failedHost({host, serverMessage}: FailurePart): string | undefined {
  return host !== undefined && serverMessage?.includes(host) ? undefined : host
}
