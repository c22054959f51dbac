import {createHash} from 'node:crypto'

/** Where a signature stands in the file. */
interface Place {
  readonly offset: number
  readonly length: number
}

/**
 * What the kernel of macOS would hold against an ad-hoc signature (`cs_validate_blob` and `cs_validate_page` of xnu, the
 * structures of cs_blobs.h): blobs that are not whole, a code directory that is not of all bytes before it, that says
 * which segment is executable wrongly, or that has another hash of a page. It asks for no more of who signs without a name.
 */
export function* signatureFaults(program: Buffer, {offset, length}: Place, textLength: number): Iterable<string> {
  const signature = program.subarray(offset, offset + length)
  if (signature.length < 20 || signature.readUInt32BE(0) !== 0xfade0cc0) return yield 'there is no signature'
  if (signature.readUInt32BE(4) > length) yield 'the signature is longer than its place'
  const blobs = Array.from({length: signature.readUInt32BE(8)}, (_, index) => {
    const at = signature.readUInt32BE(16 + index * 8)
    return {
      slot: signature.readUInt32BE(12 + index * 8),
      bytes: signature.subarray(at, at + signature.readUInt32BE(at + 4)),
    }
  })
  const directory = blobs.find(({slot}) => slot === 0)?.bytes
  if (directory === undefined || directory.readUInt32BE(0) !== 0xfade0c02)
    return yield 'the signature has no code directory'
  yield* directoryFaults(directory, offset, textLength)
  yield* slotFaults(directory, blobs)
  yield* pageFaults(directory, program.subarray(0, offset))
}

function* directoryFaults(directory: Buffer, limit: number, textLength: number): Iterable<string> {
  if (directory.length !== directory.readUInt32BE(4)) yield 'the code directory is cut'
  if (directory.readUInt32BE(8) < 0x20400) yield 'the code directory is too old to name the executable segment'
  const flags = directory.readUInt32BE(12)
  if ((flags & 0x2) === 0) yield 'the signature is not ad hoc, and nobody’s name is in it'
  // The hardened runtime would forbid the compiler of JavaScript its memory, for want of an entitlement.
  if ((flags & 0x10000) !== 0) yield 'the signature asks for the hardened runtime'
  if (directory.readUInt32BE(32) !== limit) yield `the code directory is of ${directory.readUInt32BE(32)} bytes`
  if (directory.readUInt8(36) !== 32 || directory.readUInt8(37) !== 2) yield 'the hashes are not SHA-256'
  const isWholeText =
    Number(directory.readBigUInt64BE(64)) === 0 && Number(directory.readBigUInt64BE(72)) === textLength
  if (!isWholeText) yield 'the executable segment is not __TEXT'
  if ((Number(directory.readBigUInt64BE(80)) & 1) === 0) yield 'the signature is of no main program'
  const name = directory.subarray(directory.readUInt32BE(20), directory.readUInt32BE(16))
  if (name.indexOf(0) < 1) yield 'the signature has no identifier'
}

/** Entitlements and the like, of which the code directory holds hashes before those of the pages. */
function* slotFaults(
  directory: Buffer,
  blobs: readonly {readonly slot: number; readonly bytes: Buffer}[],
): Iterable<string> {
  const hashesAt = directory.readUInt32BE(16)
  for (let slot = directory.readUInt32BE(24); slot > 0; slot -= 1) {
    const kept = directory.subarray(hashesAt - slot * 32, hashesAt - (slot - 1) * 32)
    const blob = blobs.find((one) => one.slot === slot)
    const found = blob === undefined ? Buffer.alloc(32) : sha256(blob.bytes)
    if (!found.equals(kept)) yield `slot ${slot} has another hash`
  }
}

function* pageFaults(directory: Buffer, code: Buffer): Iterable<string> {
  const pageLength = 2 ** directory.readUInt8(39)
  const pages = directory.readUInt32BE(28)
  if (pages !== Math.ceil(code.length / pageLength)) yield `there are hashes of ${pages} pages`
  const hashesAt = directory.readUInt32BE(16)
  for (let page = 0; page < pages; page += 1) {
    const kept = directory.subarray(hashesAt + page * 32, hashesAt + (page + 1) * 32)
    const found = sha256(code.subarray(page * pageLength, (page + 1) * pageLength))
    if (!found.equals(kept)) yield `page ${page} has another hash`
  }
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
