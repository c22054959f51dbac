import type {ProbeOutcome} from '../registry/probe.ts'

/** What is odd about an answer without making it another one, for the reader to know. */
export function outcomeWarnings(
  {warnings = [], clockSkewSeconds}: Pick<ProbeOutcome, 'warnings' | 'clockSkewSeconds'>,
  registry: string,
): readonly string[] {
  if (clockSkewSeconds === undefined) return warnings
  const direction = clockSkewSeconds > 0 ? 'ahead of' : 'behind'
  const skew = `the clock of this machine is ${timeSpan(Math.abs(clockSkewSeconds))} ${direction} that of ${registry}`
  return [...warnings, skew]
}

/** In the largest unit that is not less than one, such as `3 h`. */
export function timeSpan(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`
  return seconds < 86_400 * 2 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`
}
