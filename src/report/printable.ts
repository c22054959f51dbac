/** Longer than any message of a runtime that is worth reading whole; the rest of a longer one is counted. */
const defaultLength = 4096

// Cc and Cf are control characters, C1 and the bidirectional overrides among them; Cs, Co and Cn are no characters that
// anybody writes; Zl and Zp end lines; the letters of Hangul are fillers that show as nothing. More than thirty marks on
// one character are in no writing (Stream-Safe Text Format, UAX #15, section 13), and hide the lines around.
const hidden = /[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|(?<=\p{M}{30})\p{M}/gu

/**
 * Text of a registry or a cluster on one line, safe to show: whatever a terminal would act on instead of showing it, or
 * would not show at all, is written as an escape. Line ends and tabs become `\n`, `\r` and `\t`; white space at the end
 * goes. A text of more than `maxLength` UTF-16 units is cut.
 */
export function printable(text: string, maxLength = defaultLength): string {
  const whole = text.trimEnd()
  if (whole.length <= maxLength) return escapeHidden(whole)
  const end = isHighSurrogate(whole.charCodeAt(maxLength - 1)) ? maxLength - 1 : maxLength
  return `${escapeHidden(whole.slice(0, end))}… (${whole.length - end} more characters)`
}

function escapeHidden(text: string): string {
  return text.replace(hidden, visible)
}

function visible(character: string): string {
  const short = shortEscapes.get(character)
  if (short !== undefined) return short
  const code = character.codePointAt(0) ?? 0
  const digits = code.toString(16)
  return code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00
}
