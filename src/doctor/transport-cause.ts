import type {ProbeOutcome} from '../registry/probe.ts'
import type {Cause} from './cause.ts'
import type {Finding, Remedy} from './finding.ts'
import {peerComparison} from './peer-comparison.ts'
import type {PullCase} from './pull-case.ts'
import {type Said, statedCause, statedFacts, type Words} from './stated-cause.ts'

/** The facts `transportCause` reads; a diagnosis that calls it declares them. */
export const transportFacts = [...statedFacts, 'peers'] as const

/**
 * The finding for a cause on the way to the registry. What other Pods experience tells whether the registry, this node
 * or this image is meant, so that comparison is always among the steps.
 */
export function transportCause(
  pullCase: PullCase,
  cause: Cause,
  words: (said: Said) => Words,
  isConfirmedBy?: (outcome: ProbeOutcome) => boolean,
): readonly Finding[] {
  const {plan, peers} = pullCase
  const compared = (said: Said): Words => {
    const {message, remedies} = words(said)
    const compare = said.asker === 'the node' ? peerComparison(plan, peers, said.registry) : elsewhere
    return {message, remedies: [...remedies, compare]}
  }
  return statedCause(pullCase, cause, compared, isConfirmedBy)
}

/** No kubelet has met the failure, so there are no other Pods to compare with. */
const elsewhere: Remedy = {
  step: 'Ask from the network of the nodes as well: they may reach what this machine does not.',
}
