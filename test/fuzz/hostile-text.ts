import fc from 'fast-check'

/** The seed is the same in every run; IMAGECREDS_SEED sets another, and IMAGECREDS_LONG makes a run ten times as long. */
export const fuzzing: fc.Parameters<unknown> = {
  seed: Number(process.env['IMAGECREDS_SEED'] ?? 20261124),
  numRuns: process.env['IMAGECREDS_LONG'] === undefined ? 1000 : 10_000,
}

/** Texts of a grammar's own pieces in any order, between which anything may stand. */
export function textOf(pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(
    {weight: 8, arbitrary: fc.constantFrom(...pieces)},
    {weight: 1, arbitrary: fc.string({unit: 'binary', maxLength: 4})},
    {weight: 1, arbitrary: fc.constantFrom('\0', '\u001b[31m', '\u202e', '\ud800', '\ufeff', '\r\n', '\u00a0', '😀')},
  )
  return fc.array(piece, {maxLength: 24}).map((parts) => parts.join(''))
}
