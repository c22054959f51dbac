import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import type {Attempt, Credential} from '../credentials/credential.ts'
import type {PullSecret} from '../credentials/pull-secret.ts'
import {placesIn} from '../doctor/advice/stored-login.ts'
import {catalogue} from '../doctor/diagnoses/catalogue.ts'
import {examine} from '../doctor/examine.ts'
import type {Evidence} from '../doctor/finding.ts'
import {foretoldFailure} from '../doctor/foretold-failure.ts'
import {imagePlan, loginPlan, registryAlone} from '../doctor/image-plan.ts'
import {outcomesOf} from '../doctor/probe-plan.ts'
import {type ObservedPull, observePulls, pullCases} from '../doctor/pull-cases.ts'
import {type NamedSecret, type PullPlan, planKeyring, pullPlans} from '../doctor/pull-plan.ts'
import {isPresentable} from '../doctor/refusal.ts'
import {parseReference} from '../reference/parse-reference.ts'
import type {LoginCheck} from '../registry/check-login.ts'
import {type ProbeOutcome, probeKey} from '../registry/probe.ts'
import {lintFindings} from '../report/lint-finding.ts'
import {notChecked} from '../report/not-checked.ts'
import {buildReport, type NotChecked, type Report, type ReportFinding} from '../report/report.ts'
import {verdict} from '../report/verdict.ts'
import {type Ask, type AskGrants, type AskLogin, requestCount} from './ask.ts'
import {imageVerdicts} from './image-verdict.ts'
import {isInterrupted, notWaitedFor} from './not-waited-for.ts'
import {deepProbePlan} from './probe-depth.ts'
import {type UnusedLogin, unusedLogins} from './unused-login.ts'
import type {VerifySubject} from './verify-subject.ts'
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
  const snapshot = subject.kind === 'secrets' ? subject.snapshot : nothingRead(subject.takenAt)
  const plans = imagePlans(subject, images)
  const unused = images.length > 0 ? [] : unusedLogins(subject, plans)
  const checked = await checkLogins(
    unused.flatMap((login) => (login.kind === 'registry' ? [login] : [])),
    askLogin,
  )
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
    [...notChecked(snapshot, cases, {kind: 'asked'}), ...notWaitedFor(pulls, answers), ...unused.flatMap(nowhereToAsk)],
    {
      scope,
      pods: snapshot.pods.length,
      pulls: plans.length,
      probes: outcomes.size + checked.length,
      requests: requestCount([...answers.values(), ...checked.map(({check}) => check)]),
    },
  )
  const secrets = subject.kind === 'secrets' ? subject.secrets : []
  const verified: Report = {
    ...report,
    findings: [...report.findings.map(withoutRepetition), ...lintFindings(secrets, report.findings, snapshot.takenAt)],
    verdicts: [
      ...imageVerdicts(plans, answers),
      ...checked.map(({registry, credential, check}) => verdict({registry, pulls: []}, credential, check)),
    ],
    ...(warnings.length > 0 && report.totals.requests > 0 && {warnings}),
  }
  if (options.advice === undefined) return verified
  const places = subject.kind === 'secrets' ? placesIn(secrets) : [{credential: subject.credential}]
  return withAdvice(verified, {...snapshot, places, plans, answers}, {ask, askGrants: options.advice})
}

function imagePlans(subject: VerifySubject, images: readonly string[]): readonly PullPlan[] {
  if (subject.kind === 'login') {
    return images.map((image) => loginPlan(parseReference(image), subject.credential))
  }
  const {secrets, snapshot} = subject
  const plans = pullPlans(snapshot)
  return secrets.flatMap((secret) => {
    const used = plans.flatMap((plan) => withOnly(secret, plan) ?? [])
    if (images.length === 0) return used
    return images.flatMap((image) => {
      const pulling = used.filter(({container}) => container.image === image)
      return pulling.length > 0 ? pulling : [imagePlan(secret.namespace, image, [named(secret)])]
    })
  })
}

/**
 * A Pod's pull as if it named this Secret alone; nothing where it does not name it, or where the Secret gives no login for
 * the image and another one does, since then the image does not need it.
 */
function withOnly(secret: PullSecret, plan: PullPlan): PullPlan | undefined {
  const isNamed = plan.pod.namespace === secret.namespace && plan.pod.pullSecretNames.includes(secret.name)
  if (!isNamed || plan.parsed.kind === 'invalid') return undefined
  const keyring = planKeyring([named(secret)], plan.parsed.reference)
  if (keyring.kind === 'attempts' && isAnonymous(keyring.attempts) && !isAnonymousPlan(plan)) return undefined
  return {...plan, pullSecrets: [named(secret)], keyring}
}

function isAnonymousPlan({keyring}: PullPlan): boolean {
  return keyring.kind !== 'attempts' || isAnonymous(keyring.attempts)
}

function isAnonymous(attempts: readonly Attempt[]): boolean {
  return attempts.every((attempt) => attempt === 'anonymous')
}

function named(secret: PullSecret): NamedSecret {
  return {name: secret.name, secret: {kind: 'value', value: secret}, reportedMissing: false}
}

type TriedLogin = Extract<UnusedLogin, {kind: 'registry'}>

interface CheckedLogin {
  readonly registry: string
  readonly credential: Credential
  readonly plan: PullPlan
  readonly check: LoginCheck
}

function checkLogins(logins: readonly TriedLogin[], askLogin: AskLogin): Promise<readonly CheckedLogin[]> {
  return Promise.all(
    logins.map(async ({registry, credential, secret}) => {
      const plan = loginPlan(registryAlone(registry), credential)
      const check = await askLogin(registry, credential)
      return {registry, credential, check, plan: secret === undefined ? plan : {...plan, pullSecrets: [named(secret)]}}
    }),
  )
}

/**
 * A refusal of the login alone, as the answer to the question that its plan stands for. There is no image that it could be
 * denied, so it is the login itself that is refused.
 */
function loginAnswer({plan, credential, check}: CheckedLogin): readonly (readonly [string, ProbeOutcome])[] {
  if (check.kind === 'accepted' || check.kind === 'not-asked' || plan.parsed.kind === 'invalid') return []
  const answer: ProbeOutcome = check.kind === 'denied' ? {...check, kind: 'unauthorized'} : check
  return [[probeKey({reference: plan.parsed.reference, attempt: credential}), answer]]
}

function nowhereToAsk(login: UnusedLogin): readonly NotChecked[] {
  if (login.kind === 'registry') return []
  const {key, secret} = login.credential.source
  const what = `entry "${key}"${secret === undefined ? '' : ` of secret "${secret.name}"`}`
  return [{what, why: 'it names no single registry, and no Pod pulls with it; name an image by --image', pulls: []}]
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

function nothingRead(takenAt: string): ClusterSnapshot {
  const nothing = {found: new Map(), unread: new Map()}
  return {
    source: {kind: 'files', names: []},
    takenAt,
    pods: [],
    pullSecrets: nothing,
    serviceAccounts: nothing,
    events: {kind: 'value', value: []},
    nodes: {kind: 'value', value: new Map()},
  }
}
