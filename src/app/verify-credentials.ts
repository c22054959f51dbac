import {placesIn} from '../doctor/advice/stored-login.ts'
import {catalogue} from '../doctor/diagnoses/catalogue.ts'
import {examine} from '../doctor/examine.ts'
import type {Evidence} from '../doctor/finding.ts'
import {foretoldFailure} from '../doctor/foretold-failure.ts'
import {outcomesOf} from '../doctor/probe-plan.ts'
import {type ObservedPull, observePulls, pullCases} from '../doctor/pull-cases.ts'
import {imageCount} from '../doctor/pull-plan.ts'
import {isPresentable} from '../doctor/refusal.ts'
import type {ProbeOutcome} from '../registry/probe.ts'
import {lintFindings} from '../report/lint-finding.ts'
import {notChecked} from '../report/not-checked.ts'
import {clockWarnings} from '../report/outcome-warning.ts'
import {buildReport, type Report, type ReportFinding} from '../report/report.ts'
import {verdict} from '../report/verdict.ts'
import {type Ask, type AskGrants, type AskLogin, requestCount} from './ask.ts'
import {imageVerdicts} from './image-verdict.ts'
import {loginAnswer, tryUnusedLogins} from './login-trial.ts'
import {isInterrupted, notWaitedFor} from './not-waited-for.ts'
import {deepProbePlan} from './probe-depth.ts'
import {unusedLogins} from './unused-login.ts'
import {verifyAnonymously} from './verify-anonymous.ts'
import {imagePlans} from './verify-plan.ts'
import {nothingRead, type VerifySubject} from './verify-subject.ts'
import {withAdvice} from './with-advice.ts'

export interface VerifyOptions {
  readonly scope: string
  /** Images to ask for instead of those of the Pods. */
  readonly images: readonly string[]
  readonly ask: Ask
  readonly askLogin: AskLogin
  /** Tells also what works and could be done better. */
  readonly advice?: AskGrants
  /** What has to be known about how registries are asked. */
  readonly warnings?: readonly string[]
}

/**
 * Whether these credentials may pull what they are there for. Each image is asked for as the kubelet would, down
 * to one of its layers, with the Secret in question and no other; a login that no image needs is tried by itself.
 */
export async function verifyCredentials(subject: VerifySubject, options: VerifyOptions): Promise<Report> {
  const {ask, askLogin, images, scope, warnings = []} = options
  if (subject.kind === 'anonymous') return verifyAnonymously(subject.takenAt, options)
  const snapshot = subject.kind === 'secrets' ? subject.snapshot : nothingRead(subject.takenAt)
  const plans = imagePlans(subject, images)
  const unused = images.length > 0 ? [] : unusedLogins(subject, plans)
  const trials = await tryUnusedLogins(unused, askLogin)
  const {checked} = trials
  const outcomes = await ask(deepProbePlan(plans, plans, snapshot))
  const answers = new Map([...outcomes, ...checked.flatMap(loginAnswer)])
  const pulls = observePulls(snapshot, [...plans, ...checked.map(({plan}) => plan)])
  const cases = pullCases(
    snapshot,
    pulls.map((pull) => foretold(pull, answers)),
    answers,
  )
  const report = buildReport(
    cases.map((pullCase) => examine(pullCase, catalogue)),
    [...notChecked(snapshot, cases, {kind: 'asked'}), ...notWaitedFor(pulls, answers), ...trials.notChecked],
    {
      scope,
      pods: snapshot.pods.length,
      pulls: plans.length,
      images: imageCount(plans),
      probes: outcomes.size + trials.checks.length,
      requests: requestCount([...answers.values(), ...trials.checks]),
    },
  )
  const secrets = subject.kind === 'secrets' ? subject.secrets : []
  const told = [...warnings, ...clockWarnings(snapshot)]
  const verified: Report = {
    ...report,
    findings: [...report.findings.map(withoutRepetition), ...lintFindings(secrets, report.findings, snapshot.takenAt)],
    verdicts: [
      ...imageVerdicts(plans, answers),
      ...checked.map(({registry, credential, check}) => verdict({registry, pulls: []}, credential, check)),
    ],
    ...(told.length > 0 && report.totals.requests > 0 && {warnings: told}),
  }
  if (options.advice === undefined) return verified
  const places = subject.kind === 'secrets' ? placesIn(secrets) : [{credential: subject.credential}]
  return withAdvice(verified, {...snapshot, places, plans, answers}, {ask, askGrants: options.advice})
}

/** A foretold failure and its proof are the same exchange, and an image that no Pod pulls stands in no field of one. */
function withoutRepetition(finding: ReportFinding): ReportFinding {
  const distinct = new Map(finding.evidence.map((fact) => [JSON.stringify(fact), fact]))
  return {...finding, evidence: [...distinct.values()].filter((fact) => !isNobodysField(fact))}
}

function isNobodysField(fact: Evidence): boolean {
  return fact.kind === 'field' && fact.object === 'pod/'
}

function foretold(pull: ObservedPull, answers: ReadonlyMap<string, ProbeOutcome>): ObservedPull {
  const outcomes = outcomesOf(pull.plan, answers)
  if (outcomes.attempts.some(({outcome}) => isInterrupted(outcome))) return pull
  const next = foretoldFailure(pull.plan, outcomes)
  return {...pull, failure: bringsLoginAnew(pull) ? (next ?? pull.failure) : (pull.failure ?? next)}
}

/** The last pull brought no login and the next one will: what the registry says to that is the news. */
function bringsLoginAnew({plan, failure}: ObservedPull): boolean {
  const attempts = plan.keyring.kind === 'attempts' ? plan.keyring.attempts : []
  const hasLogin = attempts.some((attempt) => attempt !== 'anonymous' && isPresentable(attempt))
  return hasLogin && failure?.failure.parts.every(({presented}) => presented === 'nothing') === true
}
