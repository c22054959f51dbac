import type {Pod} from '../cluster/snapshot.ts'

/**
 * A Pod that pulls nothing any more. It keeps the states that its containers had where they never ran
 * (`TerminatePod` in status_manager.go), so that a pull which failed before the Pod was evicted still reads as failing.
 */
export function hasEnded({phase}: Pod): boolean {
  return phase === 'Succeeded' || phase === 'Failed'
}

/** It ran out of its `activeDeadlineSeconds`, which a pull that fails uses up. */
export function hasRunOutOfTime(pod: Pod): boolean {
  return hasEnded(pod) && pod.phaseReason === 'DeadlineExceeded'
}
