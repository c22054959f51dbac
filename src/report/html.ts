import {createHash} from 'node:crypto'
import {diagnosisName} from '../doctor/diagnosis.ts'
import type {Remedy} from '../doctor/finding.ts'
import {helpUri} from '../doctor/help-uri.ts'
import {htmlStyle} from './html-style.ts'
import {pullList as namesOf} from './pull-list.ts'
import type {PullName} from './pull-name.ts'
import {pullMatrixHtml, pullPathHtml} from './pull-path-html.ts'
import type {RenderOptions} from './render-options.ts'
import type {NotChecked, Report, ReportFinding} from './report.ts'
import type {ReportAdvice} from './report-advice.ts'
import {evidenceWords, findingCounts, keyringWords, pullWords, totalWords} from './report-words.ts'
import {shellLine} from './shell-quote.ts'
import {answerWords, whoAsked} from './verdict-lines.ts'
import {xmlText as escaped} from './xml-text.ts'

const severityWords = {error: 'Error', warning: 'Warning', info: 'Remark'} as const

/** Of more Pods the list is folded, and opens at a click. */
const mostPulls = 12

/**
 * The report as one HTML file that asks for nothing: no script, and by its policy no style but its own (CSP level 3). Text
 * of a cluster or registry is escaped and stands in no attribute.
 */
export function reportHtml(report: Report, {tool}: RenderOptions): string {
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(htmlStyle).digest('base64')}'`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Image pulls: ${escaped(report.scope)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<header>
<h1>Image pulls <span class="scope">${escaped(report.scope)}</span></h1>
<p>${totalWords(report.totals)}</p>
<p class="counts">${findingCounts(report)}</p>
</header>
<main>
${[
  overview(report),
  verdictSection(report),
  matrixSection(report),
  section('findings', 'Findings', report.findings.map(findingArticle)),
  section('paths', 'Paths', (report.paths ?? []).map(pullPathHtml)),
  section('advice', 'Advice', (report.advice ?? []).map(adviceArticle)),
  notCheckedSection(report.notChecked),
  warningSection(report),
]
  .filter((part) => part !== '')
  .join('\n')}
</main>
<footer><p>Written by ${escaped(tool.name)} ${escaped(tool.version)}. Registries are asked from the machine that runs it, which is not the node.</p></footer>
</body>
</html>
`
}

function section(id: string, title: string, parts: readonly string[]): string {
  if (parts.length === 0) return ''
  return `<section aria-labelledby="${id}">\n<h2 id="${id}">${title}</h2>\n${parts.join('\n')}\n</section>`
}

function overview({findings}: Report): string {
  if (findings.length === 0) return section('overview', 'Overview', ['<p>Nothing was found.</p>'])
  const rows = findings.map(({code, name, severity, certainty, pulls}, index) => {
    const pods = new Set(pulls.map(({namespace, pod}) => `${namespace}/${pod}`)).size
    const link = `<a href="#finding-${index + 1}">${code} ${name}</a>`
    const who = pulls.length === 0 ? '' : `<br><span class="who">${escaped(namesOf(pulls, true))}</span>`
    return `<tr><td>${badge(severity)}</td><th scope="row">${link}${who}</th><td>${certainty}</td><td class="number">${pods}</td></tr>`
  })
  return section('overview', 'Overview', [table('What was found', ['Severity', 'Cause', 'Certainty', 'Pods'], rows)])
}

function matrixSection({matrix}: Report): string {
  return matrix === undefined || matrix.cells.length === 0
    ? ''
    : section('matrix', 'Where pulls fail', [pullMatrixHtml(matrix)])
}

function findingArticle(finding: ReportFinding, index: number): string {
  const {code, name, severity, certainty, message, pulls, evidence, keyring = [], alternatives, remedies} = finding
  const id = `finding-${index + 1}`
  const proof = [...evidence.map(evidenceWords), ...keyring.map((step, at) => keyringWords(step, at + 1))]
  const others = alternatives.map(({code: other, cause, because, separate}) => {
    const step = separate === undefined ? '' : `<br>To tell: ${escaped(separate)}`
    return `<li><strong>${other} ${diagnosisName({cause})}</strong>: ${escaped(because)}${step}</li>`
  })
  return `<article class="${severity}" aria-labelledby="${id}">
<h3 id="${id}">${badge(severity)} ${code} ${name}</h3>
<p class="message">${escaped(message)} <span class="certainty">(${certainty})</span></p>
${[
  pullList(pulls),
  part('Evidence', `<ul class="facts">${proof.map((text) => `<li><code>${escaped(text)}</code></li>`).join('')}</ul>`),
  others.length === 0 ? '' : part('What else it may be', `<ul>${others.join('')}</ul>`),
  remedyPart(remedies),
]
  .filter((block) => block !== '')
  .join('\n')}
<p><a href="${helpUri(code)}">About ${code} ${name}</a></p>
</article>`
}

function adviceArticle({title, message, why, pulls, remedies}: ReportAdvice): string {
  return `<article class="info">
<h3>${escaped(title)}</h3>
<p class="message">${escaped(message)}</p>
<p>${escaped(why)}</p>
${pullList(pulls)}
${remedyPart(remedies)}
</article>`
}

function part(title: string, body: string): string {
  return `<h4>${title}</h4>\n${body}`
}

function pullList(pulls: readonly PullName[]): string {
  if (pulls.length === 0) return ''
  const items = pulls.map(
    (pull) => `<li><code>${escaped(pullWords(pull))}</code> <span>${escaped(pull.image)}</span></li>`,
  )
  const list = `<ul class="pulls">${items.join('')}</ul>`
  return pulls.length > mostPulls ? `<details><summary>${pulls.length} pulls</summary>${list}</details>` : list
}

function remedyPart(remedies: readonly Remedy[]): string {
  if (remedies.length === 0) return ''
  const items = remedies.map(({step, command}) => {
    return `<li>${escaped(step)}${command === undefined ? '' : `<pre><code>${escaped(shellLine(command))}</code></pre>`}</li>`
  })
  return part('What to do', `<ol>${items.join('')}</ol>`)
}

function verdictSection({verdicts = []}: Report): string {
  if (verdicts.length === 0) return ''
  const rows = verdicts.map((verdict) => {
    const {isGood, image, registry} = verdict
    const sign = isGood ? '<span class="badge success">Good</span>' : badge('error')
    return `<tr><td>${sign}</td><th scope="row">${escaped(image ?? registry)}</th><td>${escaped(whoAsked(verdict))}</td><td>${escaped(answerWords(verdict))}</td></tr>`
  })
  return section('verdicts', 'Answers of the registries', [
    table('What each registry answered', ['', 'Image or registry', 'Login', 'Answer'], rows),
  ])
}

function notCheckedSection(gaps: readonly NotChecked[]): string {
  if (gaps.length === 0) return ''
  const items = gaps.map(({what, why, permission}) => {
    const right = permission === undefined ? '' : `<br><code>kubectl auth can-i ${escaped(permission)}</code>`
    return `<li><strong>${escaped(what)}</strong>: ${escaped(why)}${right}</li>`
  })
  return section('not-checked', 'Not checked', [`<ul>${items.join('')}</ul>`])
}

function warningSection({warnings = []}: Report): string {
  if (warnings.length === 0) return ''
  return section('warnings', 'Warnings', [`<ul>${warnings.map((text) => `<li>${escaped(text)}</li>`).join('')}</ul>`])
}

/** A table scrolls by itself, and by the keyboard, where it is wider than the page. */
function table(caption: string, headers: readonly string[], rows: readonly string[]): string {
  const cells = headers.map((header) => (header === '' ? '<td></td>' : `<th scope="col">${header}</th>`)).join('')
  return `<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${cells}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>`
}

function badge(severity: ReportFinding['severity']): string {
  return `<span class="badge ${severity}">${severityWords[severity]}</span>`
}
