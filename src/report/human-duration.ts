const [minute, hour, day] = [60, 3600, 86_400]

/** A time in seconds as kubectl shows ages (`HumanDuration` in k8s.io/apimachinery): two units at most, the smaller one only where it counts. */
export function humanDuration(seconds: number): string {
  const whole = Math.floor(seconds)
  if (whole < 2 * minute) return `${Math.max(0, whole)}s`
  if (whole < 10 * minute) return two(whole, minute, 'm', 1, 's')
  if (whole < 3 * hour) return `${Math.floor(whole / minute)}m`
  if (whole < 8 * hour) return two(whole, hour, 'h', minute, 'm')
  if (whole < 2 * day) return `${Math.floor(whole / hour)}h`
  if (whole < 8 * day) return two(whole, day, 'd', hour, 'h')
  if (whole < 2 * 365 * day) return `${Math.floor(whole / day)}d`
  if (whole < 8 * 365 * day) return two(whole, 365 * day, 'y', day, 'd')
  return `${Math.floor(whole / (365 * day))}y`
}

function two(whole: number, large: number, largeSign: string, small: number, smallSign: string): string {
  const rest = Math.floor((whole % large) / small)
  return `${Math.floor(whole / large)}${largeSign}${rest === 0 ? '' : `${rest}${smallSign}`}`
}
