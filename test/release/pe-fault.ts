import type {Platform} from './platform.ts'

const machines: Readonly<Record<Platform['arch'], number>> = {amd64: 0x8664, arm64: 0xaa64}

/**
 * What is wrong with a program for Windows, in the terms of Microsoft's PE format: the machine, a console's program, and
 * sections that follow each other in the file and in memory, in the alignments that the header names, with nothing behind
 * them. An Authenticode signature of whoever built the runtime would not be true any more of what was added to it.
 */
export function* peFaults(program: Buffer, arch: Platform['arch']): Iterable<string> {
  const at = program.readUInt32LE(0x3c)
  if (program.toString('latin1', 0, 2) !== 'MZ' || program.toString('latin1', at, at + 4) !== 'PE\0\0') {
    return yield 'no program for Windows'
  }
  if (program.readUInt16LE(at + 4) !== machines[arch]) yield `it is for another processor than ${arch}`
  if ((program.readUInt16LE(at + 22) & 0x2002) !== 2) yield 'no program that can be started'
  const header = program.subarray(at + 24, at + 24 + program.readUInt16LE(at + 20))
  if (header.readUInt16LE(0) !== 0x20b) return yield 'no 64-bit program'
  if (header.readUInt16LE(68) !== 3) yield 'no program for a console'
  if (header.readUInt32LE(112 + 4 * 8 + 4) !== 0) yield 'it has the signature of another program'
  const count = program.readUInt16LE(at + 6)
  const sectionsAt = at + 24 + header.length
  const sections = Array.from({length: count}, (_, index) => sectionOf(program.subarray(sectionsAt + index * 40)))
  const headersLength = header.readUInt32LE(60)
  if (sectionsAt + count * 40 > headersLength) yield 'the headers have no room for their sections'
  yield* sectionFaults(sections, header, program.length)
  const entry = header.readUInt32LE(16)
  const code = sections.find(({address, addressLength}) => entry >= address && entry < address + addressLength)
  if (code === undefined || !code.isExecutable) yield 'it begins outside of its code'
}

interface Section {
  readonly name: string
  readonly address: number
  readonly addressLength: number
  readonly offset: number
  readonly length: number
  readonly isExecutable: boolean
}

function sectionOf(header: Buffer): Section {
  return {
    name: header.toString('latin1', 0, 8).replace(/\0+$/, ''),
    addressLength: header.readUInt32LE(8),
    address: header.readUInt32LE(12),
    length: header.readUInt32LE(16),
    offset: header.readUInt32LE(20),
    isExecutable: (header.readUInt32LE(36) & 0x20000000) !== 0,
  }
}

function* sectionFaults(sections: readonly Section[], header: Buffer, fileLength: number): Iterable<string> {
  const [inMemory, inFile] = [header.readUInt32LE(32), header.readUInt32LE(36)]
  let [offset, address] = [header.readUInt32LE(60), 0]
  for (const {name, ...section} of sections) {
    if (section.address < address) yield `${name} stands over the section before it in memory`
    if (section.address % inMemory !== 0 || section.offset % inFile !== 0) yield `${name} is not aligned`
    if (section.length > 0 && section.offset !== offset)
      yield `${name} does not follow the section before it in the file`
    offset += section.length
    address = section.address + section.addressLength
  }
  if (offset !== fileLength) yield `the sections end at ${offset}, the file at ${fileLength}`
  const size = header.readUInt32LE(56)
  if (size !== Math.ceil(address / inMemory) * inMemory) yield `its size in memory is not ${size}`
}
