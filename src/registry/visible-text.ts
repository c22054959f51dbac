const longest = 300

/**
 * Text of a registry, fit for a terminal and a log: control characters, line ends and marks that turn the direction of
 * writing are written out (`\x1b`, `\n`, `\u202e`), and what is longer than 300 characters is cut.
 */
export function visibleText(text: string, limit = longest): string {
  // Cut first: a hostile text of megabytes is not worth writing out.
  const head = text.slice(0, limit).trim().replace(invisible, written)
  return text.length > limit || head.length > limit ? `${head.slice(0, limit - 1)}…` : head
}

const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu
const named: Readonly<Record<string, string>> = {'\n': '\\n', '\r': '\\r', '\t': '\\t'}

function written(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code > 0xffff) return `\\u{${code.toString(16)}}`
  return named[character] ?? (code > 0xff ? `\\u${hex(code, 4)}` : `\\x${hex(code, 2)}`)
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}
