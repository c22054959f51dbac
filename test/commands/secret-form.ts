/**
 * The texts by which a password can be told in an output, however it was written: as it is, escaped for JSON or a URL, in
 * hex, and in base64 at every alignment, since there it seldom stands alone.
 */
export function formsOf(password: string): readonly string[] {
  const escaped = JSON.stringify(password).slice(1, -1)
  const texts = [password, escaped, escaped.replace(/[<>&]/g, goEscape)]
  const form = new URLSearchParams([['', password]]).toString().slice(1)
  const encoded = texts.flatMap(base64Forms)
  const hex = Buffer.from(password).toString('hex')
  // An `auth` is base64 within the base64 of `data`.
  return [...new Set([...texts, encodeURIComponent(password), form, hex, ...encoded, ...encoded.flatMap(base64Forms)])]
}

/** As encoding/json writes what HTML would act on. */
function goEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function base64Forms(text: string): readonly string[] {
  return [0, 1, 2].flatMap((shift) => [alignedBase64(text, shift, 'base64'), alignedBase64(text, shift, 'base64url')])
}

/** Without the characters at the ends, which hold bits of the neighbours. */
function alignedBase64(text: string, shift: number, encoding: 'base64' | 'base64url'): string {
  const bytes = Buffer.from(text)
  const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString(encoding)
  return encoded.slice(shift === 0 ? 0 : shift + 1, Math.floor(((shift + bytes.length) * 8) / 6))
}
