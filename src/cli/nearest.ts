/**
 * The candidate that a misspelt word most likely means: it begins with the word, or is at most two edits away (and
 * fewer than half the word's length), as cobra suggests commands. The first of equally near ones.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const sought = word.toLowerCase()
  const beginning = candidates.find((candidate) => sought !== '' && candidate.toLowerCase().startsWith(sought))
  const limit = Math.min(2, Math.floor((sought.length - 1) / 2))
  const [best] = candidates
    .map((candidate) => ({candidate, edits: editDistance(sought, candidate.toLowerCase())}))
    .filter(({edits}) => edits <= limit)
    .sort((one, other) => one.edits - other.edits)
  return best?.candidate ?? beginning
}

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
function editDistance(one: string, other: string): number {
  const rows: number[][] = [Array.from({length: other.length + 1}, (_, column) => column)]
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1]
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      current.push(
        Math.min(
          cell(rows, row - 1, column) + 1,
          (current[column - 1] ?? 0) + 1,
          cell(rows, row - 1, column - 1) + (isSame ? 0 : 1),
          isSwap ? cell(rows, row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    rows.push(current)
  }
  return cell(rows, one.length, other.length)
}

function cell(rows: readonly (readonly number[])[], row: number, column: number): number {
  return rows[row]?.[column] ?? 0
}
