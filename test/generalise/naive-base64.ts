/** What comes of a text: bytes, or the offset that `CorruptInputError` names. */
export type NaiveBase64 = {readonly bytes: Buffer} | {readonly corruptAt: number}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/**
 * Go's `StdEncoding` (padded) and `RawStdEncoding`, told as a search for the first byte that cannot stand where it stands:
 * line ends are looked past, groups are of four, and padding ends the text.
 */
export function naiveBase64(text: string, isPadded: boolean): NaiveBase64 {
  const signs = [...text].map((sign, offset) => ({sign, offset})).filter(({sign}) => sign !== '\n' && sign !== '\r')
  const at = (index: number) => signs[index]?.offset ?? text.length
  const data = signs.findIndex(({sign}) => !alphabet.includes(sign))
  const length = data === -1 ? signs.length : data
  const inGroup = length % 4
  if (data === -1) {
    const isWhole = isPadded ? inGroup === 0 : inGroup !== 1
    return isWhole ? {bytes: bytesOf(signs)} : {corruptAt: unfinished(text, inGroup)}
  }
  if (signs[data]?.sign !== '=' || !isPadded || inGroup < 2) return {corruptAt: at(data)}
  if (inGroup === 2) {
    if (data + 1 === signs.length) return {corruptAt: text.length}
    // The byte before the one that should be the second pad.
    if (signs[data + 1]?.sign !== '=') return {corruptAt: at(data + 1) - 1}
  }
  const end = data + 4 - inGroup
  return end < signs.length ? {corruptAt: at(end)} : {bytes: bytesOf(signs.slice(0, length))}
}

/** At the end of a text Go counts back by the signs of the group, though line ends stand among them. */
function unfinished(text: string, inGroup: number): number {
  return text.length - inGroup
}

function bytesOf(signs: readonly {readonly sign: string}[]): Buffer {
  const bits = signs.map(({sign}) => alphabet.indexOf(sign).toString(2).padStart(6, '0')).join('')
  return Buffer.from((bits.match(/[01]{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
