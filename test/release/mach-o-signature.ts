import {createHash} from 'node:crypto'

/** The numbers of Apple's mach-o/loader.h and of cs_blobs.h in xnu. */
const magic64 = 0xfeedfacf
const segmentCommand = 0x19
const signatureCommand = 0x1d
const superBlobMagic = 0xfade0cc0
const codeDirectoryMagic = 0xfade0c02
const supportsExecutableSegment = 0x20400
const adHoc = 0x2
const sha256Type = 2
const sha256Length = 32
const mainBinary = 1
/** log2 of the bytes that one hash is of. */
const pageShift = 12
const headerLength = 32
const superBlobLength = 20
const directoryLength = 88

interface Layout {
  /** Where the load command of the signature stands. */
  readonly command: number
  /** The load command of `__LINKEDIT`, which the signature is the end of. */
  readonly linkEdit: number
  readonly linkEditOffset: number
  readonly textLength: number
  readonly signatureOffset: number
}

/**
 * A program for macOS with an ad-hoc signature in place of the one that it has: a hash of each page and nobody's name, as
 * `codesign -s -` makes it. The kernel ends a program whose signature is not true of its pages, and that of a bun does
 * not survive what is added to it for x86-64.
 */
export function signAdHoc(program: Uint8Array, identifier: string): Uint8Array {
  const layout = layoutOf(Buffer.from(program))
  const limit = layout.signatureOffset
  const pages = Math.ceil(limit / 2 ** pageShift)
  const hashesAt = directoryLength + identifier.length + 1
  const length = superBlobLength + hashesAt + pages * sha256Length
  const signed = Buffer.concat([program.subarray(0, limit), Buffer.alloc(length)])
  const linkEditLength = limit + length - layout.linkEditOffset
  signed.writeUInt32LE(length, layout.command + 12)
  signed.writeBigUInt64LE(BigInt(linkEditLength), layout.linkEdit + 48)
  signed.writeBigUInt64LE(BigInt(Math.ceil(linkEditLength / 0x4000) * 0x4000), layout.linkEdit + 32)

  const blob = signed.subarray(limit)
  writeNumbers(blob, [superBlobMagic, length, 1, 0, superBlobLength])
  const directory = blob.subarray(superBlobLength)
  const sizes = Buffer.from([sha256Length, sha256Type, 0, pageShift]).readUInt32BE()
  writeNumbers(directory, [
    codeDirectoryMagic,
    directory.length,
    supportsExecutableSegment,
    adHoc,
    hashesAt,
    directoryLength,
    0,
    pages,
    limit,
    sizes,
  ])
  directory.writeBigUInt64BE(BigInt(layout.textLength), 72)
  directory.writeBigUInt64BE(BigInt(mainBinary), 80)
  directory.write(identifier, directoryLength, 'latin1')
  for (let page = 0; page < pages; page += 1)
    pageHash(signed, page, limit).copy(directory, hashesAt + page * sha256Length)
  return signed
}

function pageHash(program: Buffer, page: number, limit: number): Buffer {
  const start = page * 2 ** pageShift
  return createHash('sha256')
    .update(program.subarray(start, Math.min(start + 2 ** pageShift, limit)))
    .digest()
}

function layoutOf(program: Buffer): Layout {
  if (program.readUInt32LE(0) !== magic64) throw new Error('not a 64-bit program for macOS')
  const commands = loadCommands(program)
  const segment = (name: string) =>
    commands.find(
      (at) =>
        program.readUInt32LE(at) === segmentCommand &&
        program.toString('latin1', at + 8, at + 24).replace(/\0+$/, '') === name,
    )
  const command = commands.find((at) => program.readUInt32LE(at) === signatureCommand)
  const linkEdit = segment('__LINKEDIT')
  const text = segment('__TEXT')
  if (command === undefined || linkEdit === undefined || text === undefined) {
    throw new Error('a program for macOS without room for a signature')
  }
  return {
    command,
    linkEdit,
    linkEditOffset: Number(program.readBigUInt64LE(linkEdit + 40)),
    textLength: Number(program.readBigUInt64LE(text + 48)),
    signatureOffset: program.readUInt32LE(command + 8),
  }
}

function loadCommands(program: Buffer): readonly number[] {
  const found: number[] = []
  let at = headerLength
  for (let left = program.readUInt32LE(16); left > 0; left -= 1) {
    found.push(at)
    at += program.readUInt32LE(at + 4)
  }
  return found
}

function writeNumbers(target: Buffer, numbers: readonly number[]): void {
  for (const [index, number] of numbers.entries()) target.writeUInt32BE(number, index * 4)
}
