import {describeMismatch} from '../doctor/key-mismatch.ts'
import {type LoginGap, loginGaps} from '../doctor/login-gap.ts'
import type {PullCase} from '../doctor/pull-case.ts'
import {isPresentable} from '../doctor/refusal.ts'

/** What the kubelet does with one pull secret of a Pod for one image. */
export type KeyringStep =
  /** It tries this login; the steps of this kind come in its order. */
  | {readonly secret: string; readonly key: string; readonly username: string}
  /** It gets no login from this Secret; `why` follows on the Secret's name. */
  | {readonly secret: string; readonly why: string}

/**
 * Which pull secrets the kubelet uses for the image, in which order, and which it passes over and why. Told where a Pod
 * names several: with one there is no order. Absent where nothing is tried at all, since then another finding says so.
 */
export function keyringSteps({pullSecrets, keyring, reference}: PullCase): readonly KeyringStep[] | undefined {
  if (pullSecrets.length < 2 || keyring.kind !== 'attempts' || reference.kind === 'invalid') return undefined
  const {registry} = reference.reference
  const tried = keyring.attempts.flatMap((attempt): readonly KeyringStep[] => {
    if (attempt === 'anonymous' || !isPresentable(attempt) || attempt.source.secret === undefined) return []
    const {username, source} = attempt
    return [{secret: attempt.source.secret.name, key: source.key, username}]
  })
  const passedOver = loginGaps(pullSecrets, reference.reference).map((gap): KeyringStep => {
    return {secret: 'secret' in gap ? gap.secret.name : gap.name, why: whyNot(gap, registry)}
  })
  return [...tried, ...passedOver]
}

function whyNot(gap: LoginGap, registry: string): string {
  switch (gap.kind) {
    case 'missing':
      return 'does not exist'
    case 'ignored':
      return `is ignored: ${gap.reason}`
    case 'empty':
      return 'holds no login for it'
    case 'mismatch':
      return `has no key that matches: ${describeMismatch(gap.entry.key, gap.verdict, registry)}`
    case 'unread':
      return 'could not be read'
  }
}
