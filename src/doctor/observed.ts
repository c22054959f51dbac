import type {Observations, Observed} from '../cluster/snapshot.ts'

/**
 * One named object out of what was read: there, missing (`undefined` as the value), or not known because its namespace
 * could not be read.
 */
export function observed<T>(observations: Observations<T>, namespace: string, name: string): Observed<T | undefined> {
  const found = observations.found.get(`${namespace}/${name}`)
  if (found !== undefined) return {kind: 'value', value: found}
  return observations.unread.get(namespace) ?? observations.unread.get('*') ?? {kind: 'value', value: undefined}
}
