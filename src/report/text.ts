import type {Evidence, Remedy} from '../doctor/finding.ts'
import {printable} from './printable.ts'
import {pullList} from './pull-list.ts'
import type {Alternative, NotChecked, Report, ReportFinding} from './report.ts'
import {shellLine} from './shell-quote.ts'
import {counted, paragraph, signed, type TextOptions} from './text-lines.ts'
import type {Paint, Signs, Theme} from './theme.ts'
import {verdictLines} from './verdict-lines.ts'

/**
 * The report for a person: what was looked at, each finding with its proof and what to do, what could not be looked at,
 * and the totals at the end. Everything that a cluster or registry said is made printable on its way here.
 */
export function reportText(report: Report, options: TextOptions): string {
  const blocks = [
    header(report, options),
    ...(report.verdicts === undefined ? [] : [verdictLines(report.verdicts, options)]),
    ...report.findings.map((finding) => findingLines(finding, options)),
    ...report.notChecked.map((gap) => notCheckedLines(gap, options)),
    footer(report, options),
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function header({scope, totals}: Report, {theme}: TextOptions): readonly string[] {
  const {pods, pulls, probes} = totals
  const counts = [counted(pods, 'Pod'), counted(pulls, 'image'), counted(probes, 'probe')]
  return [`${theme.strong(printable(scope))}  ${counts.join(', ')}`]
}

function findingLines(finding: ReportFinding, options: TextOptions): readonly string[] {
  const {code, name, severity, certainty, message, pulls, evidence, remedies, alternatives} = finding
  const {theme} = options
  const paint = theme[severity]
  const degree = certainty === 'proved' ? '' : theme.faint(` ${certainty}`)
  return [
    `${paint(theme.signs[severity])} ${paint(code)} ${theme.strong(name)}${degree}`,
    ...paragraph(message, 2, options),
    ...(pulls.length === 0 ? [] : paragraph(pullList(pulls), 4, options)),
    ...evidence.flatMap((fact) => paragraph(evidenceText(fact), 4, options, theme.faint)),
    ...alternatives.flatMap((alternative) => alternativeLines(alternative, options)),
    ...remedies.flatMap((remedy) => remedyLines(remedy, options)),
    `    ${theme.faint(`kubectl imagecreds explain ${code}`)}`,
  ]
}

function evidenceText(fact: Evidence): string {
  switch (fact.kind) {
    case 'field':
      return `${fact.object}  ${fact.path} = ${fact.value}`
    case 'exchange':
      return `${fact.request}  ${fact.answer}`
    case 'event':
      return `${fact.reason}: ${fact.text}`
  }
}

function alternativeLines({code, because, separate}: Alternative, options: TextOptions): readonly string[] {
  return [
    ...signed('or', `${code}: ${because}`, 2, options),
    ...(separate === undefined ? [] : paragraph(`To tell: ${separate}`, 5, options)),
  ]
}

/** A command stays on one line, so that it can be copied whole. */
function remedyLines({step, command}: Remedy, options: TextOptions): readonly string[] {
  const {theme} = options
  return [
    ...signed(theme.signs.remedy, step, 2, options, theme.success),
    ...(command === undefined ? [] : [`    ${shellLine(command)}`]),
  ]
}

function notCheckedLines({what, why, permission, pulls}: NotChecked, options: TextOptions): readonly string[] {
  const {theme} = options
  return [
    `${theme.info(theme.signs.notChecked)} ${theme.strong('not checked')}`,
    ...paragraph(`${what}: ${why}`, 2, options),
    ...(pulls.length === 0 ? [] : paragraph(pullList(pulls), 4, options)),
    ...(permission === undefined ? [] : [`    ${theme.faint(`kubectl auth can-i ${printable(permission)}`)}`]),
  ]
}

function footer(report: Report, {theme}: TextOptions): readonly string[] {
  const {findings, notChecked, totals} = report
  const count = (severity: ReportFinding['severity']) => findings.filter((entry) => entry.severity === severity).length
  const parts = [
    painted(theme, 'error', counted(count('error'), 'error'), count('error')),
    painted(theme, 'warning', counted(count('warning'), 'warning'), count('warning')),
    painted(theme, 'info', counted(count('info'), 'remark'), count('info')),
    ...(totals.superseded === 0 ? [] : [`${counted(totals.superseded, 'consequence')} not shown`]),
    ...(notChecked.length === 0 ? [] : [`${counted(notChecked.length, 'thing')} not checked`]),
  ].filter((part) => part !== '')
  const vantage = totals.requests === 0 ? [] : ['Registries were asked from this machine, which is not the node.']
  return [parts.length === 0 ? healthy(report, theme) : parts.join(', '), ...vantage]
}

function healthy({verdicts, totals}: Report, {signs, success}: Theme): string {
  const sign = success(signs.success)
  if (verdicts !== undefined) return `${sign} every login that was tried may do what it is there for`
  return totals.pods === 0 ? 'no Pods' : `${sign} no pull fails`
}

function painted(theme: Theme, paint: keyof Signs & keyof Theme, text: string, count: number): string {
  const brush: Paint = theme[paint]
  return count === 0 ? '' : brush(text)
}
