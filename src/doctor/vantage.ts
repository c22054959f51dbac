import {outcomeEvidence} from './evidence.ts'
import type {Evidence, Remedy} from './finding.ts'
import {allOutcomes} from './outcome-cause.ts'
import type {PullCase} from './pull-case.ts'

/** What a finding adds where this machine was served what the node was not. */
export interface Difference {
  readonly evidence: readonly Evidence[]
  readonly remedies: readonly Remedy[]
}

/**
 * This machine is not the node, so an answer here never refutes the node's words; that the two differ has to be said: it
 * has healed since, or something on the node stands in the way.
 */
export function difference(pullCase: Pick<PullCase, 'outcomes'>): Difference {
  const readable = allOutcomes(pullCase).find(({kind}) => kind === 'readable')
  if (readable === undefined) return {evidence: [], remedies: []}
  return {
    evidence: outcomeEvidence(readable),
    remedies: [
      {
        step: "The registry serves the manifest to this machine: wait for the kubelet's next try, within five minutes; if that fails too, compare the node's proxy, name server, certificates and routes with this machine's.",
      },
    ],
  }
}
