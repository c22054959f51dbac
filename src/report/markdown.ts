import {diagnosisName} from '../doctor/diagnosis.ts'
import type {Remedy} from '../doctor/finding.ts'
import {helpUri} from '../doctor/help-uri.ts'
import {code, codeBlock, escaped} from './markdown-text.ts'
import {printable} from './printable.ts'
import type {RenderOptions} from './render-options.ts'
import type {Report, ReportFinding} from './report.ts'
import {evidenceWords, findingCounts, keyringWords, pullWords, totalWords} from './report-words.ts'
import {shellLine} from './shell-quote.ts'
import {answerWords, whoAsked} from './verdict-lines.ts'

/** Pods more than these are counted. */
const mostPulls = 20

/** The report to paste into an issue (GitHub Flavored Markdown): nothing in it mentions, links or formats by accident. */
export function reportMarkdown(report: Report, {tool}: RenderOptions): string {
  const blocks = [
    `# Image pulls: ${escaped(report.scope)}`,
    `${totalWords(report.totals)}: ${findingCounts(report)}.`,
    findingTable(report),
    verdictTable(report),
    ...report.findings.map(findingBlock),
    ...(report.advice ?? []).map(({title, why, message, remedies}) =>
      [`## ${escaped(title)}`, escaped(message), escaped(why), remedyList(remedies)].join('\n\n'),
    ),
    notCheckedBlock(report),
    ...(report.warnings ?? []).map((text) => `> ${escaped(text)}`),
    `Written by ${tool.name} ${tool.version}. Registries are asked from the machine that runs it, which is not the node.`,
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

function findingTable({findings}: Report): string {
  if (findings.length === 0) return ''
  const rows = findings.map(({severity, code: id, name, certainty, pulls}) => {
    return `| ${severity} | [${id} ${name}](${helpUri(id)}) | ${certainty} | ${pullCells(pulls)} |`
  })
  return ['| Severity | Cause | Certainty | Pods |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

function pullCells(pulls: ReportFinding['pulls']): string {
  const named = pulls.slice(0, mostPulls).map((pull) => code(pullWords(pull)).replaceAll('|', '\\|'))
  const rest = pulls.length - named.length
  return [...named, ...(rest > 0 ? [`${rest} more`] : [])].join(', ')
}

function verdictTable({verdicts = []}: Report): string {
  if (verdicts.length === 0) return ''
  const rows = verdicts.map((verdict) => {
    const {isGood, image, registry} = verdict
    const cells = [isGood ? 'good' : 'error', image ?? registry, whoAsked(verdict), answerWords(verdict)]
    return `| ${cells.map(escaped).join(' | ')} |`
  })
  return ['| | Image or registry | Login | Answer |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

function findingBlock(finding: ReportFinding): string {
  const {code: id, name, message, evidence, keyring = [], alternatives, remedies} = finding
  const proof = [
    ...evidence.map(evidenceWords),
    ...keyring.map((step, index) => printable(keyringWords(step, index + 1))),
  ]
  const others = alternatives.map(({code: other, cause, because, separate}) => {
    const step = separate === undefined ? '' : ` To tell: ${escaped(separate)}`
    return `- [${other} ${diagnosisName({cause})}](${helpUri(other)}): ${escaped(because)}.${step}`
  })
  return [
    `## ${id} ${name}`,
    `${escaped(message)}.`,
    codeBlock(proof.join('\n'), 'text'),
    ...(others.length === 0 ? [] : ['What else it may be:', others.join('\n')]),
    ...(remedies.length === 0 ? [] : ['What to do:', remedyList(remedies)]),
  ].join('\n\n')
}

function remedyList(remedies: readonly Remedy[]): string {
  return remedies
    .map(({step, command}, index) => {
      const marker = `${index + 1}. `
      const block = command === undefined ? '' : `\n\n${codeBlock(shellLine(command), 'sh')}`
      return marker + `${escaped(step)}${block}`.replaceAll(/\n(?!\n)/g, `\n${' '.repeat(marker.length)}`)
    })
    .join('\n')
}

function notCheckedBlock({notChecked}: Report): string {
  if (notChecked.length === 0) return ''
  const lines = notChecked.map(({what, why, permission}) => {
    const right = permission === undefined ? '' : ` (${code(printable(`kubectl auth can-i ${permission}`))})`
    return `- ${escaped(what)}: ${escaped(why)}${right}`
  })
  return ['## Not checked', lines.join('\n')].join('\n\n')
}
