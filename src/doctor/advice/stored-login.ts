import type {Credential} from '../../credentials/credential.ts'
import {credentialOf} from '../../credentials/keyring.ts'
import type {PullSecret} from '../../credentials/pull-secret.ts'
import {registryOfKey} from '../../credentials/registry-of-key.ts'
import {loginKey} from '../../registry/session.ts'
import type {PullPlan} from '../pull-plan.ts'
import {isPresentable} from '../refusal.ts'

/** One user name and password for one registry, with every place where it stands and every pull that presents it. */
export interface StoredLogin {
  /** Equal for equal logins at one registry (`loginKey`); a hash that is never shown. */
  readonly key: string
  readonly registry: string
  /** The first place; a login that is in no Secret has one without. */
  readonly places: readonly [LoginPlace, ...LoginPlace[]]
  readonly pulls: readonly PullPlan[]
}

export interface LoginPlace {
  readonly credential: Credential
  readonly secret?: PullSecret
}

/** The logins of Secrets, those that a runtime would present, in the order of the Secrets. */
export function placesIn(secrets: readonly PullSecret[]): readonly LoginPlace[] {
  return secrets.flatMap((secret) => {
    const entries = secret.state.kind === 'usable' ? secret.state.entries : []
    return entries.map((entry) => ({credential: credentialOf(secret, entry), secret}))
  })
}

/**
 * The distinct logins of these places. One whose key names no single registry counts at each registry that a pull presents
 * it to.
 */
export function storedLogins(places: readonly LoginPlace[], plans: readonly PullPlan[]): readonly StoredLogin[] {
  const presenting = pullsBySource(plans)
  const logins = new Map<string, StoredLogin>()
  for (const place of places) {
    const {credential} = place
    if (!isPresentable(credential)) continue
    const pulls = Map.groupBy(presenting.get(sourceKey(credential)) ?? [], registryOf)
    const own = registryOfKey(credential.source.key)
    for (const registry of new Set([...(own === undefined ? [] : [own]), ...pulls.keys()])) {
      const key = loginKey(registry, credential)
      const known = logins.get(key)
      logins.set(key, {
        key,
        registry,
        places: known === undefined ? [place] : [...known.places, place],
        pulls: [...(known?.pulls ?? []), ...(pulls.get(registry) ?? [])],
      })
    }
  }
  return [...logins.values()]
}

function pullsBySource(plans: readonly PullPlan[]): ReadonlyMap<string, readonly PullPlan[]> {
  const presented = plans.flatMap((plan) => {
    const attempts = plan.keyring.kind === 'attempts' ? plan.keyring.attempts : []
    return attempts.flatMap((attempt) => (attempt === 'anonymous' ? [] : [{plan, source: sourceKey(attempt)}]))
  })
  const groups = Map.groupBy(presented, ({source}) => source)
  return new Map([...groups].map(([source, group]) => [source, [...new Set(group.map(({plan}) => plan))]]))
}

function registryOf({parsed}: PullPlan): string {
  return parsed.kind === 'invalid' ? '' : parsed.reference.registry
}

/** Equal for one entry of one Secret. */
function sourceKey({source: {secret, key}}: Credential): string {
  return JSON.stringify([secret?.namespace, secret?.name, key])
}
