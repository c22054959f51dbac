import type {Credential} from '../credentials/credential.ts'
import type {ProbeOutcome} from '../registry/probe.ts'
import type {PullCase} from './pull-case.ts'
import type {FailurePart} from './pull-failure.ts'

/**
 * How a registry refuses. `not-accepted`: the login itself, or the lack of one (401, or any refusal of the token server).
 * `not-allowed`: let in, and forbidden (403). `hidden`: a token was issued that does not reach this repository, which says
 * neither that it is there nor that it is not (`insufficient_scope`).
 */
export type RefusalWay = 'not-accepted' | 'not-allowed' | 'hidden'

/** A registry that refuses the one who asks, and what is known of who asked. */
export interface Refusal {
  /** The parts of the message that say so; empty where only this machine's probe was refused. */
  readonly parts: readonly FailurePart[]
  /** Several where several logins were refused in different ways. */
  readonly ways: readonly RefusalWay[]
  /**
   * `nothing`: the kubelet had no login for this image. `login`: it presented those in `logins`. `node-login`: one that
   * no pull secret holds, so the node's own. `unknown`: the Pod's Secrets could not all be read.
   */
  readonly presented: 'login' | 'node-login' | 'nothing' | 'unknown'
  readonly logins: readonly Credential[]
  /** What the message says of it, which only some runtimes do. */
  readonly stated: FailurePart['presented']
}

/** The facts `refusalOf` reads; a diagnosis that calls it declares them. */
export const refusalFacts = ['failure', 'keyring', 'outcomes'] as const

/**
 * Does the pull fail because of who asks? The runtime's message leads. What was presented is decided by the Pod's
 * Secrets, not by the message: only containerd from 1.7 on tells a refused login from none, and not with every registry.
 */
export function refusalOf(pullCase: Pick<PullCase, (typeof refusalFacts)[number]>): Refusal | undefined {
  const {failure, keyring} = pullCase
  if (failure === undefined || keyring.kind !== 'attempts' || failure.failure.isSandbox) return undefined
  const {parts} = failure.failure
  if (parts.some(wasLetIn)) return undefined
  const refused = parts.filter(isAccessFault)
  const isSilent = parts.every((part) => part.fault === 'unknown')
  const answered = isSilent ? wayOfOutcome(pullCase.outcomes.attempts.at(-1)?.outcome) : undefined
  const ways = [...new Set([...refused.map(wayOfPart), ...(answered ? [answered] : [])])]
  if (ways.length === 0) return undefined
  const logins = keyring.attempts.filter((attempt) => attempt !== 'anonymous').filter(isPresentable)
  return {
    parts: refused,
    ways,
    logins,
    stated: stated(refused),
    presented: presented(logins, refused, keyring.isComplete),
  }
}

/** A user name without a password, or the reverse, is no login to the runtimes: they pull anonymously with it. */
export function isPresentable(credential: Credential): boolean {
  return credential.username !== '' && !credential.password.isEmpty
}

/**
 * Did the last try bring no login although a Secret holds one now? Only some words tell it: containerd's of a token for
 * nobody, and "no basic auth credentials". A login that Basic refuses ends in a bare 401, from containerd before 1.7 none
 * does so, too.
 */
export function isMendedSince({logins, parts}: Refusal): boolean {
  return logins.length > 0 && parts.length > 0 && parts.every(({presented}) => presented === 'nothing')
}

/** What the registry answered to this machine with one of the logins. */
export function outcomeWith(login: Credential, {outcomes}: Pick<PullCase, 'outcomes'>): ProbeOutcome | undefined {
  return outcomes.attempts.find(({attempt}) => attempt === login)?.outcome
}

/**
 * Did the registry refuse this login itself to this machine? The token server's word is about the login alone, and so is
 * that of a registry without one; behind a token that was issued, a 401 is about what is asked for. A registry that serves
 * the image to everybody refuses something else.
 */
export function isRefusedHere(login: Credential, {outcomes}: Pick<PullCase, 'outcomes'>): boolean {
  const outcome = outcomeWith(login, {outcomes})
  if (outcome?.kind !== 'unauthorized' || outcome.challenge === 'absent') return false
  if (outcomes.anonymous?.kind === 'readable') return false
  return outcome.at === 'token' || outcome.exchanges.every(({at}) => at !== 'token')
}

/** Did the token server take this login, and the registry answer 401 to the token? Then the login may well be right. */
export function isGivenToken(login: Credential, {outcomes}: Pick<PullCase, 'outcomes'>): boolean {
  const outcome = outcomeWith(login, {outcomes})
  return (
    outcome?.kind === 'unauthorized' && outcome.at === 'registry' && outcome.exchanges.some(({at}) => at === 'token')
  )
}

/** An attempt that was told of the image or got to its layers: its login was good enough, whatever befell another's. */
function wasLetIn({at, fault}: FailurePart): boolean {
  switch (fault) {
    case 'unauthorized':
    case 'no-basic-credentials':
    case 'insufficient-scope':
    case 'unknown':
      return false
    case 'forbidden':
      return at === 'blob'
    case 'manifest-unknown':
    case 'name-unknown':
    case 'not-found':
    case 'no-platform':
    case 'media-type':
      return true
    default:
      return at === 'manifest' || at === 'blob' || at === 'unpack'
  }
}

function isAccessFault({fault}: FailurePart): boolean {
  switch (fault) {
    case 'unauthorized':
    case 'no-basic-credentials':
    case 'insufficient-scope':
    case 'forbidden':
      return true
    default:
      return false
  }
}

/** Of several attempts, one with a login tells that there was one, though an entry without came before it. */
function stated(refused: readonly FailurePart[]): Refusal['stated'] {
  const said = new Set(refused.map((part) => part.presented))
  if (said.has('login')) return 'login'
  return said.has('nothing') ? 'nothing' : 'unknown'
}

/** How one attempt was refused. */
export function wayOfPart({fault, at}: FailurePart): RefusalWay {
  if (fault === 'insufficient-scope') return 'hidden'
  return fault === 'forbidden' && at !== 'token' ? 'not-allowed' : 'not-accepted'
}

function wayOfOutcome(outcome: ProbeOutcome | undefined): RefusalWay | undefined {
  if (outcome?.kind === 'unauthorized') return 'not-accepted'
  if (outcome?.kind !== 'denied') return undefined
  if (outcome.at === 'token') return 'not-accepted'
  return outcome.exchanges.at(-1)?.status === 403 ? 'not-allowed' : 'hidden'
}

function presented(
  logins: readonly Credential[],
  parts: readonly FailurePart[],
  isComplete: boolean,
): Refusal['presented'] {
  if (logins.length > 0) return 'login'
  if (!isComplete) return 'unknown'
  return parts.some((part) => part.at === 'token' && part.presented === 'login') ? 'node-login' : 'nothing'
}

/** Did the registry or its token server refuse this identity? */
export function isRefused(outcome: ProbeOutcome): boolean {
  return outcome.kind === 'unauthorized' || outcome.kind === 'denied'
}
