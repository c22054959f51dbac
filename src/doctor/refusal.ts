import type {Credential} from '../credentials/credential.ts'
import type {ProbeOutcome} from '../registry/probe.ts'
import type {PullCase} from './pull-case.ts'
import type {FailurePart} from './pull-failure.ts'

/** A registry that refuses the one who asks, and what is known of who asked. */
export interface Refusal {
  /** The parts of the message that say so; empty where only this machine's probe was refused. */
  readonly parts: readonly FailurePart[]
  /**
   * `nothing`: the kubelet had no login for this image. `login`: it presented those in `logins`, or, where that is
   * empty, one that the node itself holds. `unknown`: the Pod's Secrets could not all be read, and the message is silent.
   */
  readonly presented: 'login' | 'nothing' | 'unknown'
  readonly logins: readonly Credential[]
  /** The login itself is refused (401); else it is let in and may not have this (403, insufficient scope). */
  readonly how: 'not-accepted' | 'not-allowed'
}

/** The facts `refusalOf` reads; a diagnosis that calls it declares them. */
export const refusalFacts = ['failure', 'keyring', 'outcomes'] as const

/**
 * Does the pull fail because of who asks? The runtime's message leads. What was presented is decided by the Pod's
 * Secrets, not by the message: only containerd from 1.7 on tells a refused login from none (facts about runtimes).
 */
export function refusalOf(pullCase: PullCase): Refusal | undefined {
  const {failure, keyring} = pullCase
  if (failure === undefined || keyring.kind !== 'attempts') return undefined
  const parts = failure.failure.parts.filter(isAccessFault)
  const isSilent = failure.failure.parts.every((part) => part.fault === 'unknown')
  const outcome = isSilent ? pullCase.outcomes.attempts.at(-1)?.outcome : undefined
  if (parts.length === 0 && !(outcome && isRefused(outcome))) return undefined
  const logins = keyring.attempts.filter((attempt) => attempt !== 'anonymous').filter(isPresentable)
  return {parts, logins, presented: presented(logins, parts, keyring.isComplete), how: howRefused(parts, outcome)}
}

/** A user name without a password, or the reverse, is no login to the runtimes: they pull anonymously with it. */
export function isPresentable(credential: Credential): boolean {
  return credential.username !== '' && !credential.password.isEmpty
}

/** Did the registry or its token server refuse this identity? */
export function isRefused(outcome: ProbeOutcome): boolean {
  return outcome.kind === 'unauthorized' || outcome.kind === 'denied'
}

function isAccessFault(part: FailurePart): boolean {
  switch (part.fault) {
    case 'unauthorized':
    case 'no-basic-credentials':
    case 'insufficient-scope':
      return true
    case 'forbidden':
      return part.at !== 'blob'
    default:
      return false
  }
}

function presented(
  logins: readonly Credential[],
  parts: readonly FailurePart[],
  isComplete: boolean,
): Refusal['presented'] {
  if (logins.length > 0) return 'login'
  const stated = parts.map((part) => part.presented)
  if (!isComplete) return stated.find((word) => word !== 'unknown') ?? 'unknown'
  // The Secrets give no login and containerd still says "oauth token": the node's own configuration holds one.
  return stated.includes('login') && parts.some((part) => part.at === 'token' && part.fault === 'unauthorized')
    ? 'unknown'
    : 'nothing'
}

function howRefused(parts: readonly FailurePart[], outcome: ProbeOutcome | undefined): Refusal['how'] {
  if (outcome) return outcome.kind === 'unauthorized' ? 'not-accepted' : 'not-allowed'
  const notAllowed = parts.some(
    (part) => part.fault === 'insufficient-scope' || (part.fault === 'forbidden' && part.at !== 'token'),
  )
  return notAllowed ? 'not-allowed' : 'not-accepted'
}
