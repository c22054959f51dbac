/**
 * What Go's `base64.StdEncoding` says about a text, or `undefined` where it decodes it: padding is demanded, line ends
 * are skipped anywhere, and the error names the byte at which reading stopped (decodeQuantum in encoding/base64).
 */
export function goBase64Error(text: string): string | undefined {
  const offset = corruptAt(Buffer.from(text))
  return offset === undefined ? undefined : `illegal base64 data at input byte ${offset}`
}

const lineEnds: readonly (number | undefined)[] = [0x0a, 0x0d]
const padding = 0x3d

function corruptAt(bytes: Buffer): number | undefined {
  let digits = 0
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index]
    if (lineEnds.includes(byte)) continue
    if (byte === padding) return corruptPadding(bytes, index, digits % 4)
    if (!/[A-Za-z0-9+/]/.test(String.fromCharCode(byte ?? 0))) return index
    digits++
  }
  return digits % 4 === 0 ? undefined : bytes.length - (digits % 4)
}

/** Padding at `index`, after so many digits of its group of four: one `=` after three of them, two after two. */
function corruptPadding(bytes: Buffer, index: number, digits: number): number | undefined {
  if (digits < 2) return index
  let next = skipLineEnds(bytes, index + 1)
  if (digits === 2) {
    if (next === bytes.length) return bytes.length
    if (bytes[next] !== padding) return next - 1
    next = skipLineEnds(bytes, next + 1)
  }
  return next < bytes.length ? next : undefined
}

function skipLineEnds(bytes: Buffer, from: number): number {
  let index = from
  while (index < bytes.length && lineEnds.includes(bytes[index])) index++
  return index
}
