import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import {catalogue} from '../doctor/diagnoses/catalogue.ts'
import {examine} from '../doctor/examine.ts'
import {probePlan} from '../doctor/probe-plan.ts'
import {observePulls, pullCases} from '../doctor/pull-cases.ts'
import {pullPlans} from '../doctor/pull-plan.ts'
import {notChecked} from '../report/not-checked.ts'
import {buildReport, type Report} from '../report/report.ts'
import {type Ask, requestCount} from './ask.ts'

export interface DiagnoseOptions {
  /** What was looked at, for the reader: `namespace "shop"`. */
  readonly scope: string
  /** How registries are asked, or why they are not. */
  readonly ask: Ask | {readonly notAsked: string}
}

/**
 * Why the pulls of these Pods fail. Only failing pulls make questions to registries: a healthy Pod needs no pull now, and
 * a login is sent no more often than it has to be.
 */
export async function diagnosePulls(snapshot: ClusterSnapshot, {scope, ask}: DiagnoseOptions): Promise<Report> {
  const plans = pullPlans(snapshot)
  const pulls = observePulls(snapshot, plans)
  const probes = probePlan(pulls.filter(({failure}) => failure !== undefined).map(({plan}) => plan))
  const answers = typeof ask === 'function' && probes.length > 0 ? await ask(probes) : new Map<string, never>()
  const cases = pullCases(snapshot, pulls, answers)
  const probing = typeof ask === 'function' ? {kind: 'asked' as const} : {kind: 'not-asked' as const, why: ask.notAsked}
  return buildReport(
    cases.map((pullCase) => examine(pullCase, catalogue)),
    notChecked(snapshot, cases, probing),
    {
      scope,
      pods: snapshot.pods.length,
      pulls: plans.length,
      probes: answers.size,
      requests: requestCount(answers.values()),
    },
  )
}
