import {elfFaults} from './elf-fault.ts'
import {machOFaults} from './mach-o-fault.ts'
import {peFaults} from './pe-fault.ts'
import type {Platform} from './platform.ts'

/**
 * Why a system would not start a program, as far as its headers say, or `undefined`. It is read here without a word of
 * what wrote it, bun or our signature: nobody can start four of the six on the machine that builds them.
 */
export function executableFault({os, arch}: Pick<Platform, 'os' | 'arch'>, program: Uint8Array): string | undefined {
  const bytes = Buffer.from(program.buffer, program.byteOffset, program.byteLength)
  const [first] = {linux: elfFaults, darwin: machOFaults, windows: peFaults}[os](bytes, arch)
  return first
}
