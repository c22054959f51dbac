const escapes: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
])

/** What stands between quotes, its escapes read as Go reads those of a string (`strconv.UnquoteChar`). */
export function quotedText(text: string): string {
  const escaped = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|(.))/gsu
  return text.replace(escaped, (_, byte, unit, point, octal, character) => {
    const hexadecimal = byte ?? unit ?? point
    if (hexadecimal !== undefined) return ofCode(Number.parseInt(hexadecimal, 16))
    if (octal !== undefined) return ofCode(Number.parseInt(octal, 8))
    return escapes.get(character) ?? character
  })
}

function ofCode(code: number): string {
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code)
}
