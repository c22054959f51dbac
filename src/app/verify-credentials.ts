import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import type {Attempt, Credential} from '../credentials/credential.ts'
import {credentialOf} from '../credentials/keyring.ts'
import type {PullSecret} from '../credentials/pull-secret.ts'
import {registryOfKey} from '../credentials/registry-of-key.ts'
import {catalogue} from '../doctor/diagnoses/catalogue.ts'
import {examine} from '../doctor/examine.ts'
import {foretoldFailure} from '../doctor/foretold-failure.ts'
import {imagePlan, isNobodysPull, loginPlan, registryAlone} from '../doctor/image-plan.ts'
import {outcomesOf, probePlan} from '../doctor/probe-plan.ts'
import {type ObservedPull, observePulls, pullCases} from '../doctor/pull-cases.ts'
import {type NamedSecret, type PullPlan, planKeyring, pullPlans} from '../doctor/pull-plan.ts'
import {isPresentable} from '../doctor/refusal.ts'
import {parseReference} from '../reference/parse-reference.ts'
import type {LoginCheck} from '../registry/check-login.ts'
import {type ProbeOutcome, probeKey} from '../registry/probe.ts'
import {lintFindings} from '../report/lint-finding.ts'
import {notChecked} from '../report/not-checked.ts'
import {pullName} from '../report/pull-name.ts'
import {buildReport, type Report} from '../report/report.ts'
import {type Verdict, verdict} from '../report/verdict.ts'
import {type Ask, type AskLogin, requestCount} from './ask.ts'

/** What to verify: Secrets with the Pods that name them, or one login that is in no Secret. */
export type VerifySubject =
  | {
      readonly kind: 'secrets'
      readonly secrets: readonly PullSecret[]
      /** With the Pods that name one of the Secrets. */
      readonly snapshot: ClusterSnapshot
    }
  | {readonly kind: 'login'; readonly registry: string; readonly credential: Credential; readonly takenAt: string}

export interface VerifyOptions {
  readonly scope: string
  /** Images to ask for instead of those of the Pods. */
  readonly images: readonly string[]
  readonly ask: Ask
  readonly askLogin: AskLogin
}

/**
 * Whether these credentials may pull what they are there for. Each image is asked for as the kubelet would, with the
 * Secret in question and no other; a login that no image needs is tried by itself.
 */
export async function verifyCredentials(subject: VerifySubject, options: VerifyOptions): Promise<Report> {
  const {ask, askLogin, images, scope} = options
  const snapshot = subject.kind === 'secrets' ? subject.snapshot : nothingRead(subject.takenAt)
  const plans = imagePlans(subject, images)
  const checked = await checkLogins(images.length > 0 ? [] : unusedLogins(subject, plans), askLogin)
  const answers = new Map([...(await ask(probePlan(plans))), ...checked.flatMap(loginAnswer)])
  const pulls = observePulls(snapshot, [...plans, ...checked.map(({plan}) => plan)])
  const cases = pullCases(
    snapshot,
    pulls.map((pull) => foretold(pull, answers)),
    answers,
  )
  const report = buildReport(
    cases.map((pullCase) => examine(pullCase, catalogue)),
    notChecked(snapshot, cases, {kind: 'asked'}),
    {
      scope,
      pods: snapshot.pods.length,
      pulls: plans.length,
      probes: answers.size,
      requests: requestCount([...answers.values(), ...checked.map(({check}) => check)]),
    },
  )
  const lints = lintFindings(subject.kind === 'secrets' ? subject.secrets : [], report.findings)
  return {
    ...report,
    findings: [...report.findings, ...lints],
    verdicts: [...imageVerdicts(plans, answers), ...checked.map(loginVerdict)],
  }
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

/** The logins that none of these pulls presents. */
function unusedLogins(subject: VerifySubject, plans: readonly PullPlan[]): readonly RegistryLogin[] {
  if (subject.kind === 'login') return [subject]
  const used = new Set(plans.flatMap(({keyring}) => (keyring.kind === 'attempts' ? keyring.attempts.map(placeOf) : [])))
  return subject.secrets.flatMap((secret) => {
    const entries = secret.state.kind === 'usable' ? secret.state.entries : []
    return entries.flatMap((entry) => {
      const registry = registryOfKey(entry.key)
      const credential = credentialOf(secret, entry)
      const isToTry = registry !== undefined && isPresentable(credential) && !used.has(placeOf(credential))
      return isToTry ? [{registry, credential}] : []
    })
  })
}

function placeOf(attempt: Attempt): string {
  return attempt === 'anonymous' ? '' : JSON.stringify(attempt.source)
}

interface RegistryLogin {
  readonly registry: string
  readonly credential: Credential
}

interface CheckedLogin extends RegistryLogin {
  readonly plan: PullPlan
  readonly check: LoginCheck
}

function checkLogins(logins: readonly RegistryLogin[], askLogin: AskLogin): Promise<readonly CheckedLogin[]> {
  return Promise.all(
    logins.map(async ({registry, credential}) => {
      const plan = loginPlan(registryAlone(registry), credential)
      return {registry, credential, plan, check: await askLogin(registry, credential)}
    }),
  )
}

/** A refusal of the login alone, as the answer to the question that its plan stands for. */
function loginAnswer({plan, credential, check}: CheckedLogin): readonly (readonly [string, ProbeOutcome])[] {
  if (check.kind === 'accepted' || check.kind === 'not-asked' || plan.parsed.kind === 'invalid') return []
  return [[probeKey({reference: plan.parsed.reference, attempt: credential}), check]]
}

function foretold(pull: ObservedPull, answers: ReadonlyMap<string, ProbeOutcome>): ObservedPull {
  return {...pull, failure: pull.failure ?? foretoldFailure(pull.plan, outcomesOf(pull.plan, answers))}
}

/** One verdict for each image and login, however many Pods pull it. */
function imageVerdicts(plans: readonly PullPlan[], answers: ReadonlyMap<string, ProbeOutcome>): readonly Verdict[] {
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

function loginVerdict({registry, credential, check}: CheckedLogin): Verdict {
  return verdict({registry, pulls: []}, credential, check)
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
