/** A program for macOS on arm64 in small: `__TEXT` of these bytes, then `__LINKEDIT` that ends with somebody's signature. */
export function aMacProgram(textLength: number): Buffer {
  const signatureOffset = textLength + 0x4000
  const program = Buffer.alloc(signatureOffset + 64, 7)
  program.fill(0, 0, 512)
  // Magic, processor, its kind, a program, four load commands of this length.
  for (const [index, number] of [0xfeedfacf, 0x100000c, 0, 2, 4, 184].entries())
    program.writeUInt32LE(number, index * 4)
  segment(program, 32, '__TEXT', 0, textLength)
  segment(program, 104, '__LINKEDIT', textLength, 0x4000 + 64)
  for (const [index, number] of [0x1d, 16, signatureOffset, 64, 0x32, 24, 1, 13 << 16].entries())
    program.writeUInt32LE(number, 176 + index * 4)
  return program
}

function segment(program: Buffer, at: number, name: string, offset: number, length: number): void {
  program.writeUInt32LE(0x19, at)
  program.writeUInt32LE(72, at + 4)
  program.write(name, at + 8)
  const numbers = [0x100000000 + wholePages(offset), wholePages(length), offset, length]
  for (const [index, number] of numbers.entries()) program.writeBigUInt64LE(BigInt(number), at + 24 + index * 8)
}

function wholePages(length: number): number {
  return Math.ceil(length / 0x4000) * 0x4000
}
