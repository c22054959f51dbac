/**
 * A JSON string as Go's `json.Marshal` writes it since Go 1.22: as `JSON.stringify` does, but for what could end a
 * script or a line in HTML, which is escaped, and halves of surrogate pairs, which no Go string can hold.
 */
export function goJsonString(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** A JSON object out of its members' names and their values' texts, in the order given and without blanks. */
export function goJsonObject(members: readonly (readonly [name: string, valueText: string])[]): string {
  return `{${members.map(([name, text]) => `${goJsonString(name)}:${text}`).join(',')}}`
}
