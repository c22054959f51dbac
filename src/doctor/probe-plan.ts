import type {Attempt} from '../credentials/credential.ts'
import type {Reference} from '../reference/reference.ts'
import {type Probe, type ProbeOutcome, probeKey} from '../registry/probe.ts'
import type {Outcomes} from './pull-case.ts'
import type {PullPlan} from './pull-plan.ts'
import {isPresentable} from './refusal.ts'

/**
 * The questions one pull raises: each login in the kubelet's order, and always the anonymous one, since what works
 * without a login decides what a refused one means. Only logins that the kubelet itself would present to this image's
 * registry are asked with; a login the runtime would not present is not.
 */
export function probesOf(plan: PullPlan): readonly Probe[] {
  if (plan.parsed.kind === 'invalid' || plan.keyring.kind !== 'attempts') return []
  const {reference} = plan.parsed
  return identities(plan.keyring.attempts).map((attempt) => ({reference, attempt}))
}

/** The distinct questions of all pulls, in the order in which they first occur. */
export function probePlan(plans: readonly PullPlan[]): readonly Probe[] {
  const distinct = new Map(plans.flatMap(probesOf).map((probe) => [probeKey(probe), probe]))
  return [...distinct.values()]
}

/** The answers to the questions of one pull, out of those to all. */
export function outcomesOf(plan: PullPlan, answers: ReadonlyMap<string, ProbeOutcome>): Outcomes {
  if (answers.size === 0) return {attempts: []}
  if (plan.parsed.kind === 'invalid' || plan.keyring.kind !== 'attempts') return {attempts: []}
  const {reference} = plan.parsed
  const attempts = presentedIdentities(plan.keyring.attempts).flatMap((attempt) => {
    const outcome = answerTo(reference, attempt, answers)
    return outcome ? [{attempt, outcome}] : []
  })
  const anonymous = answerTo(reference, 'anonymous', answers)
  return {attempts, ...(anonymous && {anonymous})}
}

function answerTo(
  reference: Reference,
  attempt: Attempt,
  answers: ReadonlyMap<string, ProbeOutcome>,
): ProbeOutcome | undefined {
  return answers.get(probeKey({reference, attempt}))
}

function identities(attempts: readonly Attempt[]): readonly Attempt[] {
  return [...presentedIdentities(attempts).filter((attempt) => attempt !== 'anonymous'), 'anonymous']
}

/** What the runtime really presents: an entry without a whole login makes it pull anonymously. */
function presentedIdentities(attempts: readonly Attempt[]): readonly Attempt[] {
  return attempts.map((attempt) => (attempt === 'anonymous' || isPresentable(attempt) ? attempt : 'anonymous'))
}
