import {setImmediate} from 'node:timers/promises'
import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import {placesIn} from '../doctor/advice/stored-login.ts'
import {catalogue} from '../doctor/diagnoses/catalogue.ts'
import {type Examination, examine} from '../doctor/examine.ts'
import {foretoldFailure, isUntried} from '../doctor/foretold-failure.ts'
import {outcomesOf} from '../doctor/probe-plan.ts'
import type {PullCase} from '../doctor/pull-case.ts'
import {type ObservedPull, observePulls, pullCasesOneByOne} from '../doctor/pull-cases.ts'
import {imageCount, type PullPlan, pullPlans} from '../doctor/pull-plan.ts'
import {type Probe, type ProbeOutcome, probeKey} from '../registry/probe.ts'
import {notChecked} from '../report/not-checked.ts'
import {clockWarnings, outcomeWarnings} from '../report/outcome-warning.ts'
import type {OnProgress} from '../report/progress.ts'
import {pullMatrix} from '../report/pull-matrix.ts'
import {pullPaths} from '../report/pull-paths.ts'
import {buildReport, type Report} from '../report/report.ts'
import {type Ask, type AskGrants, requestCount} from './ask.ts'
import {deepProbePlan, isBehindManifest} from './probe-depth.ts'
import {tellPlan} from './tell-plan.ts'
import {withAdvice} from './with-advice.ts'

export interface DiagnoseOptions {
  /** What was looked at, for the reader: `namespace "shop"`. */
  readonly scope: string
  /** How registries are asked, or why they are not. */
  readonly ask: Ask | {readonly notAsked: string}
  /** The Pods were asked for by name: then the way of a healthy pull is worth showing, too. */
  readonly isNamed?: boolean
  readonly onProgress?: OnProgress
  /** Tells also what works and could be done better; where registries are asked, by this too. */
  readonly advice?: AskGrants
  /** What has to be known about how they are asked. */
  readonly warnings?: readonly string[]
}

/**
 * Why the pulls of these Pods fail, and what will keep those from pulling that are not applied yet. No other pull makes
 * questions to registries: a healthy Pod needs none now, and a login is sent no more often than it has to be.
 */
export async function diagnosePulls(snapshot: ClusterSnapshot, options: DiagnoseOptions): Promise<Report> {
  const {scope, ask, isNamed = false, onProgress} = options
  const plans = pullPlans(snapshot)
  const pulls = observePulls(snapshot, plans)
  const open = pulls.filter(({plan, failure}) => failure !== undefined || isUntried(plan))
  const deep = open.filter(isBehindManifest)
  const probes = typeof ask === 'function' ? deepProbePlan(plansOf(open), plansOf(deep), snapshot) : []
  if (onProgress) tellPlan(snapshot, pulls, probes.length, onProgress)
  const answers = typeof ask === 'function' && probes.length > 0 ? await ask(probes) : new Map<string, never>()
  onProgress?.({kind: 'examining', pulls: open.length})
  const foretold = pulls.map((pull) => (isUntried(pull.plan) ? foretell(pull, answers) : pull))
  const examinations = await examined(pullCasesOneByOne(snapshot, foretold, answers), isNamed)
  const cases = examinations.map(({pullCase}) => pullCase)
  const probing = typeof ask === 'function' ? {kind: 'asked' as const} : {kind: 'not-asked' as const, why: ask.notAsked}
  const report = buildReport(examinations, notChecked(snapshot, cases, probing), {
    scope,
    pods: snapshot.pods.length,
    pulls: plans.length,
    images: imageCount(plans),
    probes: answers.size,
    requests: requestCount(answers.values()),
  })
  const warnings = [
    ...new Set([
      ...(options.warnings ?? []),
      ...clockWarnings(snapshot),
      ...probes.flatMap((probe) => warningsOf(probe, answers)),
    ]),
  ]
  const drawn = {
    ...report,
    paths: pullPaths(examinations, isNamed),
    ...(!isNamed && {matrix: pullMatrix(foretold)}),
  }
  const warned = answers.size === 0 || warnings.length === 0 ? drawn : {...drawn, warnings}
  if (options.advice === undefined) return warned
  const places = placesIn([...snapshot.pullSecrets.found.values()])
  const asking = typeof ask === 'function' ? {ask, askGrants: options.advice} : undefined
  return withAdvice(warned, {...snapshot, places, plans, answers}, asking)
}

/** So many are examined before signals, and whoever keeps memory small, have their turn. */
const pullsAtOnce = 500

/**
 * A healthy pull that nothing is found for adds nothing to a report, and there may be tens of thousands. One that nobody has
 * tried may yet have been asked for in vain, which is said. Named Pods are few, and are shown whole.
 */
async function examined(cases: Iterable<PullCase>, isNamed: boolean): Promise<readonly Examination[]> {
  const kept: Examination[] = []
  let count = 0
  for (const pullCase of cases) {
    count += 1
    if (count % pullsAtOnce === 0) await setImmediate()
    const examination = examine(pullCase, catalogue)
    const {causes, remarks, superseded} = examination
    const isOpen = isNamed || pullCase.failure !== undefined || isUntried(pullCase.plan)
    if (isOpen || causes.length + remarks.length + superseded.length > 0) kept.push(examination)
  }
  return kept
}

function warningsOf(probe: Probe, answers: ReadonlyMap<string, ProbeOutcome>): readonly string[] {
  const outcome = answers.get(probeKey(probe))
  return outcome === undefined ? [] : outcomeWarnings(outcome, probe.reference.registry)
}

function plansOf(pulls: readonly ObservedPull[]): readonly PullPlan[] {
  return pulls.map(({plan}) => plan)
}

/** That this machine does not reach a registry foretells nothing of the node. */
function foretell(pull: ObservedPull, answers: ReadonlyMap<string, ProbeOutcome>): ObservedPull {
  const {plan, failure} = pull
  const outcomes = outcomesOf(plan, answers)
  const isAnswered = outcomes.attempts.every(
    ({outcome}) => outcome.kind !== 'unreachable' && outcome.kind !== 'refused',
  )
  return failure === undefined && isAnswered ? {...pull, failure: foretoldFailure(plan, outcomes)} : pull
}
