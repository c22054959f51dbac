import type {Credential} from '../credentials/credential.ts'
import {loginPlan, registryAlone} from '../doctor/image-plan.ts'
import type {PullPlan} from '../doctor/pull-plan.ts'
import type {LoginCheck} from '../registry/check-login.ts'
import {type ProbeOutcome, probeKey} from '../registry/probe.ts'
import type {NotChecked} from '../report/report.ts'
import {transportWords} from '../report/transport-words.ts'
import type {AskLogin} from './ask.ts'
import type {UnusedLogin} from './unused-login.ts'
import {named} from './verify-plan.ts'

/** A login that was tried by itself, as the pull of a registry without an image. */
export interface CheckedLogin {
  readonly registry: string
  readonly credential: Credential
  readonly plan: PullPlan
  readonly check: LoginCheck
}

/** What came of trying logins by themselves. */
export interface LoginTrials {
  readonly checked: readonly CheckedLogin[]
  /** Those that say nothing of the login: no registry to ask, or none that this machine reaches. */
  readonly notChecked: readonly NotChecked[]
  /** Every answer, for who counts them. */
  readonly checks: readonly LoginCheck[]
}

type Trial = Omit<LoginTrials, 'checks'> & {readonly check?: LoginCheck}

/**
 * Presents logins that no image needs. A registry that this machine does not reach is a gap where a Secret holds the login,
 * for the nodes may reach it and no pull depends on it; asked about by name, it is the answer.
 */
export async function tryUnusedLogins(logins: readonly UnusedLogin[], askLogin: AskLogin): Promise<LoginTrials> {
  const trials = await Promise.all(logins.map((login) => tryLogin(login, askLogin)))
  return {
    checked: trials.flatMap(({checked}) => checked),
    notChecked: trials.flatMap(({notChecked}) => notChecked),
    checks: trials.flatMap(({check}) => check ?? []),
  }
}

async function tryLogin(login: UnusedLogin, askLogin: AskLogin): Promise<Trial> {
  if (login.kind === 'nowhere') {
    return notTried(login, 'it names no single registry, and no Pod pulls with it; name an image with --image')
  }
  const {registry, credential, secret} = login
  const plan = loginPlan(registryAlone(registry), credential)
  const check = await askLogin(registry, credential)
  if (secret === undefined) return {checked: [{registry, credential, check, plan}], notChecked: [], check}
  if (check.kind === 'unreachable' && check.failure.kind !== 'interrupted') {
    const {host, kind, code} = check.failure
    const why = `${host}: ${transportWords[kind]} from this machine (${code}), and no Pod pulls with it`
    return {...notTried(login, why), check}
  }
  const checked = {registry, credential, check, plan: {...plan, pullSecrets: [named(secret)]}}
  return {checked: [checked], notChecked: [], check}
}

function notTried({credential: {source}}: UnusedLogin, why: string): Trial {
  const {key, secret} = source
  const what = `entry "${key}"${secret === undefined ? '' : ` of secret "${secret.name}"`}`
  return {checked: [], notChecked: [{what, why, pulls: []}]}
}

/**
 * A refusal of the login alone, as the answer to the question that its plan stands for. There is no image that it could be
 * denied, so it is the login itself that is refused.
 */
export function loginAnswer({plan, credential, check}: CheckedLogin): readonly (readonly [string, ProbeOutcome])[] {
  if (check.kind === 'accepted' || check.kind === 'not-asked' || plan.parsed.kind === 'invalid') return []
  const answer: ProbeOutcome = check.kind === 'denied' ? {...check, kind: 'unauthorized'} : check
  return [[probeKey({reference: plan.parsed.reference, attempt: credential}), answer]]
}
