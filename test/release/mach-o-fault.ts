import {signatureFaults} from './mach-o-signature-fault.ts'
import type {Platform} from './platform.ts'

const cpuTypes: Readonly<Record<Platform['arch'], number>> = {amd64: 0x1000007, arm64: 0x100000c}
const headerLength = 32
/** The oldest macOS that the documentation promises to run on, as `LC_BUILD_VERSION` has it. */
const oldestSystem = 13 << 16

/** A run of the file, and where the kernel puts it. */
interface Segment {
  readonly name: string
  readonly address: number
  readonly addressLength: number
  readonly offset: number
  readonly length: number
}

/**
 * What is wrong with a program for macOS, in the terms of mach-o/loader.h: the load commands fill their place, segments
 * follow each other in the file and in memory, and `__LINKEDIT`, the last one, ends with the signature and the file with
 * both, since the strict reading of `codesign --verify` takes nothing behind it.
 */
export function* machOFaults(program: Buffer, arch: Platform['arch']): Iterable<string> {
  if (program.readUInt32LE(0) !== 0xfeedfacf) return yield 'no 64-bit program for macOS'
  if (program.readUInt32LE(4) !== cpuTypes[arch]) yield `it is for another processor than ${arch}`
  if (program.readUInt32LE(12) !== 2) yield 'no program that can be started'
  const commands = loadCommands(program)
  const end = commands.reduce((at, command) => at + command.length, headerLength)
  if (end !== headerLength + program.readUInt32LE(20)) yield 'the load commands do not fill the place they have'
  const systems = commands.flatMap((command) => (command.readUInt32LE(0) === 0x32 ? [command.readUInt32LE(12)] : []))
  for (const system of systems) if (system > oldestSystem) yield `it needs macOS ${system >> 16}`
  const segments = commands.flatMap((command) => (command.readUInt32LE(0) === 0x19 ? [segmentOf(command)] : []))
  yield* segmentFaults(segments, program.length)
  const [signature, second] = commands.filter((command) => command.readUInt32LE(0) === 0x1d)
  const linkEdit = segments.at(-1)
  const text = segments.find(({name}) => name === '__TEXT')
  if (signature === undefined || second !== undefined) return yield 'it has not one signature'
  if (linkEdit?.name !== '__LINKEDIT' || text?.offset !== 0)
    return yield 'it has no __LINKEDIT at its end or no __TEXT first'
  const place = {offset: signature.readUInt32LE(8), length: signature.readUInt32LE(12)}
  if (place.offset % 16 !== 0) yield 'the signature does not stand at a multiple of 16'
  if (place.offset + place.length !== linkEdit.offset + linkEdit.length) yield 'the signature does not end __LINKEDIT'
  for (const other of linkEditEnds(commands)) if (other > place.offset) yield 'the signature stands over other data'
  yield* signatureFaults(program, place, text.length)
}

function loadCommands(program: Buffer): readonly Buffer[] {
  const found: Buffer[] = []
  let at = headerLength
  for (let left = program.readUInt32LE(16); left > 0; left -= 1) {
    const length = program.readUInt32LE(at + 4)
    found.push(program.subarray(at, at + length))
    at += length
  }
  return found
}

function segmentOf(command: Buffer): Segment {
  const number = (at: number) => Number(command.readBigUInt64LE(at))
  return {
    name: command.toString('latin1', 8, 24).replace(/\0+$/, ''),
    address: number(24),
    addressLength: number(32),
    offset: number(40),
    length: number(48),
  }
}

function* segmentFaults(segments: readonly Segment[], fileLength: number): Iterable<string> {
  let [offset, address] = [0, 0]
  for (const {name, ...segment} of segments) {
    if (segment.length > 0 && segment.offset !== offset)
      yield `${name} does not follow the segment before it in the file`
    if (segment.address < address) yield `${name} stands over the segment before it in memory`
    if (segment.address % 0x1000 !== 0) yield `${name} does not begin with a page`
    if (segment.addressLength < segment.length) yield `${name} has no room for itself in memory`
    offset += segment.length
    address = segment.address + segment.addressLength
  }
  if (offset !== fileLength) yield `the segments end at ${offset}, the file at ${fileLength}`
}

/** Where each table ends that stands in `__LINKEDIT` as the signature does: symbols, strings, fixups, exports. */
function linkEditEnds(commands: readonly Buffer[]): readonly number[] {
  const data = new Set([0x26, 0x29, 0x80000033, 0x80000034])
  return commands.flatMap((command) => {
    const type = command.readUInt32LE(0)
    if (data.has(type)) return [command.readUInt32LE(8) + command.readUInt32LE(12)]
    if (type !== 0x2) return []
    return [
      command.readUInt32LE(8) + command.readUInt32LE(12) * 16,
      command.readUInt32LE(16) + command.readUInt32LE(20),
    ]
  })
}
