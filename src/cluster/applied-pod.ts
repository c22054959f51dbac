import type {Pod} from './snapshot.ts'

/** An API server has seen the Pod: it is no manifest, nor a workload's template. */
export function isApplied({uid, phase, isSpecUnread, containers}: Pod): boolean {
  return (uid ?? phase ?? isSpecUnread) !== undefined || containers.some(({state}) => state.kind !== 'none')
}
