import type {Advice, AdviceName} from '../doctor/advice/advice.ts'
import type {Evidence, Remedy} from '../doctor/finding.ts'
import {isNobodysPull} from '../doctor/image-plan.ts'
import {type PullName, pullName} from './pull-name.ts'

/** Something that works and could be done better, as `-o json` prints it. */
export interface ReportAdvice {
  readonly advice: AdviceName
  /** Never more: no exit code depends on it. */
  readonly severity: 'info'
  readonly title: string
  /** What may come of it. */
  readonly why: string
  /** What it is given on; no final period. */
  readonly message: string
  /** Where the login stands; empty for one that is in no Secret. */
  readonly secrets: readonly SecretName[]
  /** Who pulls with it. */
  readonly pulls: readonly PullName[]
  readonly evidence: readonly Evidence[]
  readonly remedies: readonly Remedy[]
}

export interface SecretName {
  readonly namespace: string
  readonly name: string
}

/** An advice with the names of whom it concerns. */
export function reportAdvice({name, title, why, message, login, evidence, remedies}: Advice): ReportAdvice {
  const secrets = login.places.flatMap(({secret}) => (secret ? [{namespace: secret.namespace, name: secret.name}] : []))
  return {
    advice: name,
    severity: 'info',
    title,
    why,
    message,
    secrets: [...new Map(secrets.map((secret) => [JSON.stringify(secret), secret])).values()],
    pulls: login.pulls.filter((pull) => !isNobodysPull(pull)).map(pullName),
    evidence,
    remedies,
  }
}
