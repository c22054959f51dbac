import type {Credential} from '../credentials/credential.ts'
import {describeMismatch} from '../doctor/key-mismatch.ts'
import {type LoginGap, loginGaps} from '../doctor/login-gap.ts'
import type {PullCase} from '../doctor/pull-case.ts'
import {isPresentable, outcomeWith} from '../doctor/refusal.ts'
import type {LinkKind, PathLink, PathView} from './path-link.ts'
import {isBehind, reachOf} from './registry-reach.ts'

/** Pull Secrets with their keys and logins: those that the kubelet tries in its order, then those that it passes over. */
export function keyringLinks(view: PathView): readonly PathLink[] {
  const {pullSecrets, keyring, reference} = view.pullCase
  if (keyring.kind === 'unreadable') return unreadableLinks(view.pullCase, keyring.secret.name)
  if (keyring.kind === 'no-reference' || reference.kind === 'invalid') {
    return pullSecrets.map(({name}) => secretLink(name, 'not-checked', 'not looked at'))
  }
  const logins = keyring.attempts.filter((attempt) => attempt !== 'anonymous').filter(isPresentable)
  const gaps = loginGaps(pullSecrets, reference.reference)
  const none = logins.length === 0 ? [noLogin(view)] : []
  return [
    ...logins.flatMap((login, at) => loginLinks(login, logins[at - 1], view, logins.length === 1)),
    ...gaps.flatMap((gap) => gapLinks(gap, reference.reference.registry, view.broken)),
    ...none,
  ]
}

/** One entry that does not parse spoils the Secrets beside it as well. */
function unreadableLinks({pullSecrets}: PullCase, spoilt: string): readonly PathLink[] {
  return pullSecrets.map(({name}) =>
    name === spoilt
      ? secretLink(name, 'broken', 'does not parse')
      : secretLink(name, 'passed-over', `is not used: secret "${spoilt}" does not parse`),
  )
}

function loginLinks(
  login: Credential,
  before: Credential | undefined,
  view: PathView,
  isOnly: boolean,
): readonly PathLink[] {
  const {secret, key} = login.source
  const isSameSecret = before !== undefined && before.source.secret?.name === secret?.name
  return [
    ...(secret === undefined || isSameSecret ? [] : [secretLink(secret.name, 'good')]),
    {kind: 'key', state: 'good', name: key},
    loginLink(login, view, isOnly),
  ]
}

/** An answer to this machine tells one login from the others; the node's words do so only where there is one. */
function loginLink(login: Credential, {pullCase, broken, isSure}: PathView, isOnly: boolean): PathLink {
  const outcome = outcomeWith(login, pullCase)
  const link = {kind: 'login', name: login.username} as const
  const isAccepted = outcome !== undefined && reachOf(outcome) >= reachOf('login')
  if (broken === 'login' && !isAccepted) return {...link, state: 'broken'}
  if (isAccepted) return {...link, state: 'good', detail: 'accepted from this machine'}
  if (isOnly && isSure && isBehind(broken, 'login')) return {...link, state: 'good'}
  return {...link, state: 'not-checked', detail: outcome?.kind === 'unauthorized' ? 'refused' : 'not tried'}
}

function noLogin({pullCase: {keyring, outcomes}, broken, isSure}: PathView): PathLink {
  const isKnown = keyring.kind === 'attempts' && keyring.isComplete
  const link = {kind: 'login', name: '', detail: 'the kubelet pulls without one'} as const
  if (broken === 'login') return {...link, state: 'broken'}
  if (!isKnown) return {...link, state: 'not-checked', detail: 'not all pull Secrets could be read'}
  const served = outcomes.attempts.some(({outcome}) => reachOf(outcome) >= reachOf('login'))
  return {...link, state: served || (isSure && isBehind(broken, 'login')) ? 'good' : 'not-checked'}
}

function gapLinks(gap: LoginGap, registry: string, broken: LinkKind | undefined): readonly PathLink[] {
  const state = broken === 'pull-secret' ? 'broken' : 'passed-over'
  switch (gap.kind) {
    case 'missing':
      return [secretLink(gap.name, state, 'does not exist')]
    case 'ignored':
      return [secretLink(gap.secret.name, state, `is ignored: ${gap.reason}`)]
    case 'empty':
      return [secretLink(gap.secret.name, state, 'holds no login for it')]
    case 'unread':
      return [secretLink(gap.name, 'not-checked', 'could not be read')]
    case 'mismatch': {
      const detail = `does not match: ${describeMismatch(gap.entry.key, gap.verdict, registry)}`
      if (broken !== 'key') return [secretLink(gap.secret.name, 'passed-over', `no key matches: ${shortKey(gap)}`)]
      return [secretLink(gap.secret.name, 'good'), {kind: 'key', state: 'broken', name: gap.entry.key, detail}]
    }
  }
}

function shortKey({entry}: Extract<LoginGap, {kind: 'mismatch'}>): string {
  return `it has "${entry.key}"`
}

function secretLink(name: string, state: PathLink['state'], detail?: string): PathLink {
  return {kind: 'pull-secret', state, name, ...(detail !== undefined && {detail})}
}
