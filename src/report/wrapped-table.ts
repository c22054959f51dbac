import {displayWidth} from './display-width.ts'
import {printable} from './printable.ts'
import {wrap} from './wrap.ts'

/** Columns between two cells. */
const padding = 2

/**
 * A table whose cells are broken at blanks so that no line is wider than the terminal: for each row, and for the headers
 * before them, its lines. The widest column gives way first, down to its longest word. `undefined` where even that is
 * too wide.
 */
export function wrappedTable(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly (readonly string[])[] | undefined {
  const cells = [headers.map((header) => header.toUpperCase()), ...rows].map((row) =>
    row.map((cell) => printable(cell)),
  )
  const widths = columnWidths(cells, width - padding * (headers.length - 1))
  return widths && cells.map((row) => rowLines(row, widths))
}

function columnWidths(cells: readonly (readonly string[])[], room: number): readonly number[] | undefined {
  const columns = (cells[0] ?? []).map((_, column) => cells.map((row) => row[column] ?? ''))
  const least = columns.map((column) => widest(column.flatMap((cell) => cell.split(' '))))
  const widths = columns.map(widest)
  for (let excess = sum(widths) - room; excess > 0; excess--) {
    const loose = widths.map((width, column) => (width > (least[column] ?? 0) ? width : 0))
    const most = Math.max(...loose)
    if (most === 0) return undefined
    widths[loose.indexOf(most)] = most - 1
  }
  return widths
}

function rowLines(row: readonly string[], widths: readonly number[]): readonly string[] {
  const wrapped = row.map((cell, column) => wrap(cell, {width: widths[column] ?? 1}))
  const height = Math.max(...wrapped.map(({length}) => length))
  return Array.from({length: height}, (_, line) =>
    wrapped
      .map((lines, column) => pad(lines[line] ?? '', (widths[column] ?? 0) + padding))
      .join('')
      .trimEnd(),
  )
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
