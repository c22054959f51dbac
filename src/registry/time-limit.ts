/** Timers count to 24.8 days; what is longer would fire at once. */
const longest = 2 ** 31 - 1

/** Ends after so many milliseconds; undefined for 0, which is no limit as in kubectl. */
export function timeLimit(milliseconds: number): AbortSignal | undefined {
  return milliseconds === 0 ? undefined : AbortSignal.timeout(Math.min(Math.ceil(milliseconds), longest))
}
