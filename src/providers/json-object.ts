export type JsonObject = Readonly<Record<string, unknown>>

/** Longer than any token in use, a service account key with its private key included. */
const maxLength = 65_536

/** A JSON object, or nothing for any other text. */
export function parseJsonObject(text: string): JsonObject | undefined {
  if (text.length > maxLength) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The text in base64, either alphabet, padded or not; nothing where it is not base64. */
export function decodeBase64(text: string): string | undefined {
  const bare = text.replace(/={1,2}$/, '')
  if (text.length > maxLength || !/^[A-Za-z0-9+/_-]+$/.test(bare) || bare.length % 4 === 1) return undefined
  return Buffer.from(bare, 'base64').toString('utf8')
}

/** RFC 3339 for seconds since 1970, or nothing where they are no time that has four digits in its year. */
export function timeOfSeconds(seconds: unknown): string | undefined {
  if (typeof seconds !== 'number' || !(seconds > 0) || seconds >= 253_402_300_800) return undefined
  return new Date(Math.floor(seconds) * 1000).toISOString().replace('.000Z', 'Z')
}
