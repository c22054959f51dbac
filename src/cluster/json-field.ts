/**
 * Reads one field of an API object of which nothing is known: whatever stands in the way, a missing parent or one of
 * the wrong type, makes it `undefined`. All narrowing of API objects goes through here, so that no object, however
 * hostile, can do more than be incomplete.
 */
export function field(value: unknown, ...path: readonly string[]): unknown {
  let current = value
  for (const name of path) {
    if (!isJsonObject(current)) return undefined
    current = current[name]
  }
  return current
}

/** The text of a field; an empty one counts as absent, as Go's `omitempty` has it. */
export function textField(value: unknown, ...path: readonly string[]): string | undefined {
  const found = field(value, ...path)
  return typeof found === 'string' && found !== '' ? found : undefined
}

/**
 * The name of an object, or of one it refers to. One that begins with a dash is none: no object has it, and in a command
 * that is pasted it would be a flag.
 */
export function nameField(value: unknown, ...path: readonly string[]): string | undefined {
  const name = textField(value, ...path)
  return name?.startsWith('-') ? undefined : name
}

export function numberField(value: unknown, ...path: readonly string[]): number | undefined {
  const found = field(value, ...path)
  return typeof found === 'number' ? found : undefined
}

/** The items of a field; none where it is absent or no list. */
export function listField(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = field(value, ...path)
  return Array.isArray(found) ? found : []
}

/** The `name` of each item, as in `imagePullSecrets`; empty names are left out, as the kubelet does. */
export function namesField(value: unknown, ...path: readonly string[]): string[] {
  return listField(value, ...path).flatMap((item) => textField(item, 'name') ?? [])
}

export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
