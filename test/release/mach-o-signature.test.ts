import assert from 'node:assert/strict'
import {test} from 'node:test'
import {aMacProgram} from './a-mac-program.ts'
import {executableFault} from './executable-fault.ts'
import {signAdHoc} from './mach-o-signature.ts'

const faultOf = (program: Uint8Array) => executableFault({os: 'darwin', arch: 'arm64'}, program)

test('a program is signed page by page, and its load commands name the new signature', () => {
  const program = aMacProgram(0x5000)
  assert.equal(faultOf(program), 'there is no signature')
  const signed = Buffer.from(signAdHoc(program, 'kubectl-imagecreds'))
  assert.equal(faultOf(signed), undefined)
  const [offset, length] = [signed.readUInt32LE(184), signed.readUInt32LE(188)]
  assert.deepEqual({offset, end: offset + length}, {offset: 0x9000, end: signed.length})
  assert.equal(signed.readBigUInt64LE(104 + 48), BigInt(signed.length - 0x5000))
  assert.deepEqual(signed.subarray(512, offset), program.subarray(512, offset))
})

test('a signature is asked about each page, the load commands and the last one too', () => {
  const signed = Buffer.from(signAdHoc(aMacProgram(0x5000), 'kubectl-imagecreds'))
  for (const [place, page] of [
    [200, 0],
    [0x3456, 3],
    [0x8fff, 8],
  ] as const) {
    const changed = Buffer.from(signed)
    changed.writeUInt8(changed.readUInt8(place) ^ 1, place)
    assert.equal(faultOf(changed), `page ${page} has another hash`)
  }
})

test('the same program is signed with the same bytes, and again the same way', () => {
  const once = signAdHoc(aMacProgram(0x5000), 'a')
  assert.deepEqual(signAdHoc(aMacProgram(0x5000), 'a'), once)
  assert.deepEqual(signAdHoc(once, 'a'), once)
})

test('what is no program for macOS is refused', () => {
  assert.throws(() => signAdHoc(Buffer.alloc(64), 'a'), /not a 64-bit program for macOS/)
})
