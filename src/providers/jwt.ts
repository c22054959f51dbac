import {decodeBase64} from './base64-text.ts'
import {type JsonObject, parseJsonObject} from './json-object.ts'
import {timeOfSeconds} from './time-of-seconds.ts'

/** What a JSON Web Token says of itself. Nothing is verified: it serves to tell what lies in a Secret, not to trust it. */
export interface Jwt {
  readonly claims: JsonObject
  /** `iss`, empty where there is none. */
  readonly issuer: string
  /** `aud`, which may be one text or a list (RFC 7519, section 4.1.3). */
  readonly audience: readonly string[]
  /** `exp` in RFC 3339. */
  readonly expiresAt?: string
  /** It was made to live for a day at most, counted from `nbf` or `iat`. */
  readonly isShortLived: boolean
}

const day = 86_400

/** Reads a token in the compact form of RFC 7515, section 7.1, or nothing where the text is none. */
export function parseJwt(text: string): Jwt | undefined {
  const parts = text.split('.')
  const [header = '', payload = ''] = parts
  if (parts.length !== 3 || typeof objectIn(header)?.['alg'] !== 'string') return undefined
  const claims = objectIn(payload)
  if (!claims) return undefined
  const expiresAt = timeOfSeconds(claims['exp'])
  return {
    claims,
    issuer: typeof claims['iss'] === 'string' ? claims['iss'] : '',
    audience: [claims['aud']].flat().filter((value) => typeof value === 'string'),
    ...(expiresAt !== undefined && {expiresAt}),
    isShortLived: isShort(claims),
  }
}

function objectIn(part: string): JsonObject | undefined {
  const text = decodeBase64(part)
  return text === undefined ? undefined : parseJsonObject(text)
}

function isShort({exp, iat, nbf}: JsonObject): boolean {
  const start = typeof nbf === 'number' ? nbf : iat
  return typeof exp === 'number' && typeof start === 'number' && exp - start <= day
}
