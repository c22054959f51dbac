import type {Observations, Observed} from '../cluster/snapshot.ts'

/**
 * One named object out of what was read: there, missing (`undefined` as the value), or not known because it or its
 * namespace could not be read.
 */
export function observed<T>(observations: Observations<T>, namespace: string, name: string): Observed<T | undefined> {
  const {found, unread} = observations
  const value = found.get(`${namespace}/${name}`)
  if (value !== undefined) return {kind: 'value', value}
  return unread.get(`${namespace}/${name}`) ?? unread.get(namespace) ?? unread.get('*') ?? {kind: 'value', value}
}
