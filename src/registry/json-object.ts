/** Any JSON object, its values not yet looked at. */
export type JsonObject = Readonly<Record<string, unknown>>

/** The object a text holds; undefined where it is no JSON, and where it is another value. Never throws for a text. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** An array is none. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
