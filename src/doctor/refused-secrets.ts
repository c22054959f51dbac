import type {ProbeOutcome} from '../registry/probe.ts'
import type {ObservedFailure} from './observed-failure.ts'
import {outcomesOf} from './probe-plan.ts'
import type {PullPlan} from './pull-plan.ts'
import {isMendedSince, isRefusedHere, refusalOf} from './refusal.ts'
import {loginsRefused} from './refused-login.ts'

/** A pull with what the kubelet says of it. */
interface Judged {
  readonly plan: PullPlan
  readonly failure: ObservedFailure | undefined
}

/**
 * The Secrets whose login a registry refuses, to the kubelet or to this machine: nothing to copy into another namespace. By
 * `namespace/name`.
 */
export function refusedSecrets(
  pulls: readonly Judged[],
  answers: ReadonlyMap<string, ProbeOutcome>,
): ReadonlySet<string> {
  return new Set(pulls.flatMap((pull) => refusedOf(pull, answers)).map(({namespace, name}) => `${namespace}/${name}`))
}

function refusedOf({plan, failure}: Judged, answers: ReadonlyMap<string, ProbeOutcome>) {
  const {keyring} = plan
  if (failure === undefined || keyring.kind !== 'attempts') return []
  const outcomes = outcomesOf(plan, answers)
  const refusal = refusalOf({failure, keyring, outcomes})
  const refused =
    refusal?.ways.includes('not-accepted') && !isMendedSince(refusal) ? loginsRefused(refusal, ['not-accepted']) : []
  const refusedHere = keyring.attempts.filter(
    (attempt) => attempt !== 'anonymous' && isRefusedHere(attempt, {outcomes}),
  )
  return [...refused, ...refusedHere].flatMap((login) => (login === 'anonymous' ? [] : (login.source.secret ?? [])))
}
