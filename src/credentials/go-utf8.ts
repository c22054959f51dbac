/**
 * Bytes to text with one U+FFFD for each byte that belongs to no character, as Go ranges over a string. `TextDecoder`
 * differs where a character is cut short: it writes one for the whole rest.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes)
  } catch {
    return decodeBroken(bytes)
  }
}

function decodeBroken(bytes: Uint8Array): string {
  const parts: string[] = []
  let at = 0
  while (at < bytes.length) {
    const length = characterLength(bytes, at)
    parts.push(length === 0 ? '\ufffd' : Buffer.from(bytes.subarray(at, at + length)).toString('utf8'))
    at += Math.max(1, length)
  }
  return parts.join('')
}

/** How many bytes the character at this place has (RFC 3629, section 4), or 0 where there is none. */
function characterLength(bytes: Uint8Array, at: number): number {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + 4)
  if (first < 0x80) return 1
  if (first >= 0xc2 && first <= 0xdf) return isContinuation(second) ? 2 : 0
  if (first >= 0xe0 && first <= 0xef) {
    const isShortest = first !== 0xe0 || second >= 0xa0
    const isNoSurrogate = first !== 0xed || second <= 0x9f
    return isContinuation(second) && isContinuation(third) && isShortest && isNoSurrogate ? 3 : 0
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const isInRange = (first !== 0xf0 || second >= 0x90) && (first !== 0xf4 || second <= 0x8f)
    return isContinuation(second) && isContinuation(third) && isContinuation(fourth) && isInRange ? 4 : 0
  }
  return 0
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf
}
