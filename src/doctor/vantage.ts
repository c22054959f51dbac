import type {ProbeOutcome} from '../registry/probe.ts'
import {outcomeEvidence} from './evidence.ts'
import type {Evidence, Finding, Remedy} from './finding.ts'
import {isServed} from './outcome-cause.ts'
import type {PullCase} from './pull-case.ts'
import {refusalOf} from './refusal.ts'

/** What is to be said where this machine was given what the node was not. */
export interface Difference {
  readonly evidence: readonly Evidence[]
  readonly remedies: readonly Remedy[]
}

/**
 * This machine is not the node, so an answer here never refutes the node's words; that the two differ has to be said: it
 * has healed since, or something on the node stands in the way. What counts is what the kubelet's own identities are
 * given: that everybody else is served may be the very cause.
 */
export function difference(pullCase: PullCase): Difference | undefined {
  const {failure, outcomes} = pullCase
  if (failure === undefined || failure.from === 'probe') return undefined
  const readable = outcomes.attempts.find(({outcome}) => isServed(outcome))
  if (readable) return said(readable.outcome, 'serves the manifest to this machine')
  const isRefusal = refusalOf(pullCase)?.ways.includes('not-accepted') === true
  const accepted = outcomes.attempts.find(({attempt, outcome}) => attempt !== 'anonymous' && isAcceptance(outcome))
  return isRefusal && accepted ? said(accepted.outcome, 'accepts the login from this machine') : undefined
}

function said(outcome: ProbeOutcome, what: string): Difference {
  const step = `The registry ${what}: wait for the kubelet's next try, within five minutes; if that fails too, compare the node's proxy, name server, certificates and routes with this machine's.`
  return {evidence: outcomeEvidence(outcome), remedies: [{step}]}
}

/** Nobody is told what is absent before the login counts. */
function isAcceptance({kind}: ProbeOutcome): boolean {
  return kind === 'manifest-unknown' || kind === 'name-unknown' || kind === 'not-found'
}

/** A finding beside which the difference stands. */
export function withDifference(finding: Finding, {evidence, remedies}: Difference): Finding {
  return {...finding, evidence: [...finding.evidence, ...evidence], remedies: [...finding.remedies, ...remedies]}
}
