import {crc32, deflateRawSync, gzipSync} from 'node:zlib'

/** A file of an archive, which stands at its top. */
export interface ArchivedFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly isExecutable: boolean
}

/** A balance: a level more takes three times as long for one part in a hundred. */
const level = 6
/** Seconds; 1980-01-01, the first day that zip can name. The same files must make the same archive on any day. */
const modified = 315_532_800
const dosDate = 0x0021

/** The `ustar` form of POSIX.1-2017 (pax), gzipped: no owner, no date, no order but that of the list. */
export function tarGz(files: readonly ArchivedFile[]): Uint8Array {
  const parts = files.flatMap((file) => [tarHeader(file), file.bytes, Buffer.alloc(-file.bytes.length & 511)])
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(1024)]), {level})
}

function tarHeader({name, bytes, isExecutable}: ArchivedFile): Buffer {
  const header = Buffer.alloc(512)
  const octal = (number: number, length: number) => `${number.toString(8).padStart(length - 1, '0')}\0`
  const fields: readonly (readonly [number, string])[] = [
    [0, name],
    [100, octal(isExecutable ? 0o755 : 0o644, 8)],
    [108, octal(0, 8)],
    [116, octal(0, 8)],
    [124, octal(bytes.length, 12)],
    [136, octal(modified, 12)],
    // The sum counts itself as spaces.
    [148, ' '.repeat(8)],
    [156, '0'],
    [257, 'ustar\x0000'],
  ]
  for (const [at, text] of fields) header.write(text, at, 'latin1')
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return header
}

/** The plain form of PKWARE's APPNOTE 6.3, made on Unix so that an executable is one. */
export function zip(files: readonly ArchivedFile[]): Uint8Array {
  const bodies: Uint8Array[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const {name, bytes, isExecutable} of files) {
    const packed = deflateRawSync(bytes, {level})
    const common = numbers([
      [2, 20],
      [2, 0],
      [2, 8],
      [2, 0],
      [2, dosDate],
      [4, crc32(bytes)],
      [4, packed.length],
      [4, bytes.length],
      [2, name.length],
      [2, 0],
    ])
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name)])
    const mode = (0o100000 | (isExecutable ? 0o755 : 0o644)) * 0x10000
    const rest = numbers([
      [2, 0],
      [2, 0],
      [2, 0],
      [4, mode],
      [4, offset],
    ])
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), numbers([[2, 0x0314]]), common, rest, Buffer.from(name)]),
    )
    bodies.push(local, packed)
    offset += local.length + packed.length
  }
  const central = Buffer.concat(directory)
  const end = numbers([
    [2, 0],
    [2, 0],
    [2, files.length],
    [2, files.length],
    [4, central.length],
    [4, offset],
    [2, 0],
  ])
  return Buffer.concat([...bodies, central, Buffer.from('PK\x05\x06', 'latin1'), end])
}

/** Little-endian numbers, each behind its length in bytes. */
function numbers(list: readonly (readonly [2 | 4, number])[]): Buffer {
  return Buffer.concat(
    list.map(([length, number]) => {
      const field = Buffer.alloc(length)
      field.writeUIntLE(number, 0, length)
      return field
    }),
  )
}
