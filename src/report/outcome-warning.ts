import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import {timeSpan} from '../doctor/time-span.ts'
import type {ProbeOutcome} from '../registry/probe.ts'

/** What is odd about an answer without making it another one, for the reader to know. */
export function outcomeWarnings(
  {warnings = [], clockSkewSeconds}: Pick<ProbeOutcome, 'warnings' | 'clockSkewSeconds'>,
  registry: string,
): readonly string[] {
  if (clockSkewSeconds === undefined) return warnings
  return [...warnings, skewWords(clockSkewSeconds, registry)]
}

/**
 * That this machine's clock is not the cluster's: then it takes certificates for expired, and logins for good, that are not
 * so for the nodes.
 */
export function clockWarnings({clockSkewSeconds = 0}: Pick<ClusterSnapshot, 'clockSkewSeconds'>): readonly string[] {
  return clockSkewSeconds === 0 ? [] : [skewWords(clockSkewSeconds, 'the API server')]
}

function skewWords(seconds: number, other: string): string {
  const direction = seconds > 0 ? 'ahead of' : 'behind'
  return `the clock of this machine is ${timeSpan(Math.abs(seconds))} ${direction} that of ${other}`
}
