import type {Attempt, Credential} from '../credentials/credential.ts'
import {keyReach} from '../credentials/key-reach.ts'
import {credentialOf} from '../credentials/keyring.ts'
import type {PullSecret} from '../credentials/pull-secret.ts'
import {registryOfKey} from '../credentials/registry-of-key.ts'
import type {PullPlan} from '../doctor/pull-plan.ts'
import {isPresentable} from '../doctor/refusal.ts'
import type {CredentialSubject} from './verify-subject.ts'

/** A login that no pull presents, so that it is tried by itself, if there is a registry to try it at. */
export type UnusedLogin =
  | {
      readonly kind: 'registry'
      readonly registry: string
      readonly credential: Credential
      readonly secret?: PullSecret
    }
  /** Its key has a wildcard. */
  | {readonly kind: 'nowhere'; readonly credential: Credential}

/** The logins that none of these pulls presents. One whose key serves no image is none. */
export function unusedLogins(subject: CredentialSubject, plans: readonly PullPlan[]): readonly UnusedLogin[] {
  if (subject.kind === 'login') return [{kind: 'registry', registry: subject.registry, credential: subject.credential}]
  const used = new Set(plans.flatMap(({keyring}) => (keyring.kind === 'attempts' ? keyring.attempts.map(placeOf) : [])))
  return subject.secrets.flatMap((secret) => {
    const entries = secret.state.kind === 'usable' ? secret.state.entries : []
    return entries.flatMap((entry): readonly UnusedLogin[] => {
      const credential = credentialOf(secret, entry)
      if (!isPresentable(credential) || used.has(placeOf(credential))) return []
      const registry = registryOfKey(entry.key)
      if (registry !== undefined) return [{kind: 'registry', registry, credential, secret}]
      return keyReach(entry.key).kind === 'nothing' ? [] : [{kind: 'nowhere', credential}]
    })
  })
}

/** Equal for one entry of one Secret. */
export function placeOf(attempt: Attempt): string {
  return attempt === 'anonymous' ? '' : JSON.stringify(attempt.source)
}
