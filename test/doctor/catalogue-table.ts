import {type Diagnosis, diagnosisName} from '../../src/doctor/diagnosis.ts'

/** The catalogue as a Markdown table, as READMEs show it, with its columns aligned as the formatter has them. */
export function catalogueTable(catalogue: readonly Diagnosis[]): string {
  const rows = [
    ['code', 'name', 'severity', 'what it says'],
    ...catalogue.map((diagnosis) => [diagnosis.code, diagnosisName(diagnosis), diagnosis.severity, diagnosis.summary]),
  ]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const [head = '', ...body] = rows.map((row) => line(row.map((cell, at) => cell.padEnd(widths[at] ?? 0))))
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('\n')
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
