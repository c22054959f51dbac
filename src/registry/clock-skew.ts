import {type HttpResponse, headerOf} from './http-message.ts'

/** Seconds that two clocks may differ by before tokens and certificates suffer from it. */
const tolerance = 60

/**
 * How many seconds this machine's clock is ahead of a server's, negative where it is behind, from the `Date` of an answer
 * (RFC 9110, section 6.6.1) that came at `now`. Undefined where they agree within a minute, where there is no date, and for
 * what a cache kept, since that has the date of another time.
 */
export function clockSkewSeconds(response: HttpResponse, now: Date): number | undefined {
  const text = headerOf(response, 'date')
  if (text === undefined || headerOf(response, 'age') !== undefined) return undefined
  // The one form that servers send; `Date.parse` alone would take much else.
  const date = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)
    ? Date.parse(text)
    : Number.NaN
  const seconds = Math.round((now.getTime() - date) / 1000)
  return Math.abs(seconds) > tolerance ? seconds : undefined
}
