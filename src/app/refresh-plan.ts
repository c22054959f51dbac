import type {AuthEntry, DataKey, PullSecret} from '../credentials/pull-secret.ts'
import {registryOfKey} from '../credentials/registry-of-key.ts'
import {canonicalKeyOf} from '../providers/canonical-key.ts'
import {providerFor} from '../providers/catalogue.ts'
import type {Token} from '../providers/provider.ts'

/** Which helper has the login of a registry, where the Secret does not say it or says another. */
export interface HelperChoice {
  /** By `host[:port]`; it is asked whatever the Secret says. */
  readonly byRegistry: ReadonlyMap<string, string>
  /** For every login that is made to live for hours and has no record. */
  readonly fallback?: string
}

export interface RefreshRules {
  readonly helpers: HelperChoice
  /** Milliseconds since 1970: when all this is decided. */
  readonly now: number
  /** Milliseconds: only logins that were fetched longer ago. */
  readonly olderThan?: number
  /** Milliseconds: only logins that end within this time. */
  readonly expiresWithin?: number
  /** The Secrets were named one by one: then the lack of a helper is an error. */
  readonly isNamed: boolean
}

/** A login of a Secret that does not last, or that a helper gave. */
export interface RenewableLogin {
  readonly secret: PullSecret
  readonly dataKey: DataKey
  readonly entry: AuthEntry
  readonly registry: string
  readonly token: Token
  readonly step: RefreshStep
}

/** What is to be done with a login. `why` follows on the name of the Secret. */
export type RefreshStep =
  | {readonly kind: 'fetch'; readonly helper: string; readonly server: string}
  | {readonly kind: 'not-due' | 'passed-over' | 'failed'; readonly why: string}

/**
 * The logins of a Secret that have to be fetched again and again, and what is to be done with each. A login that lasts and
 * that no helper is known for is nobody's concern here. Pure.
 */
export function renewableLogins(secret: PullSecret, rules: RefreshRules): readonly RenewableLogin[] {
  const {state} = secret
  if (state.kind !== 'usable') return []
  return state.entries.flatMap((entry) => {
    const {key, username, password} = entry
    const registry = registryOfKey(key)
    if (registry === undefined) return []
    const login = {registry, username, password}
    const token = providerFor(login).token(login)
    const {byRegistry, fallback} = rules.helpers
    const recorded = secret.fetched?.get(key)
    const helper = byRegistry.get(registry) ?? recorded?.helper ?? (token.isShortLived ? fallback : undefined)
    if (helper === undefined && !token.isShortLived) return []
    const server = recorded?.server ?? canonicalKeyOf(key)
    const step = stepFor({secret, entry, registry, token, helper, server}, rules)
    return [{secret, dataKey: state.dataKey, entry, registry, token, step}]
  })
}

interface Considered extends Omit<RenewableLogin, 'step' | 'dataKey'> {
  readonly helper: string | undefined
  readonly server: string
}

function stepFor({secret, entry, registry, token, helper, server}: Considered, rules: RefreshRules): RefreshStep {
  const {owner, isImmutable} = secret
  if (owner !== undefined) return {kind: 'passed-over', why: `it is written by ${owner}, which would undo the change`}
  if (helper === undefined) {
    const why = `no helper is recorded for its login at ${registry}; name one: --helper ${registry}=NAME`
    return {kind: rules.isNamed ? 'failed' : 'passed-over', why}
  }
  // Else whoever may write a Secret could have the login of one registry sent to another.
  if (registryOfKey(server) !== registry) {
    return {kind: 'failed', why: `its record has the login for ${registry} fetched from another registry`}
  }
  const why = whyNotDue(secret, entry, token, rules)
  if (why !== undefined) return {kind: 'not-due', why}
  if (isImmutable === true) {
    return {kind: 'failed', why: 'it is immutable, so its data can never be changed; create one of another name'}
  }
  return {kind: 'fetch', helper, server}
}

/** A login whose age or end nobody knows is due. */
function whyNotDue(
  {fetched, createdAt}: PullSecret,
  {key}: AuthEntry,
  {expiresAt}: Token,
  {now, olderThan, expiresWithin}: RefreshRules,
): string | undefined {
  const since = fetched?.get(key)?.at ?? createdAt
  if (olderThan !== undefined && since !== undefined && now - Date.parse(since) <= olderThan) {
    return `its login is of ${since}`
  }
  if (expiresWithin !== undefined && expiresAt !== undefined && Date.parse(expiresAt) - now > expiresWithin) {
    return `its login lasts until ${expiresAt}`
  }
  return undefined
}
