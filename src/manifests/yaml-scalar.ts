/** What YAML 1.1, which kubectl reads, takes for something else than text. */
const words = /^(?:y|yes|n|no|true|false|on|off|null)$/i

/**
 * A text as a YAML scalar that stays text whoever reads it: plain where nobody can take it for another type, else in
 * double quotes, whose escapes are those of JSON (YAML 1.2, section 7.3.1). A Secret may be called `123` or `null`.
 */
export function yamlScalar(text: string): string {
  return /^[A-Za-z][A-Za-z0-9._/-]*$/.test(text) && !words.test(text) ? text : JSON.stringify(text)
}
