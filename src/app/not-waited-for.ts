import {isNobodysPull} from '../doctor/image-plan.ts'
import {outcomesOf} from '../doctor/probe-plan.ts'
import type {ObservedPull} from '../doctor/pull-cases.ts'
import type {ProbeOutcome, TransportFailure} from '../registry/probe.ts'
import {pullName} from '../report/pull-name.ts'
import type {NotChecked} from '../report/report.ts'
import {interruptionWords} from '../report/transport-words.ts'

/** Did the end of the run end the question? Then there is no answer, good or bad. */
export function isInterrupted(outcome: ProbeOutcome): boolean {
  return interruptionOf(outcome) !== undefined
}

/** The registries that were not waited for, each with the pulls that are not known to fail and would have been tried. */
export function notWaitedFor(
  pulls: readonly ObservedPull[],
  answers: ReadonlyMap<string, ProbeOutcome>,
): readonly NotChecked[] {
  const open = pulls.flatMap(({plan, failure}) => {
    if (failure !== undefined || plan.parsed.kind !== 'reference') return []
    const attempts = outcomesOf(plan, answers).attempts.map(({outcome}) => interruptionOf(outcome))
    const interruption = attempts.find((each) => each !== undefined)
    if (interruption === undefined) return []
    return [{plan, what: plan.parsed.reference.registry, why: interruptionWords(interruption)}]
  })
  // One run ends once, and each registry has one reason.
  return [...Map.groupBy(open, ({what}) => what).values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const {what, why} = first
    return [{what, why, pulls: group.flatMap(({plan}) => (isNobodysPull(plan) ? [] : [pullName(plan)]))}]
  })
}

function interruptionOf(outcome: ProbeOutcome): TransportFailure | undefined {
  return outcome.kind === 'unreachable' && outcome.failure.kind === 'interrupted' ? outcome.failure : undefined
}
