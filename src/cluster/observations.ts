import type {PullSecret} from '../credentials/pull-secret.ts'
import type {SecretReading} from './narrow-secret.ts'
import type {Node, Observations, Observed, Pod, ServiceAccount} from './snapshot.ts'

/** Why something could not be read. */
export type Unread = Exclude<Observed<never>, {readonly kind: 'value'}>

interface Named {
  readonly namespace: string
  readonly name: string
}

/** Where an object stands in `Observations`. */
export function objectKey({namespace, name}: Named): string {
  return `${namespace}/${name}`
}

/** Lists of the API come by namespace, then by name. */
export function inListOrder(a: Named, b: Named): number {
  return compare(a.namespace, b.namespace) || compare(a.name, b.name)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function byKey<T extends Named>(objects: readonly T[]): Map<string, T> {
  return new Map(objects.map((object) => [objectKey(object), object]))
}

/** The Secrets as observations; one that was masked is neither there nor missing. */
export function secretObservations(
  readings: readonly SecretReading[],
  unread: ReadonlyMap<string, Unread>,
  unlisted?: Unread,
): Observations<PullSecret> {
  const found = readings.flatMap((reading) => (reading.kind === 'read' ? reading.secret : []))
  const masked = readings.flatMap((reading): [string, Unread][] =>
    reading.kind === 'masked' ? [[objectKey(reading), {kind: 'failed', reason: 'its data is masked'}]] : [],
  )
  return {found: byKey(found), unread: new Map([...unread, ...masked]), ...(unlisted && {unlisted})}
}

/** The keys of all Secrets that the Pods or their ServiceAccounts name for pulling. */
export function namedSecrets(pods: readonly Pod[], accounts: ReadonlyMap<string, ServiceAccount>): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const {namespace, serviceAccountName, pullSecretNames} of pods) {
    const account = accounts.get(objectKey({namespace, name: serviceAccountName}))
    for (const name of [...pullSecretNames, ...(account?.pullSecretNames ?? [])]) keys.add(objectKey({namespace, name}))
  }
  return keys
}

/** By name, those that a Pod runs on. */
export function nodesOf(pods: readonly Pod[], nodes: readonly Node[]): ReadonlyMap<string, Node> {
  const inUse = new Set(pods.map(({nodeName}) => nodeName))
  return new Map(nodes.filter(({name}) => inUse.has(name)).map((node) => [node.name, node]))
}
