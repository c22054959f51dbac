import type {ProbeOutcome} from '../registry/probe.ts'
import type {Cause} from './cause.ts'
import {outcomeEvidence, statedEvidence} from './evidence.ts'
import type {Certainty, Finding, Remedy} from './finding.ts'
import type {PullCase} from './pull-case.ts'

/** The facts `statedCause` reads; a diagnosis that calls it declares them. */
export const statedFacts = ['failure', 'candidates', 'outcomes'] as const

/** The words of a finding, once it is known that it holds. */
export interface Words {
  readonly message: string
  readonly remedies: readonly Remedy[]
}

/**
 * The finding for a cause that the runtime states in its message, such as a name that does not resolve. The message
 * comes from the node and leads; an answer of the registry to this machine that shows the same makes it certain, and one
 * that shows the opposite does not refute it, since this machine is not the node.
 */
export function statedCause(
  pullCase: PullCase,
  cause: Cause,
  words: (host: string | undefined) => Words,
): readonly Finding[] {
  const {failure} = pullCase
  if (failure === undefined) return []
  const outcomes = allOutcomes(pullCase)
  const confirming = outcomes.find((outcome) => outcomeCause(outcome) === cause)
  const candidate = pullCase.candidates.find((entry) => entry.cause === cause)
  const isSilent = failure.failure.parts.every((part) => part.fault === 'unknown')
  if (candidate === undefined && !(confirming && isSilent)) return []
  const {message, remedies} = words(failure.failure.parts.find((part) => part.host !== undefined)?.host)
  return [
    {
      message,
      certainty: certaintyOf(candidate?.confidence, confirming !== undefined),
      evidence: [statedEvidence(failure), ...(confirming ? outcomeEvidence(confirming) : [])],
      remedies,
    },
  ]
}

/** What an answer to this machine shows by itself, where it shows one cause; undefined where it does not. */
export function outcomeCause(outcome: ProbeOutcome): Cause | undefined {
  switch (outcome.kind) {
    case 'name-unknown':
      return 'repository-not-found'
    case 'rate-limited':
    case 'server-error':
    case 'not-a-registry':
      return outcome.kind
    case 'unreachable':
      return transportCause(outcome.failure.kind)
    case 'readable':
    case 'unauthorized':
    case 'denied':
    case 'manifest-unknown':
    case 'not-found':
    case 'refused':
      return undefined
  }
}

/** The answers to all identities that were asked with, the kubelet's own first. */
export function allOutcomes({outcomes}: PullCase): readonly ProbeOutcome[] {
  return [...outcomes.attempts.map(({outcome}) => outcome), ...(outcomes.anonymous ? [outcomes.anonymous] : [])]
}

type FailureKind = Extract<ProbeOutcome, {kind: 'unreachable'}>['failure']['kind']

function transportCause(kind: FailureKind): Cause | undefined {
  return kind === 'protocol' || kind === 'interrupted' ? undefined : kind
}

function certaintyOf(confidence: 'likely' | 'possible' | undefined, isConfirmed: boolean): Certainty {
  if (confidence === undefined) return 'possible'
  if (isConfirmed) return 'proved'
  return confidence
}
