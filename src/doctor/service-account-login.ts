import type {PullCase} from './pull-case.ts'
import {isMissing, planKeyring} from './pull-plan.ts'
import {isPresentable} from './refusal.ts'

/** The facts `addedLogin` reads; a diagnosis that calls it declares them. */
export const serviceAccountFacts = ['serviceAccountSecrets'] as const

/**
 * Do all of the Pod's pull secrets stand in its ServiceAccount's list as well? Then they were most likely copied from there
 * when the Pod was created. Not so where it has none.
 */
export function isCopiedList({pullSecrets, serviceAccountSecrets}: PullCase): boolean {
  const names = new Set(serviceAccountSecrets.map(({name}) => name))
  return pullSecrets.length > 0 && pullSecrets.every(({name}) => names.has(name))
}

/**
 * The first pull secret that the Pod's ServiceAccount names now, that the Pod does not name, and that would give a login
 * for the image. `isCertain` is false where the Secret could not be read; one that is missing or gives no login is passed
 * over.
 */
export function addedLogin(pullCase: PullCase): {readonly name: string; readonly isCertain: boolean} | undefined {
  const {reference} = pullCase
  if (reference.kind === 'invalid') return undefined
  const own = new Set(pullCase.pullSecrets.map(({name}) => name))
  const others = pullCase.serviceAccountSecrets.filter((named) => !own.has(named.name) && !isMissing(named))
  const giving = others.find((named) => {
    const keyring = planKeyring([named], reference.reference)
    return (
      keyring.kind === 'attempts' &&
      keyring.attempts.some((attempt) => attempt !== 'anonymous' && isPresentable(attempt))
    )
  })
  if (giving) return {name: giving.name, isCertain: true}
  const unread = others.find(({secret}) => secret.kind !== 'value')
  return unread && {name: unread.name, isCertain: false}
}
