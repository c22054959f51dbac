import {keyringKey} from '../credentials/registry-key.ts'
import type {NewEntry} from '../credentials/write-docker-config.ts'

/** A login with the Secret that it is for. */
export interface PlannedLogin {
  readonly secret: string
  /** Absent: it goes wherever the call as a whole goes. */
  readonly namespace?: string
  readonly entry: NewEntry
  /** Where it is written, for messages; absent where flags give it. */
  readonly place?: string
}

export interface PlannedSecret {
  readonly name: string
  readonly entries: readonly [NewEntry, ...NewEntry[]]
}

/** What one namespace gets. `undefined` is that of the context, which a dry run on the client does not ask for. */
export interface NamespacePlan {
  readonly namespace: string | undefined
  readonly secrets: readonly [PlannedSecret, ...PlannedSecret[]]
}

export type CreatePlan =
  | {readonly kind: 'plan'; readonly namespaces: readonly NamespacePlan[]}
  /** Two logins would stand under one key of one Secret. */
  | {readonly kind: 'fault'; readonly message: string}

/**
 * Which Secrets are to be where: logins with one name and one namespace come together in one Secret, and those without a
 * namespace go to each of `namespaces`. In the order in which they are first named.
 */
export function planSecrets(logins: readonly PlannedLogin[], namespaces: readonly (string | undefined)[]): CreatePlan {
  const placed = logins.flatMap((login) => {
    return (login.namespace === undefined ? namespaces : [login.namespace]).map((namespace) => ({namespace, login}))
  })
  const plans: NamespacePlan[] = []
  for (const [namespace, those] of Map.groupBy(placed, (one) => one.namespace)) {
    const secrets: PlannedSecret[] = []
    for (const [name, same] of Map.groupBy(those, ({login}) => login.secret)) {
      const own = same.map(({login}) => login)
      const double = doubleOf(own)
      if (double !== undefined) return {kind: 'fault', message: doubleText(double, namespace)}
      const [first, ...others] = unique(own)
      if (first !== undefined) secrets.push({name, entries: [first, ...others]})
    }
    const [first, ...others] = secrets
    if (first !== undefined) plans.push({namespace, secrets: [first, ...others]})
  }
  return {kind: 'plan', namespaces: plans}
}

interface Double {
  readonly one: PlannedLogin
  readonly other: PlannedLogin
}

/** Two different logins that the kubelet would hold under one key. */
function doubleOf(logins: readonly PlannedLogin[]): Double | undefined {
  const known = new Map<string, PlannedLogin>()
  for (const other of logins) {
    const one = known.get(identity(other.entry))
    if (one !== undefined && !isSame(one.entry, other.entry)) return {one, other}
    known.set(identity(other.entry), other)
  }
  return undefined
}

function unique(logins: readonly PlannedLogin[]): readonly NewEntry[] {
  return [...new Map(logins.map(({entry}) => [identity(entry), entry])).values()]
}

function identity({key}: NewEntry): string {
  const read = keyringKey(key)
  return read.kind === 'key' ? read.text : key
}

function isSame(one: NewEntry, other: NewEntry): boolean {
  return (
    one.username === other.username && one.email === other.email && one.password.reveal() === other.password.reveal()
  )
}

function doubleText({one, other}: Double, namespace: string | undefined): string {
  const secret = `secret "${other.secret}"${namespace === undefined ? '' : ` in namespace "${namespace}"`}`
  const places = one.place === undefined || other.place === undefined ? '' : ` (${one.place}, ${other.place})`
  return `${secret} would get two logins for ${other.entry.key}${places}`
}
