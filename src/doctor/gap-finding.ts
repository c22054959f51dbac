import type {Reference} from '../reference/reference.ts'
import type {Certainty} from './finding.ts'
import {isNearMiss, type LoginGap, loginGaps} from './login-gap.ts'
import type {ObservedFailure} from './observed-failure.ts'
import {allOutcomes} from './outcome-cause.ts'
import type {PullCase} from './pull-case.ts'
import {type Refusal, refusalFacts, refusalOf} from './refusal.ts'

/** The facts `reachedWithoutLogin` reads; a diagnosis that calls it declares them. */
export const gapFacts = [...refusalFacts, 'reference', 'pullSecrets'] as const

/** A pull that was refused although the Pod names pull secrets: none of them gave a login. */
export interface ReachedWithoutLogin {
  readonly failure: ObservedFailure
  readonly reference: Reference
  readonly gaps: readonly [LoginGap, ...LoginGap[]]
  /** False where the registry may hide that there is no such repository, or where what was presented is not certain. */
  readonly isDecisive: boolean
}

/** The pull was refused for lack of a login, and the Pod names Secrets: which gaps explain it? */
export function reachedWithoutLogin(pullCase: PullCase): ReachedWithoutLogin | undefined {
  const refusal = refusalOf(pullCase)
  const {failure, reference} = pullCase
  if (refusal === undefined || refusal.presented === 'login' || refusal.stated === 'login') return undefined
  if (failure === undefined || reference.kind === 'invalid') return undefined
  const [first, ...rest] = loginGaps(pullCase.pullSecrets, reference.reference)
  if (first === undefined) return undefined
  return {
    failure,
    reference: reference.reference,
    gaps: [first, ...rest],
    isDecisive: refusal.presented === 'nothing' && isForLackOfLogin(refusal, pullCase) && !isOpen(pullCase),
  }
}

/**
 * How far one gap is to be believed beside the others: alone it explains the refusal; among several the near misses come
 * before a Secret that may serve another registry on purpose, and nothing is certain.
 */
export function gapCertainty(gap: LoginGap, {gaps, isDecisive}: ReachedWithoutLogin): Certainty {
  if (gap.kind === 'unread') return 'possible'
  const rivals = gaps.filter((other) => other !== gap)
  if (rivals.length === 0) return isDecisive && !isHearsay(gap) ? 'proved' : 'likely'
  return isNearMiss(gap) || !rivals.some(isNearMiss) ? 'likely' : 'possible'
}

function isHearsay(gap: LoginGap): boolean {
  return gap.kind === 'missing' && gap.isReported
}

/** Not where a 403 may have another reason, or the registry hides what is there, unless it tells what is not. */
function isForLackOfLogin({ways}: Refusal, pullCase: PullCase): boolean {
  const tells = allOutcomes(pullCase).some(({absence}) => absence?.kind === 'told')
  return ways.every((way) => way === 'not-accepted' || (way === 'hidden' && tells))
}

/** Without a login this machine may read it, so the lack of one is not what stops the node. */
function isOpen({outcomes}: PullCase): boolean {
  return outcomes.anonymous?.kind === 'readable'
}
