import type {IncomingHttpHeaders} from 'node:http'

/** Seconds that two clocks may differ by before tokens and certificates suffer from it. */
const tolerance = 60

/**
 * How many seconds this machine's clock is ahead of the API server's, negative where it is behind, by the `Date` of an answer
 * (RFC 9110, section 6.6.1) that came at `now`; 0 where they agree within a minute. Undefined where the answer tells none.
 */
export function clockSkewSeconds({date}: Pick<IncomingHttpHeaders, 'date'>, now: Date): number | undefined {
  // The one form that servers send; `Date.parse` alone would take much else.
  if (date === undefined || !/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(date))
    return undefined
  const seconds = Math.round((now.getTime() - Date.parse(date)) / 1000)
  if (Number.isNaN(seconds)) return undefined
  return Math.abs(seconds) > tolerance ? seconds : 0
}
