/** A value on one line as Go's `json.Marshal` writes it: members in the order of their names, `<`, `>` and `&` escaped. */
export function goJson(value: unknown): string {
  return JSON.stringify(value, sorted).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
