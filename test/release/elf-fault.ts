import type {Platform} from './platform.ts'

const machines: Readonly<Record<Platform['arch'], number>> = {amd64: 62, arm64: 183}
const interpreters: Readonly<Record<Platform['arch'], string>> = {
  amd64: '/lib64/ld-linux-x86-64.so.2',
  arm64: '/lib/ld-linux-aarch64.so.1',
}
/** The minor version of the oldest glibc 2 that the documentation promises to run on: that of RHEL 7. */
const oldestGlibc = 17

/**
 * What is wrong with a program for Linux, in the terms of the System V ABI: the machine, segments that are in the file,
 * glibc's loader, and a need of a newer glibc than is promised.
 */
export function* elfFaults(program: Buffer, arch: Platform['arch']): Iterable<string> {
  if (program.toString('latin1', 0, 6) !== '\x7fELF\x02\x01') return yield 'no 64-bit program for Linux'
  if (program.readUInt16LE(18) !== machines[arch]) yield `it is for another processor than ${arch}`
  if (![2, 3].includes(program.readUInt16LE(16))) yield 'no program that can be started'
  const at = Number(program.readBigUInt64LE(32))
  const segments = Array.from({length: program.readUInt16LE(56)}, (_, index) =>
    segmentOf(program.subarray(at + index * program.readUInt16LE(54))),
  )
  for (const {offset, length} of segments) if (offset + length > program.length) yield 'a segment ends behind the file'
  const text = ({offset, length}: Segment) => program.toString('latin1', offset, offset + length)
  const loader = segments.filter(({type}) => type === 3).map(text)[0]
  if (loader !== `${interpreters[arch]}\0`) yield 'it has another loader than glibc’s'
  // The names of versions stand among the strings of the first segment, whole or as the end of a longer one.
  const first = segments.find(({type}) => type === 1)
  const versions = first === undefined ? [] : [...text(first).matchAll(/GLIBC_2\.(\d+)(?:\.\d+)?\0/g)]
  const newest = Math.max(...versions.map(([, minor]) => Number(minor)))
  if (newest > oldestGlibc) yield `it needs glibc 2.${newest}`
}

interface Segment {
  readonly type: number
  readonly offset: number
  readonly length: number
}

function segmentOf(header: Buffer): Segment {
  return {
    type: header.readUInt32LE(0),
    offset: Number(header.readBigUInt64LE(8)),
    length: Number(header.readBigUInt64LE(32)),
  }
}
