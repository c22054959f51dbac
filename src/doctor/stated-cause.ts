import type {Cause} from './cause.ts'
import {outcomeEvidence, statedEvidence} from './evidence.ts'
import type {Certainty, Finding, Remedy} from './finding.ts'
import {allOutcomes, outcomeCause} from './outcome-cause.ts'
import type {PullCase} from './pull-case.ts'
import type {FailurePart} from './pull-failure.ts'
import {difference} from './vantage.ts'

/** The facts `statedCause` reads; a diagnosis that calls it declares them. */
export const statedFacts = ['failure', 'candidates', 'outcomes', 'reference'] as const

/** What the words of a finding are made of. */
export interface Said {
  /** The part of the message that the finding quotes. */
  readonly part: FailurePart
  /** Who failed: `host[:port]` in the message, else the image's registry. It may be a token server or a mirror. */
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

/**
 * The finding for a cause that the runtime states in its message, such as a name that does not resolve. The message
 * comes from the node and leads; an answer of the registry to this machine that shows the same makes it certain, and one
 * that shows the opposite does not refute it. The Pod's pause image is nobody's cause but `sandbox-image`.
 */
export function statedCause(pullCase: PullCase, cause: Cause, words: (said: Said) => Words): readonly Finding[] {
  const {failure, candidates, reference} = pullCase
  if (failure === undefined) return []
  const {parts, isSandbox} = failure.failure
  if (isSandbox && cause !== 'sandbox-image') return []
  const candidate = candidates.find((entry) => entry.cause === cause)
  const confirming = allOutcomes(pullCase).find((outcome) => outcomeCause(outcome, reference) === cause)
  const isSilent = parts.every((part) => part.fault === 'unknown')
  const saysAbsent = absences.has(cause) && candidates.some((entry) => absences.has(entry.cause))
  if (candidate === undefined && !(confirming && (isSilent || saysAbsent))) return []
  const registry = reference.kind === 'reference' ? reference.reference.registry : ''
  const part = parts.find(({host}) => host !== undefined) ?? parts[0]
  const asker = failure.from === 'probe' ? 'this machine' : 'the node'
  const {message, remedies} = words({part, host: failedHost(part) ?? registry, registry, asker})
  const here = confirming ? {evidence: outcomeEvidence(confirming), remedies: []} : difference(pullCase)
  return [
    {
      message,
      certainty: certaintyOf(candidate?.confidence, confirming !== undefined && !isSilent),
      evidence: [statedEvidence(failure), ...here.evidence],
      remedies: [...remedies, ...here.remedies],
    },
  ]
}

/** A host that only the registry's own words name, such as its page about limits, is not the one that failed. */
function failedHost({host, serverMessage}: FailurePart): string | undefined {
  return host !== undefined && serverMessage?.includes(host) ? undefined : host
}

function certaintyOf(confidence: 'likely' | 'possible' | undefined, isConfirmed: boolean): Certainty {
  if (isConfirmed) return 'proved'
  return confidence ?? 'likely'
}
