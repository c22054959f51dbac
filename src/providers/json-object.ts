export type JsonObject = Readonly<Record<string, unknown>>

/** Longer than any token in use, a service account key with its private key included. */
const maxLength = 65_536

/** A JSON object, or nothing for any other text. */
export function parseJsonObject(text: string): JsonObject | undefined {
  // To throw costs a hundred times as much as to look, and most texts are no JSON.
  if (text.length > maxLength || !/^[ \t\n\r]*\{/.test(text)) return undefined
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
