import {adviceLines, adviceSummary} from './advice-lines.ts'
import {findingLines} from './finding-lines.ts'
import {nodeSummary, nodeTable} from './node-table.ts'
import {notCheckedLines} from './not-checked-lines.ts'
import {printable} from './printable.ts'
import {pullMatrixText} from './pull-matrix-text.ts'
import {pullPathText} from './pull-path-text.ts'
import {pathOf} from './pull-paths.ts'
import type {Report, ReportFinding} from './report.ts'
import {counted, paragraph, type ReportTextOptions, signed} from './text-lines.ts'
import type {Paint, Signs, Theme} from './theme.ts'
import {verdictLines, verdictSummary} from './verdict-lines.ts'

/** More pictures than these are counted. */
const mostPaths = 12

/**
 * The report for a person: what was looked at, each finding with its proof and what to do, what could not be looked at,
 * and the totals at the end. Everything that a cluster or registry said is made printable on its way here.
 */
export function reportText(report: Report, options: ReportTextOptions): string {
  const blocks = [
    header(report, options),
    ...(report.verdicts === undefined ? [] : [verdictLines(report.verdicts, options)]),
    ...(report.nodePulls === undefined ? [] : [nodeTable(report.nodePulls, options)]),
    ...pictures(report, options),
    ...report.findings.map((finding) => findingLines(withoutDrawn(finding, report, options), options)),
    ...(report.advice ?? []).map((advice) => adviceLines(advice, options)),
    notCheckedLines(report, options),
    warningLines(report, options),
    footer(report, options),
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function header({scope, totals}: Report, options: ReportTextOptions): readonly string[] {
  const {pods, images, probes} = totals
  const counts = [counted(pods, 'Pod'), counted(images, 'image'), counted(probes, 'probe')].join(', ')
  const {width, theme} = options
  if (printable(scope).length + counts.length + 2 <= width) return [`${theme.strong(printable(scope))}  ${counts}`]
  return [...paragraph(scope, 0, options, theme.strong), `  ${counts}`]
}

/** A report on Pods that were named has no matrix: its paths are what was asked for. */
function isDrawn({matrix}: Report, {isWhole = false}: ReportTextOptions): boolean {
  return isWhole || matrix === undefined
}

function pictures(report: Report, options: ReportTextOptions): readonly (readonly string[])[] {
  const {paths = [], matrix} = report
  if (!isDrawn(report, options)) return []
  const most = options.isWhole ? paths.length : mostPaths
  const rest = paths.length - most
  return [
    matrix === undefined ? [] : pullMatrixText(matrix, options),
    ...paths.slice(0, most).map((path) => pullPathText(path, options)),
    rest > 0 ? paragraph(`and ${counted(rest, 'path')} more in -o json`, 0, options, options.theme.faint) : [],
  ]
}

/** A path tells what the kubelet does with each Secret, and better. */
function withoutDrawn(finding: ReportFinding, report: Report, options: ReportTextOptions): ReportFinding {
  const {keyring, ...rest} = finding
  const isTold = isDrawn(report, options) && pathOf(finding, (report.paths ?? []).slice(0, mostPaths)) !== undefined
  return keyring === undefined || isTold ? rest : finding
}

function warningLines({warnings = []}: Report, options: ReportTextOptions): readonly string[] {
  const {signs, warning} = options.theme
  return warnings.flatMap((text) => signed(signs.warning, text, 0, options, warning))
}

function footer(report: Report, options: ReportTextOptions): readonly string[] {
  const {findings, notChecked, totals} = report
  const {theme} = options
  const count = (severity: ReportFinding['severity']) => findings.filter((entry) => entry.severity === severity).length
  const parts = [
    painted(theme, 'error', counted(count('error'), 'error'), count('error')),
    painted(theme, 'warning', counted(count('warning'), 'warning'), count('warning')),
    painted(theme, 'info', counted(count('info'), 'remark'), count('info')),
    ...(totals.superseded === 0 ? [] : [`${counted(totals.superseded, 'consequence')} not shown`]),
    ...(notChecked.length === 0 ? [] : [`${counted(notChecked.length, 'thing')} not checked`]),
  ].filter((part) => part !== '')
  const vantage = 'Registries were asked from this machine, which is not the node.'
  return [
    [parts.length === 0 ? healthy(report, theme) : parts.join(', '), ...adviceSummary(report)].join(', '),
    ...(totals.requests === 0 ? [] : paragraph(vantage, 0, options)),
  ]
}

function healthy({verdicts, nodePulls, totals}: Report, {signs, success, error}: Theme): string {
  const sign = success(signs.success)
  const faulty = verdicts?.filter(({isGood}) => !isGood).length ?? 0
  if (faulty > 0) return `${error(signs.error)} ${counted(faulty, 'image')} of ${verdicts?.length} cannot be pulled`
  if (verdicts !== undefined) return verdicts.length === 0 ? 'nothing was tried' : `${sign} ${verdictSummary(verdicts)}`
  if (nodePulls !== undefined) return `${sign} ${nodeSummary(nodePulls)}`
  return totals.pods === 0 ? 'no Pods' : `${sign} no pull fails`
}

function painted(theme: Theme, paint: keyof Signs & keyof Theme, text: string, count: number): string {
  const brush: Paint = theme[paint]
  return count === 0 ? '' : brush(text)
}
