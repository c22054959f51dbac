import assert from 'node:assert/strict'
import {test} from 'node:test'
import {signAdHoc, signatureFault} from './mach-o-signature.ts'

/** `__TEXT` of these bytes, then `__LINKEDIT` with a signature of somebody else's at its end. */
function aProgram(textLength: number): Buffer {
  const signatureOffset = textLength + 0x4000
  const program = Buffer.alloc(signatureOffset + 64, 7)
  program.fill(0, 0, 512)
  program.writeUInt32LE(0xfeedfacf, 0)
  program.writeUInt32LE(3, 16)
  segment(program, 32, '__TEXT', 0, textLength)
  segment(program, 104, '__LINKEDIT', textLength, 0x4000 + 64)
  program.writeUInt32LE(0x1d, 176)
  program.writeUInt32LE(16, 180)
  program.writeUInt32LE(signatureOffset, 184)
  program.writeUInt32LE(64, 188)
  return program
}

function segment(program: Buffer, at: number, name: string, offset: number, length: number): void {
  program.writeUInt32LE(0x19, at)
  program.writeUInt32LE(72, at + 4)
  program.write(name, at + 8)
  program.writeBigUInt64LE(BigInt(offset), at + 40)
  program.writeBigUInt64LE(BigInt(length), at + 48)
}

test('a program is signed page by page, and its load commands name the new signature', () => {
  const program = aProgram(0x5000)
  assert.equal(signatureFault(program), 'there is no signature')
  const signed = Buffer.from(signAdHoc(program, 'kubectl-imagecreds'))
  assert.equal(signatureFault(signed), undefined)
  const [offset, length] = [signed.readUInt32LE(184), signed.readUInt32LE(188)]
  assert.deepEqual({offset, end: offset + length}, {offset: 0x9000, end: signed.length})
  assert.equal(signed.readBigUInt64LE(104 + 48), BigInt(signed.length - 0x5000))
  assert.deepEqual(signed.subarray(512, offset), program.subarray(512, offset))
})

test('a signature is asked about each page, the load commands and the last one too', () => {
  const signed = Buffer.from(signAdHoc(aProgram(0x5000), 'kubectl-imagecreds'))
  for (const [place, page] of [
    [200, 0],
    [0x3456, 3],
    [0x8fff, 8],
  ] as const) {
    const changed = Buffer.from(signed)
    changed.writeUInt8(changed.readUInt8(place) ^ 1, place)
    assert.equal(signatureFault(changed), `page ${page} has another hash`)
  }
})

test('the same program is signed with the same bytes, and again the same way', () => {
  const once = signAdHoc(aProgram(0x5000), 'a')
  assert.deepEqual(signAdHoc(aProgram(0x5000), 'a'), once)
  assert.deepEqual(signAdHoc(once, 'a'), once)
})

test('what is no program for macOS is refused', () => {
  assert.throws(() => signAdHoc(Buffer.alloc(64), 'a'), /not a 64-bit program for macOS/)
})
