/** RFC 3339 for seconds since 1970, or nothing where they are no time that has four digits in its year. */
export function timeOfSeconds(seconds: unknown): string | undefined {
  if (typeof seconds !== 'number' || !(seconds > 0) || seconds >= 253_402_300_800) return undefined
  return new Date(Math.floor(seconds) * 1000).toISOString().replace('.000Z', 'Z')
}
