import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, test} from 'node:test'
import {aMacProgram} from './a-mac-program.ts'
import {executableFault} from './executable-fault.ts'
import {signAdHoc} from './mach-o-signature.ts'
import {type Platform, thisPlatform} from './platform.ts'

type Change = (program: Buffer) => void
type Number32 = readonly [offset: number, value: number]

const put =
  (...[offset, value]: Number32): Change =>
  (program) =>
    program.writeUInt32LE(value, offset)
const putBigEndian =
  (...[offset, value]: Number32): Change =>
  (program) =>
    program.writeUInt32BE(value, offset)

/** Where the code directory of the program for macOS below begins. */
const directory = 0x9000 + 20

const mac: Readonly<Record<string, readonly [fault: string, change: Change]>> = {
  'a program of another kind': ['no 64-bit program for macOS', put(0, 0xfeedface)],
  'another processor': ['it is for another processor than arm64', put(4, 0x1000007)],
  'a library': ['no program that can be started', put(12, 6)],
  'a newer system': ['it needs macOS 14', put(204, 14 << 16)],
  'load commands that are shorter than is said': ['the load commands do not fill the place they have', put(20, 168)],
  'a hole between segments in the file': [
    '__LINKEDIT does not follow the segment before it in the file',
    put(144, 0x6000),
  ],
  'segments that overlap in memory': ['__LINKEDIT stands over the segment before it in memory', put(128, 0x4000)],
  'a segment that begins within a page': ['__LINKEDIT does not begin with a page', put(128, 0x8010)],
  'a segment without room in memory': ['__LINKEDIT has no room for itself in memory', put(136, 0x10)],
  'a signature before the end': ['the signature does not end __LINKEDIT', put(188, 0x100)],
  'a signature at an odd place': ['the signature does not stand at a multiple of 16', put(184, 0x9008)],
  'no signature': ['it has not one signature', put(176, 0x2a)],
  'another signature than one of blobs': ['there is no signature', putBigEndian(0x9000, 1)],
  'a signature that is longer than its place': [
    'the signature is longer than its place',
    putBigEndian(0x9004, 0x10000),
  ],
  'no code directory': ['the signature has no code directory', putBigEndian(0x900c, 5)],
  'a code directory of old': [
    'the code directory is too old to name the executable segment',
    putBigEndian(directory + 8, 0x20100),
  ],
  'a signature with a name': [
    'the signature is not ad hoc, and nobody’s name is in it',
    putBigEndian(directory + 12, 0),
  ],
  'the hardened runtime': ['the signature asks for the hardened runtime', putBigEndian(directory + 12, 0x10002)],
  'hashes of fewer bytes': ['the code directory is of 32768 bytes', putBigEndian(directory + 32, 0x8000)],
  'hashes of another kind': ['the hashes are not SHA-256', putBigEndian(directory + 36, 0x2001000c)],
  'another executable segment': ['the executable segment is not __TEXT', putBigEndian(directory + 76, 0x4000)],
  'a signature of a library': ['the signature is of no main program', putBigEndian(directory + 84, 0)],
  'no identifier': ['the signature has no identifier', (program) => program.fill(0, directory + 88, directory + 107)],
  'entitlements that are not there': ['slot 1 has another hash', putBigEndian(directory + 24, 1)],
  'too few hashes': ['there are hashes of 8 pages', putBigEndian(directory + 28, 8)],
  'another byte in a page': ['page 4 has another hash', put(0x4ffc, 1)],
}

const windows: Readonly<Record<string, readonly [fault: string, change: Change]>> = {
  'a program of another kind': ['no program for Windows', put(0x80, 0)],
  'another processor': ['it is for another processor than arm64', (program) => program.writeUInt16LE(0x8664, 0x84)],
  'a library': ['no program that can be started', (program) => program.writeUInt16LE(0x2002, 0x96)],
  'a program of 32 bits': ['no 64-bit program', (program) => program.writeUInt16LE(0x10b, 0x98)],
  'a program with windows': ['no program for a console', (program) => program.writeUInt16LE(2, 0x98 + 68)],
  'a signature': ['it has the signature of another program', put(0x98 + 148, 8)],
  'sections without room': ['the headers have no room for their sections', put(0x98 + 60, 0x100)],
  'sections that overlap in memory': ['.bun stands over the section before it in memory', put(0x1b0 + 12, 0x1000)],
  'a section at an odd place': ['.bun is not aligned', put(0x1b0 + 20, 0x610)],
  'a hole between sections in the file': [
    '.bun does not follow the section before it in the file',
    put(0x1b0 + 20, 0x800),
  ],
  'something behind the sections': ['the sections end at 1536, the file at 2048', put(0x1b0 + 16, 0)],
  'a size that is not that of its sections': ['its size in memory is not 8192', put(0x98 + 56, 0x2000)],
  'a start outside of its code': ['it begins outside of its code', put(0x98 + 16, 0x2000)],
}

const linux: Readonly<Record<string, readonly [fault: string, change: Change]>> = {
  'a program of another kind': ['no 64-bit program for Linux', put(0, 0)],
  'another processor': ['it is for another processor than arm64', (program) => program.writeUInt16LE(62, 18)],
  'an object file': ['no program that can be started', (program) => program.writeUInt16LE(1, 16)],
  'a segment behind the file': ['a segment ends behind the file', put(120 + 32, 0x10000)],
  'the loader of musl': ['it has another loader than glibc’s', (program) => program.write('/lib/ld-musl-', 0x200)],
  'a glibc that is newer': ['it needs glibc 2.38', (program) => program.write('GLIBC_2.38\0', 0x300)],
}

const cases = [
  ['darwin', Buffer.from(signAdHoc(aMacProgram(0x5000), 'kubectl-imagecreds')), mac],
  ['windows', aWindowsProgram(), windows],
  ['linux', aLinuxProgram(), linux],
] as const

for (const [os, program, changes] of cases) {
  describe(`a program for ${os}`, () => {
    const faultOf = (bytes: Uint8Array) => executableFault({os, arch: 'arm64'}, bytes)
    test('is taken as it is built', () => assert.equal(faultOf(program), undefined))
    for (const [name, [fault, change]] of Object.entries(changes)) {
      test(`is refused with ${name}`, () => {
        const changed = Buffer.from(program)
        change(changed)
        assert.equal(faultOf(changed), fault)
      })
    }
  })
}

test('the executable for this machine is one, and is none for another', () => {
  const platform: Platform = thisPlatform()
  const program = readFileSync(join(import.meta.dirname, '../../release', platform.executable))
  assert.equal(executableFault(platform, program), undefined)
  assert.equal(executableFault({os: 'darwin', arch: 'arm64'}, program), 'no 64-bit program for macOS')
})

/** PE32+ for arm64 with two sections of a page each. */
function aWindowsProgram(): Buffer {
  const program = Buffer.alloc(0x800)
  program.write('MZ')
  put(0x3c, 0x80)(program)
  program.write('PE\0\0', 0x80)
  for (const [offset, value] of [
    [0x84, 0xaa64],
    [0x86, 2],
    [0x94, 240],
    [0x96, 0x22],
    [0x98, 0x20b],
    [0x98 + 68, 3],
  ] as const)
    program.writeUInt16LE(value, offset)
  // Where it starts, the alignments in memory and in the file, the size in memory and that of the headers.
  for (const [offset, value] of [
    [16, 0x1010],
    [32, 0x1000],
    [36, 0x200],
    [56, 0x3000],
    [60, 0x400],
  ] as const)
    put(0x98 + offset, value)(program)
  for (const [index, [name, flags]] of [['.text', 0x60000020] as const, ['.bun', 0x40000040] as const].entries()) {
    const header = program.subarray(0x188 + index * 40)
    header.write(name)
    const numbers = [0x100, (index + 1) * 0x1000, 0x200, 0x400 + index * 0x200]
    for (const [place, number] of numbers.entries()) header.writeUInt32LE(number, 8 + place * 4)
    header.writeUInt32LE(flags, 36)
  }
  return program
}

/** ELF for arm64 with glibc's loader, and one segment that names the versions which it needs. */
function aLinuxProgram(): Buffer {
  const program = Buffer.alloc(0x400)
  const loader = '/lib/ld-linux-aarch64.so.1\0'
  program.write('\x7fELF\x02\x01', 'latin1')
  for (const [offset, value] of [
    [16, 2],
    [18, 183],
    [54, 56],
    [56, 2],
  ] as const)
    program.writeUInt16LE(value, offset)
  program.writeBigUInt64LE(64n, 32)
  for (const [at, type, offset, length] of [
    [64, 3, 0x200, loader.length],
    [120, 1, 0, 0x400],
  ] as const) {
    program.writeUInt32LE(type, at)
    program.writeBigUInt64LE(BigInt(offset), at + 8)
    program.writeBigUInt64LE(BigInt(length), at + 32)
  }
  program.write(loader, 0x200)
  program.write('GLIBC_2.17\0GLIBC_2.2.5\0', 0x280)
  return program
}
