import type {MatrixCell, NodeCounts, PullCounts, PullMatrix} from './pull-matrix.ts'
import {table} from './table.ts'
import {counted, paragraph, type TextOptions} from './text-lines.ts'

/** Rows without a failing pull are counted where there are more than these. */
const mostRows = 12

/**
 * Failing and all pulls by namespace and registry, where they fail first, and the nodes below it. A registry is a row of
 * its own and not a column: a cluster has more of them than a terminal has columns.
 */
export function pullMatrixText({cells, nodes}: PullMatrix, options: TextOptions): readonly string[] {
  if (cells.length === 0) return []
  return [
    ...counts(
      ['namespace', 'registry'],
      cells,
      ({namespace, registry}) => [namespace, registry || 'unreadable'],
      options,
    ),
    ...(nodes.length === 0 ? [] : ['', ...counts(['node'], nodes, ({node}) => [node], options)]),
  ]
}

function counts<T extends MatrixCell | NodeCounts>(
  headers: readonly string[],
  all: readonly T[],
  name: (row: T) => readonly string[],
  options: TextOptions,
): readonly string[] {
  const ordered = all.toSorted((one, other) => other.failing - one.failing)
  const most = Math.max(mostRows, ordered.findLastIndex(({failing}) => failing > 0) + 1)
  const shown = ordered.length - most > 1 ? ordered.slice(0, most) : ordered
  const rows = shown.map((row) => [...name(row), ...numbers(row)])
  const rest = ordered.length - shown.length
  const more = `and ${counted(rest, 'row')} more without a failing pull`
  return [
    ...table([...headers, 'failing', 'healthy', 'untried'], rows),
    ...(rest === 0 ? [] : paragraph(more, 0, options, options.theme.faint)),
  ]
}

function numbers({failing, healthy, untried}: PullCounts): readonly string[] {
  return [failing, healthy, untried].map(String)
}
