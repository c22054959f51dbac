// Base64 as Go's encoding/base64 decodes it, which is not `Buffer.from(text, 'base64')`: line ends are passed over,
// any other character outside the alphabet is an error, and the error names the byte. Left-over bits are not checked.

export type DecodedBase64 =
  | {readonly kind: 'bytes'; readonly bytes: Uint8Array}
  /** `fault` is Go's text: `illegal base64 data at input byte 4`. */
  | {readonly kind: 'fault'; readonly fault: string}

const lineFeed = 0x0a
const carriageReturn = 0x0d
const pad = 0x3d

const values = decodeMap()

/** Decodes text that must be padded (`StdEncoding`). */
export function decodePadded(text: string): DecodedBase64 {
  return decode(Buffer.from(text, 'utf8'), true)
}

/** Decodes text that must not be padded (`RawStdEncoding`). */
export function decodeUnpadded(text: string): DecodedBase64 {
  return decode(Buffer.from(text, 'utf8'), false)
}

function decode(source: Uint8Array, isPadded: boolean): DecodedBase64 {
  const bytes = new Uint8Array(Math.ceil((source.length * 3) / 4))
  let length = 0
  let at = 0
  while (at < source.length) {
    const quantum = decodeQuantum(source, at, isPadded)
    if (typeof quantum === 'number') return corrupt(quantum)
    for (const byte of quantum.bytes) bytes[length++] = byte
    at = quantum.end
  }
  return {kind: 'bytes', bytes: bytes.subarray(0, length)}
}

interface Quantum {
  readonly bytes: readonly number[]
  readonly end: number
}

/** Four characters to three bytes, fewer at the end, or the offset that Go complains of (`decodeQuantum`). */
function decodeQuantum(source: Uint8Array, start: number, isPadded: boolean): Quantum | number {
  const sextets: number[] = []
  let at = start
  while (sextets.length < 4) {
    const character = source[at]
    if (character === undefined) {
      // Go counts back by the characters read, not by those passed over, so with line ends the offset is not the start.
      if (sextets.length === 1 || (isPadded && sextets.length > 0)) return at - sextets.length
      return {bytes: toBytes(sextets), end: at}
    }
    at += 1
    if (isLineEnd(character)) continue
    const value = values[character] ?? -1
    if (value >= 0) {
      sextets.push(value)
    } else if (character === pad && isPadded) {
      return decodePadding(source, at, sextets)
    } else {
      return at - 1
    }
  }
  return {bytes: toBytes(sextets), end: at}
}

/** `start` is behind the first "=". */
function decodePadding(source: Uint8Array, start: number, sextets: readonly number[]): Quantum | number {
  if (sextets.length < 2) return start - 1
  let at = start
  if (sextets.length === 2) {
    at = skipLineEnds(source, at)
    if (at === source.length) return source.length
    if (source[at] !== pad) return at - 1
    at += 1
  }
  at = skipLineEnds(source, at)
  return at < source.length ? at : {bytes: toBytes(sextets), end: at}
}

function skipLineEnds(source: Uint8Array, start: number): number {
  let at = start
  while (at < source.length && isLineEnd(source[at])) at += 1
  return at
}

function toBytes(sextets: readonly number[]): readonly number[] {
  const [a = 0, b = 0, c = 0, d = 0] = sextets
  const bytes = [((a << 2) | (b >> 4)) & 0xff, ((b << 4) | (c >> 2)) & 0xff, ((c << 6) | d) & 0xff]
  return bytes.slice(0, Math.max(0, sextets.length - 1))
}

function isLineEnd(character: number | undefined): boolean {
  return character === lineFeed || character === carriageReturn
}

function corrupt(offset: number): DecodedBase64 {
  return {kind: 'fault', fault: `illegal base64 data at input byte ${offset}`}
}

function decodeMap(): Int8Array {
  const map = new Int8Array(256).fill(-1)
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  for (const [value, character] of [...alphabet].entries()) map[character.charCodeAt(0)] = value
  return map
}
