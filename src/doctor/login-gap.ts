import type {Observed, PodEvent} from '../cluster/snapshot.ts'
import {explainKey, type KeyVerdict} from '../credentials/keyring.ts'
import type {AuthEntry, PullSecret} from '../credentials/pull-secret.ts'
import type {Reference} from '../reference/reference.ts'
import {isMissing, type NamedSecret} from './pull-plan.ts'

/** Why one pull secret of a Pod gives no login for one image. */
export type LoginGap =
  /** `isReported`: by the kubelet's word alone, which has it of a Secret that it cannot read, too. */
  | {readonly kind: 'missing'; readonly name: string; readonly isReported: boolean}
  | {readonly kind: 'ignored'; readonly secret: PullSecret; readonly reason: string}
  /** No entry at all, or the entry that matches holds no login that the kubelet can use. */
  | {readonly kind: 'empty'; readonly secret: PullSecret; readonly entry?: AuthEntry}
  /** It holds logins, and none for this image; `entry` is the one that comes nearest. */
  | {readonly kind: 'mismatch'; readonly secret: PullSecret; readonly entry: AuthEntry; readonly verdict: KeyVerdict}
  /** We could not look; nor did the kubelet report it as missing. */
  | {readonly kind: 'unread'; readonly name: string; readonly why: Unread}

type Unread = Exclude<Observed<unknown>, {kind: 'value'}>

/** The gap of each Secret that the Pod names and that gives no login for this image, in the Pod's order. */
export function loginGaps(pullSecrets: readonly NamedSecret[], reference: Reference): readonly LoginGap[] {
  return pullSecrets.flatMap((named) => gapOf(named, reference) ?? [])
}

/**
 * Does this gap look like the slip that was made, rather than a Secret that serves other images? A key for the same
 * host with the wrong port or path is; a login for another registry may be there on purpose.
 */
export function isNearMiss(gap: LoginGap): boolean {
  switch (gap.kind) {
    case 'missing':
    case 'ignored':
    case 'empty':
      return true
    case 'mismatch':
      return gap.verdict.kind !== 'other-host'
    case 'unread':
      return false
  }
}

/** Not given, and nothing that the kubelet said speaks against it: a file without Secrets, and no events of the Pod. */
export function mayBeMissing(gap: LoginGap, events: readonly PodEvent[]): boolean {
  return gap.kind === 'unread' && gap.why.kind === 'failed' && gap.why.isNotGiven === true && events.length === 0
}

function gapOf(named: NamedSecret, reference: Reference): LoginGap | undefined {
  if (isMissing(named)) {
    return {kind: 'missing', name: named.name, isReported: named.secret.kind !== 'value'}
  }
  if (named.secret.kind !== 'value') return {kind: 'unread', name: named.name, why: named.secret}
  if (named.secret.value === undefined) return undefined
  const secret = named.secret.value
  const {state} = secret
  switch (state.kind) {
    case 'ignored':
      return {kind: 'ignored', secret, reason: state.reason}
    case 'malformed':
      return undefined
    case 'usable':
      return entriesGap(secret, state.entries, reference)
  }
}

function entriesGap(secret: PullSecret, entries: readonly AuthEntry[], reference: Reference): LoginGap | undefined {
  const judged = entries.map((entry) => ({entry, verdict: explainKey(entry.key, reference)}))
  const matching = judged.filter(({verdict}) => verdict.kind === 'match')
  if (matching.some(({entry}) => hasLogin(entry))) return undefined
  const [matched] = matching
  if (matched) return {kind: 'empty', secret, entry: matched.entry}
  const withLogin = judged.filter(({entry}) => hasLogin(entry))
  const nearest = withLogin.find(({verdict}) => verdict.kind !== 'other-host') ?? withLogin[0]
  if (nearest) return {kind: 'mismatch', secret, ...nearest}
  const [first] = entries
  return {kind: 'empty', secret, ...(first && {entry: first})}
}

function hasLogin(entry: AuthEntry): boolean {
  return entry.username !== '' && !entry.password.isEmpty
}
