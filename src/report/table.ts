import {displayWidth} from './display-width.ts'
import {printable} from './printable.ts'

/** Columns between two cells, and the least that a cell takes with them: the printer of kubectl (`GetNewTabWriter`). */
const padding = 3
const minWidth = 6

/**
 * A table as kubectl prints it: headers in upper case, cells to the left, nothing behind the last one of a row, `<none>`
 * where there is nothing to show. Cells may come from anywhere; they are made printable here. Rows have a cell for each
 * header.
 */
export function table(headers: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const body = rows.map((row) => headers.map((_, index) => cell(row[index])))
  const lines = [headers.map((header) => header.toUpperCase()), ...body]
  const widths = headers.map((_, index) => columnWidth(lines.map((line) => line[index] ?? '')))
  return lines.map((line) =>
    line
      .map((text, index) => pad(text, widths[index] ?? 0))
      .join('')
      .trimEnd(),
  )
}

function cell(text: string | undefined): string {
  const shown = printable(text ?? '')
  return shown === '' ? '<none>' : shown
}

function columnWidth(cells: readonly string[]): number {
  return cells.reduce((width, text) => Math.max(width, padding + displayWidth(text)), minWidth)
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(width - displayWidth(text))
}
