import {isNobodysPull} from '../doctor/image-plan.ts'
import {outcomesOf} from '../doctor/probe-plan.ts'
import type {PullPlan} from '../doctor/pull-plan.ts'
import type {ProbeOutcome} from '../registry/probe.ts'
import {pullName} from '../report/pull-name.ts'
import {type Verdict, verdict} from '../report/verdict.ts'
import {placeOf} from './unused-login.ts'

/** One verdict for each image and login, however many Pods pull it. */
export function imageVerdicts(
  plans: readonly PullPlan[],
  answers: ReadonlyMap<string, ProbeOutcome>,
): readonly Verdict[] {
  const verdicts = new Map<string, Verdict>()
  for (const plan of plans) {
    if (plan.parsed.kind === 'invalid') continue
    const {given, registry} = plan.parsed.reference
    for (const {attempt, outcome} of outcomesOf(plan, answers).attempts) {
      const key = JSON.stringify([given, placeOf(attempt)])
      const pulls = isNobodysPull(plan) ? [] : [pullName(plan)]
      const known = verdicts.get(key)
      const subject = {registry, image: given, pulls: [...(known?.pulls ?? []), ...pulls]}
      verdicts.set(key, verdict(subject, attempt, outcome))
    }
  }
  return [...verdicts.values()]
}
