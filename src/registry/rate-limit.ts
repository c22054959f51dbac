/** How many pulls an address or account has, as Docker Hub tells it in the headers of a manifest (read 2026-11). */
export interface RateLimit {
  readonly limit: number
  readonly remaining: number
  /** The time in which `limit` pulls are allowed, in seconds. */
  readonly windowSeconds?: number
}

// limit = 1*DIGIT *( ";" name "=" value ), with w=SECONDS for the window    (draft-polli-ratelimit-headers-00)
const policy = /^(\d{1,9})(?:;.*?\bw=(\d{1,9}))?/

/** The limit, from `ratelimit-limit` and `ratelimit-remaining`; undefined where there is none, which means no limit. */
export function parseRateLimit(limit: string | undefined, remaining: string | undefined): RateLimit | undefined {
  const [, most, windowSeconds] = policy.exec(limit ?? '') ?? []
  const left = policy.exec(remaining ?? '')?.[1]
  if (most === undefined || left === undefined) return undefined
  return {
    limit: Number(most),
    remaining: Number(left),
    ...(windowSeconds !== undefined && {windowSeconds: Number(windowSeconds)}),
  }
}

/** `Retry-After` in seconds from `now` (RFC 9110, section 10.2.3: seconds or a date), never negative. */
export function retryAfterSeconds(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined
  if (/^\d{1,9}$/.test(value.trim())) return Number(value)
  const date = /^[A-Z][a-z]{2},? /.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now.getTime()) / 1000))
}
