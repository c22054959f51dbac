/** Milliseconds in each unit of Go's `time.ParseDuration`; both spellings of the micro sign. */
const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}

/**
 * A time limit as kubectl reads `--request-timeout` (`ParseTimeout` in k8s.io/kubectl): whole seconds, or a Go duration
 * such as `1m30s`. In milliseconds; 0 is no limit. Negative ones, which kubectl takes and cannot keep, are no duration.
 */
export function parseTimeout(text: string): number | undefined {
  if (/^\+?\d+$/.test(text)) return Number(text) * 1000
  if (!/^\+?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text)) return undefined
  const parts = [...text.matchAll(/([\d.]+)([a-zµμ]+)/g)]
  return parts.reduce((total, [, number, unit]) => total + Number(number) * (units[unit ?? ''] ?? 0), 0)
}
