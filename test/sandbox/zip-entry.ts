import {inflateRawSync} from 'node:zlib'

/** The content of one file in a zip archive (APPNOTE 4.3: end record, central directory, local header), or nothing. */
export function zipEntry(archive: Buffer, name: string): Buffer | undefined {
  const end = archive.lastIndexOf(endMark)
  if (end === -1) return undefined
  const count = archive.readUInt16LE(end + 10)
  let position = archive.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    const nameLength = archive.readUInt16LE(position + 28)
    const found = archive.toString('utf8', position + 46, position + 46 + nameLength)
    if (found === name) return content(archive, position)
    position += 46 + nameLength + archive.readUInt16LE(position + 30) + archive.readUInt16LE(position + 32)
  }
  return undefined
}

const endMark = Buffer.from('PK\x05\x06', 'latin1')
const deflated = 8

function content(archive: Buffer, directoryEntry: number): Buffer {
  const method = archive.readUInt16LE(directoryEntry + 10)
  const size = archive.readUInt32LE(directoryEntry + 20)
  const header = archive.readUInt32LE(directoryEntry + 42)
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28)
  const bytes = archive.subarray(start, start + size)
  return method === deflated ? inflateRawSync(bytes) : bytes
}
