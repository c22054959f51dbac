import {type GoJson, parseGoJson} from '../credentials/go-json.ts'
import {fieldNamed} from '../credentials/go-struct.ts'

/** What a token server gave, still as it was sent, or why containerd takes nothing from it. */
export type TokenAnswer =
  | {readonly kind: 'token'; readonly text: string}
  | {readonly kind: 'none'}
  /** A field that nobody needs for a pull spoils the whole; `field` is one of containerd's names. */
  | {readonly kind: 'unreadable'; readonly field: string}

/** The fields that containerd reads of the answer, by the way in which it was asked for. */
const fields = {
  GET: ['token', 'access_token', 'expires_in', 'issued_at', 'refresh_token'],
  POST: ['access_token', 'refresh_token', 'expires_in', 'issued_at', 'scope'],
} as const

type Field = (typeof fields)['GET' | 'POST'][number]

/**
 * Reads the answer of a token server as a node does (`FetchToken` and `FetchTokenWithOAuth` in
 * core/remotes/docker/auth/fetch.go, with `json.Decoder`): names in any case, what follows the object is let be, and a field
 * of the wrong kind fails the whole. Where both fields are given, `access_token` wins.
 */
export function readTokenAnswer(body: Uint8Array, method: 'GET' | 'POST'): TokenAnswer {
  const value = firstValue(body)
  if (value?.kind !== 'object') return {kind: 'none'}
  const texts = new Map<Field, string>()
  for (const member of value.members) {
    const field = fieldNamed<Field>(member.name, fields[method])
    if (field === undefined || member.value.kind === 'null') continue
    const text = textOf(field, member.value, body)
    if (text === undefined) return {kind: 'unreadable', field}
    texts.set(field, text)
  }
  const text = texts.get('access_token') || texts.get('token')
  return text === undefined || text === '' ? {kind: 'none'} : {kind: 'token', text}
}

/** A decoder stops behind the first value, so that what comes then is no fault. */
function firstValue(body: Uint8Array): GoJson | undefined {
  const parsed = parseGoJson(body)
  if (parsed.kind === 'value') return parsed.value
  const before = parseGoJson(body.subarray(0, parsed.at))
  return before.kind === 'value' ? before.value : undefined
}

/** The value as text, where it is one that its field can hold: `int`, `time.Time`, or `string`. */
function textOf(field: Field, value: GoJson, body: Uint8Array): string | undefined {
  if (field === 'expires_in') {
    const text = Buffer.from(body.subarray(value.start, value.end)).toString('latin1')
    return value.kind === 'number' && isInteger(text) ? text : undefined
  }
  if (value.kind !== 'string') return undefined
  return field !== 'issued_at' || isTime(value.text) ? value.text : undefined
}

function isInteger(text: string): boolean {
  return /^-?[0-9]{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text)
}

/** RFC 3339, section 5.6, as strictly as Go reads it out of JSON (`Time.UnmarshalJSON`): no leap second, "T" and "Z" in capitals. */
function isTime(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-](\d\d):(\d\d))$/.exec(text)
  if (match === null) return false
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = match
    .slice(1)
    .map((digits) => Number(digits ?? 0))
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
  return isDate && hour < 24 && minute < 60 && second < 60 && zoneHour < 24 && zoneMinute < 60
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  if (month === 2) return isLeap ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
