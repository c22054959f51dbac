import type {FilePlace} from '../cluster/snapshot.ts'
import {type PullName, whoPulls} from './pull-name.ts'
import type {RenderOptions} from './render-options.ts'
import type {NotChecked, Report, ReportFinding} from './report.ts'
import {evidenceWords} from './report-words.ts'
import {shellLine} from './shell-quote.ts'
import {answerWords, whoAsked} from './verdict-lines.ts'
import {xmlAttribute, xmlText} from './xml-text.ts'

/** One test of the report: an image of a Pod, or what a registry answered to a login. */
interface TestCase {
  readonly suite: string
  readonly name: string
  readonly body: string
  readonly outcome: 'passed' | 'failed' | 'skipped'
  /** Where a manifest names the image. */
  readonly place?: FilePlace
}

/**
 * The report for what reads JUnit's XML: a suite for each namespace, a case for each pull that is spoken of, which fails
 * by a finding of severity error, and is skipped where it could not be looked at. What a finding of less weight says is
 * output of a case that passes.
 */
export function reportJunit(report: Report, {tool}: RenderOptions): string {
  const cases = [...pullCases(report), ...verdictCases(report), ...generalCases(report)]
  const suites = Map.groupBy(cases, ({suite}) => suite)
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xmlAttribute(tool.name)}" ${counts(cases)}>`,
    ...[...suites].flatMap(([name, members]) => [
      `  <testsuite name="${xmlAttribute(name)}" ${counts(members)}>`,
      ...members.map((one) => testCaseXml(one)),
      '  </testsuite>',
    ]),
    '</testsuites>',
  ]
  return `${lines.join('\n')}\n`
}

function pullCases({findings, notChecked, scope}: Report): readonly TestCase[] {
  const all = [...findings.flatMap(({pulls}) => pulls), ...notChecked.flatMap(({pulls}) => pulls)]
  const pulls = new Map(all.map((pull) => [keyOf(pull), pull]))
  return [...pulls].map(([key, pull]) => {
    const own = findings.filter((finding) => finding.pulls.some((one) => keyOf(one) === key))
    const gaps = notChecked.filter((gap) => gap.pulls.some((one) => keyOf(one) === key))
    const name = `${whoPulls(pull)} (${pull.container}) ${pull.image}`
    const {place} = pull
    const suite = pull.namespace === '' ? scope : pull.namespace
    return {suite, name, ...caseBody(own, gaps, place), ...(place && {place})}
  })
}

function caseBody(
  findings: readonly ReportFinding[],
  gaps: readonly NotChecked[],
  place?: FilePlace,
): Pick<TestCase, 'body' | 'outcome'> {
  const [error] = findings.filter(({severity}) => severity === 'error')
  const words = [...findings.flatMap((finding) => findingWords(finding, place)), ...gaps.map(gapWords)].join('\n')
  if (error !== undefined) {
    const type = `${error.code} ${error.name}`
    const body = `<failure type="${xmlAttribute(type)}" message="${xmlAttribute(error.message)}">${xmlText(words)}</failure>`
    return {outcome: 'failed', body}
  }
  const [gap] = gaps
  if (findings.length === 0 && gap !== undefined) {
    return {outcome: 'skipped', body: `<skipped message="${xmlAttribute(gapWords(gap))}"/>`}
  }
  return {outcome: 'passed', body: `<system-out>${xmlText(words)}</system-out>`}
}

function verdictCases({verdicts = [], scope}: Report): readonly TestCase[] {
  return verdicts.map((verdict) => {
    const name = `${verdict.image ?? verdict.registry}: ${whoAsked(verdict)}`
    const words = answerWords(verdict)
    if (verdict.isGood)
      return {suite: scope, name, outcome: 'passed', body: `<system-out>${xmlText(words)}</system-out>`}
    const body = `<failure type="${xmlAttribute(verdict.answer)}" message="${xmlAttribute(words)}"/>`
    return {suite: scope, name, outcome: 'failed', body}
  })
}

/** What is spoken of for no pull, and that which is in order: a report without any case is taken for a broken one. */
function generalCases({findings, notChecked, totals, verdicts, scope}: Report): readonly TestCase[] {
  const loose = findings.filter(({pulls}) => pulls.length === 0)
  const gaps = notChecked.filter(({pulls}) => pulls.length === 0)
  const cases: readonly TestCase[] = [
    ...loose.map((finding) => ({suite: scope, name: finding.message, ...caseBody([finding], [])})),
    ...gaps.map((gap) => ({suite: scope, name: gap.what, ...caseBody([], [gap])})),
  ]
  const spoken = new Set([...findings, ...notChecked].flatMap(({pulls}) => pulls.map(keyOf))).size
  const rest = totals.pulls - spoken
  if (verdicts !== undefined || (rest <= 0 && spoken > 0)) return cases
  const name = `images without findings: ${Math.max(0, rest)}`
  return [...cases, {suite: scope, name, outcome: 'passed', body: ''}]
}

function testCaseXml({suite, name, body, place}: TestCase): string {
  const where = place === undefined ? '' : ` file="${xmlAttribute(place.file)}" line="${place.line}"`
  const head = `    <testcase classname="${xmlAttribute(suite)}" name="${xmlAttribute(name)}"${where} time="0"`
  return body === '' ? `${head}/>` : `${head}>\n      ${body}\n    </testcase>`
}

function counts(cases: readonly TestCase[]): string {
  const of = (outcome: TestCase['outcome']) => cases.filter((one) => one.outcome === outcome).length
  return `tests="${cases.length}" failures="${of('failed')}" errors="0" skipped="${of('skipped')}" time="0"`
}

function findingWords(
  {code, name, certainty, message, evidence, remedies}: ReportFinding,
  place: FilePlace | undefined,
): readonly string[] {
  return [
    `${code} ${name} (${certainty}): ${message}`,
    ...(place === undefined ? [] : [`  ${place.file}:${place.line}`]),
    ...evidence.map((fact) => `  ${evidenceWords(fact)}`),
    ...remedies.flatMap(({step, command}) => [`  -> ${step}`, ...(command ? [`     ${shellLine(command)}`] : [])]),
  ]
}

function gapWords({what, why}: NotChecked): string {
  return `not checked: ${what}: ${why}`
}

function keyOf({namespace, pod, container}: PullName): string {
  return JSON.stringify([namespace, pod, container])
}
