// pattern = { "*" | "?" | "[" ["^"] { range } "]" | "\" character | character }
// range   = character ["-" character]

/** One step of a pattern: any number of characters, or one that passes a test. */
type Step = 'any' | ((character: string) => boolean)

/**
 * Does the whole text fit the pattern (`Match` in Go's path/filepath)? A pattern that Go calls malformed fits nothing.
 * An address in brackets is a set of characters here: `[::1]` fits ":" and not itself, so no key with such a host and
 * without a port ever matches.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const steps = parseGlob([...pattern])
  return steps !== undefined && fits(steps, [...text])
}

/** A text by its code points, each of which is one character to Go. */
type Characters = readonly string[]

function parseGlob(pattern: Characters): readonly Step[] | undefined {
  const steps: Step[] = []
  let at = 0
  while (at < pattern.length) {
    const character = pattern[at] ?? ''
    if (character === '[') {
      const set = parseSet(pattern, at + 1)
      if (!set) return undefined
      steps.push(set.step)
      at = set.end
    } else if (character === '\\') {
      if (at + 1 === pattern.length) return undefined
      steps.push(is(pattern[at + 1] ?? ''))
      at += 2
    } else {
      steps.push(character === '*' ? 'any' : character === '?' ? isNotSlash : is(character))
      at += 1
    }
  }
  return steps
}

function parseSet(pattern: Characters, start: number): {readonly step: Step; readonly end: number} | undefined {
  const isNegated = pattern[start] === '^'
  const ranges: (readonly [string, string])[] = []
  let at = isNegated ? start + 1 : start
  while (pattern[at] !== ']' || ranges.length === 0) {
    const low = parseSetCharacter(pattern, at)
    if (!low) return undefined
    const high = pattern[low.end] === '-' ? parseSetCharacter(pattern, low.end + 1) : low
    if (!high) return undefined
    ranges.push([low.character, high.character])
    at = high.end
  }
  // Only "*" and "?" stop at a slash.
  const isIn = (character: string) => ranges.some(([low, high]) => low <= character && character <= high)
  return {step: (character) => isIn(character) !== isNegated, end: at + 1}
}

/** Go wants "]" to follow, so a character at the very end of the pattern makes the whole malformed. */
function parseSetCharacter(
  pattern: Characters,
  start: number,
): {readonly character: string; readonly end: number} | undefined {
  const at = pattern[start] === '\\' ? start + 1 : start
  const character = pattern[at] ?? ''
  const isEscaped = at > start
  if (character === '' || (!isEscaped && (character === '-' || character === ']'))) return undefined
  return at + 1 < pattern.length ? {character, end: at + 1} : undefined
}

/** Greedy with one place to come back to, the last star: no pattern takes more than pattern times text. */
function fits(steps: readonly Step[], text: Characters): boolean {
  let step = 0
  let at = 0
  let star = -1
  let starAt = 0
  while (at < text.length) {
    const current = steps[step]
    if (current === 'any') {
      star = step
      starAt = at
      step += 1
    } else if (current?.(text[at] ?? '')) {
      step += 1
      at += 1
    } else if (star >= 0 && isNotSlash(text[starAt] ?? '')) {
      starAt += 1
      at = starAt
      step = star + 1
    } else {
      return false
    }
  }
  return steps.slice(step).every((rest) => rest === 'any')
}

function is(expected: string): Step {
  return (character) => character === expected
}

function isNotSlash(character: string): boolean {
  return character !== '/'
}
