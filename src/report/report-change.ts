import {findingLines} from './finding-lines.ts'
import {pullList} from './pull-list.ts'
import type {PullName} from './pull-name.ts'
import type {Report, ReportFinding} from './report.ts'
import {counted, type ReportTextOptions, signed} from './text-lines.ts'

/** What a later report says otherwise than an earlier one on the same Pods. */
export interface ReportChange {
  /** Findings that were not there, each with the pulls that it is new for. */
  readonly appeared: readonly ReportFinding[]
  /** Pulls that no finding of severity error names any more, with the one that did. */
  readonly healed: readonly FormerPulls[]
  /** The same, whose Pod is not there any more. */
  readonly gone: readonly FormerPulls[]
  /** Findings of severity error that hold now. */
  readonly errors: number
}

export interface FormerPulls {
  readonly finding: ReportFinding
  readonly pulls: readonly PullName[]
}

/** Undefined where both say the same of every pull. `isThere` tells the Pods that the later one is on. */
export function reportChange(
  before: Report,
  after: Report,
  isThere: (pull: PullName) => boolean,
): ReportChange | undefined {
  const known = new Set(before.findings.flatMap(keysOf))
  const failing = new Set(errorsOf(after).flatMap(({pulls}) => pulls.map(pullKey)))
  const appeared = after.findings.flatMap((finding) => {
    const isNew = (pull?: PullName) => !known.has(keyOf(finding, pull))
    const pulls = finding.pulls.filter(isNew)
    return pulls.length > 0 || (finding.pulls.length === 0 && isNew()) ? [{...finding, pulls}] : []
  })
  const former = (isMeant: (pull: PullName) => boolean) =>
    errorsOf(before).flatMap((finding) => {
      const pulls = finding.pulls.filter((pull) => !failing.has(pullKey(pull)) && isMeant(pull))
      return pulls.length === 0 ? [] : [{finding, pulls}]
    })
  const healed = former(isThere)
  const gone = former((pull) => !isThere(pull))
  if (appeared.length + healed.length + gone.length === 0) return undefined
  return {appeared, healed, gone, errors: errorsOf(after).length}
}

/** A change for a person; `at` is the time of day that it was seen at. */
export function changeText(change: ReportChange, at: string, options: ReportTextOptions): string {
  const {appeared, healed, gone, errors} = change
  const {strong, success, info, signs} = options.theme
  const namesOf = (pulls: readonly PullName[]) => pullList(pulls, options.showsNamespaces)
  const blocks = [
    [strong(`at ${at}`)],
    ...healed.map(({finding: {code, name}, pulls}) =>
      signed(signs.success, `${namesOf(pulls)}: fails no longer (${code} ${name})`, 0, options, success),
    ),
    ...gone.map(({finding: {code, name}, pulls}) =>
      signed(signs.info, `${namesOf(pulls)}: is gone (failed of ${code} ${name})`, 0, options, info),
    ),
    ...appeared.map((finding) => findingLines(finding, options)),
    [errors === 0 ? `${success(signs.success)} no pull fails` : counted(errors, 'error')],
  ]
  return `\n${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function errorsOf({findings}: Report): readonly ReportFinding[] {
  return findings.filter(({severity}) => severity === 'error')
}

function keysOf(finding: ReportFinding): readonly string[] {
  return finding.pulls.length === 0 ? [keyOf(finding)] : finding.pulls.map((pull) => keyOf(finding, pull))
}

function keyOf({code, message}: ReportFinding, pull?: PullName): string {
  return JSON.stringify([code, message, pull && pullKey(pull)])
}

function pullKey({namespace, pod, container, image}: PullName): string {
  return JSON.stringify([namespace, pod, container, image])
}
