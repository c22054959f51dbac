import {isNobodysPull} from '../doctor/image-plan.ts'
import {outcomesOf} from '../doctor/probe-plan.ts'
import type {ObservedPull} from '../doctor/pull-cases.ts'
import type {ProbeOutcome} from '../registry/probe.ts'
import {pullName} from '../report/pull-name.ts'
import type {NotChecked} from '../report/report.ts'

/** Did the limit of the run end the question? Then there is no answer, good or bad. */
export function isInterrupted(outcome: ProbeOutcome): boolean {
  return outcome.kind === 'unreachable' && outcome.failure.kind === 'interrupted'
}

/** The registries that were not waited for, each with the pulls that are not known to fail and would have been tried. */
export function notWaitedFor(
  pulls: readonly ObservedPull[],
  answers: ReadonlyMap<string, ProbeOutcome>,
): readonly NotChecked[] {
  const open = pulls.flatMap(({plan, failure}) => {
    const isOpen =
      failure === undefined && outcomesOf(plan, answers).attempts.some(({outcome}) => isInterrupted(outcome))
    return isOpen && plan.parsed.kind === 'reference' ? [{plan, what: plan.parsed.reference.registry}] : []
  })
  return [...Map.groupBy(open, ({what}) => what)].map(([what, group]) => ({
    what,
    why: 'it was not waited for any longer (--probe-timeout)',
    pulls: group.flatMap(({plan}) => (isNobodysPull(plan) ? [] : [pullName(plan)])),
  }))
}
