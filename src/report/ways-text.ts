import {shellLine} from './shell-quote.ts'
import {paragraph, type TextOptions} from './text-lines.ts'
import {wrappedTable} from './wrapped-table.ts'

/** What is drawn of each way; `explain -o json` prints the same. */
export interface DrawnWay {
  readonly title: string
  readonly users: string
  readonly rotation: string
  readonly reach: string
  readonly since: string
  readonly command: readonly string[]
}

const headers = ['way', 'for', 'what renews the login', 'who pulls with it', 'from']

/** The ways in one table, each with the command to begin with; on a narrow terminal one below the other. */
export function waysText({items}: {readonly items: readonly DrawnWay[]}, options: TextOptions): string {
  const rows = items.map(({title, users, rotation, reach, since}) => [title, users, rotation, reach, since])
  const [head = [], ...drawn] = wrappedTable(headers, rows, options.width) ?? [
    [],
    ...rows.map((row) => list(row, options)),
  ]
  const blocks = items.map(({command}, index) => [
    ...(drawn[index] ?? []),
    `  ${options.theme.faint(shellLine(command))}`,
  ])
  return `${[...(head.length === 0 ? [] : [head]), ...blocks].map((lines) => lines.join('\n')).join('\n\n')}\n\n${note(options)}\n`
}

function list([title = '', ...cells]: readonly string[], options: TextOptions): readonly string[] {
  return [
    ...paragraph(title, 0, options, options.theme.strong),
    ...cells.flatMap((cell, index) => paragraph(`${headers[index + 1]}: ${cell}`, 2, options)),
  ]
}

function note(options: TextOptions): string {
  const text =
    'The kubelet tries the Secrets that a Pod names first, then the file of the node, then credential providers; with no ' +
    'login that matches it pulls as nobody.'
  return paragraph(text, 0, options).join('\n')
}
