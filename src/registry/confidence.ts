/** What was said in confidence in a run, by us or by a server: none of it is shown, whichever server repeats it. */
export interface Confidence {
  /** Remembers secrets in all the forms in which they may come back. */
  keep(forms: readonly string[]): void
  isBroken(text: string): boolean
}

/** A secret is known by so many of its first characters: a server may cut it off. Shorter ones stand in texts by chance. */
const known = 16

/** More than is ever shown of a text, and the beginning of a secret in it. */
const longest = 16 * 1024

/** Upper and lower case are the same, as host names make them. The time it takes does not grow with the secrets. */
export function startConfidence(): Confidence {
  const beginnings = new Set<string>()
  return {
    keep(forms) {
      for (const form of forms) if (form.length >= known) beginnings.add(form.slice(0, known).toLowerCase())
    },
    isBroken(text) {
      const lower = text.slice(0, longest).toLowerCase()
      for (let at = 0; at + known <= lower.length; at++) if (beginnings.has(lower.slice(at, at + known))) return true
      return false
    },
  }
}
