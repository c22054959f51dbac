import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import type {Credential} from '../credentials/credential.ts'
import type {AuthEntry, PullSecret} from '../credentials/pull-secret.ts'
import {registryOfKey} from '../credentials/registry-of-key.ts'
import type {Evidence, Remedy} from './finding.ts'

/** Another Secret that holds another password for the same registry and user, and was made later. */
export interface NewerLogin {
  readonly namespace: string
  readonly secret: string
  /** RFC 3339. */
  readonly createdAt: string
}

interface Stored {
  readonly secret: PullSecret
  readonly entry: AuthEntry
}

/**
 * Finds the newest Secret with another password for a login's registry and user, among those that were read, in whatever
 * namespace: a login that was renewed in one place and forgotten in another. The time is that of the Secret's making, for
 * that of its last change is not told. Undefined where none is younger.
 */
export function newerLogins({pullSecrets}: ClusterSnapshot): (login: Credential) => NewerLogin | undefined {
  const stored = Map.groupBy([...pullSecrets.found.values()].flatMap(entriesOf), ({entry}) => placeOf(entry) ?? '')
  return (login) => {
    const {secret: place, key} = login.source
    const own = place && pullSecrets.found.get(`${place.namespace}/${place.name}`)
    const where = placeOf({key, username: login.username})
    if (own?.createdAt === undefined || where === undefined) return undefined
    const since = Date.parse(own.createdAt)
    const [newest] = (stored.get(where) ?? [])
      .filter(({secret, entry}) => madeAt(secret) > since && !entry.password.equals(login.password))
      .sort((one, other) => madeAt(other.secret) - madeAt(one.secret))
    if (newest?.secret.createdAt === undefined) return undefined
    const {namespace, name, createdAt} = newest.secret
    return {namespace, secret: name, createdAt}
  }
}

/** How a finding about a refused login mentions it. */
export function newerLoginWords(login: NewerLogin | undefined): {
  readonly evidence: readonly Evidence[]
  readonly remedies: readonly Remedy[]
} {
  if (login === undefined) return {evidence: [], remedies: []}
  const {namespace, secret, createdAt} = login
  return {
    evidence: [{kind: 'field', object: `secret/${secret}`, path: 'metadata.creationTimestamp', value: createdAt}],
    remedies: [
      {
        step: `Compare it with secret "${secret}" in namespace "${namespace}", which holds another password for the same registry and user, and was made later.`,
        command: ['kubectl', 'imagecreds', 'decode', secret, '-n', namespace],
      },
    ],
  }
}

function entriesOf(secret: PullSecret): readonly Stored[] {
  if (secret.state.kind !== 'usable' || secret.createdAt === undefined) return []
  return secret.state.entries
    .filter(({username, password}) => username !== '' && !password.isEmpty)
    .map((entry) => ({secret, entry}))
}

/** Undefined for a key that names no single registry. */
function placeOf({key, username}: Pick<AuthEntry, 'key' | 'username'>): string | undefined {
  const registry = registryOfKey(key)
  return registry === undefined ? undefined : JSON.stringify([registry, username])
}

/** Not a number, and so younger than nothing, where it is not known. */
function madeAt({createdAt}: PullSecret): number {
  return createdAt === undefined ? Number.NaN : Date.parse(createdAt)
}
