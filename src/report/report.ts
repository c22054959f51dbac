import type {Cause} from '../doctor/cause.ts'
import {diagnosisName, type Severity} from '../doctor/diagnosis.ts'
import {podObject} from '../doctor/evidence.ts'
import type {Diagnosed, Examination} from '../doctor/examine.ts'
import type {Certainty, Evidence, Finding, Remedy} from '../doctor/finding.ts'
import {helpUri} from '../doctor/help-uri.ts'
import {isNobodysPull} from '../doctor/image-plan.ts'
import type {PullCase} from '../doctor/pull-case.ts'
import type {Pull} from '../doctor/pull-plan.ts'
import {type KeyringStep, keyringSteps} from './keyring-step.ts'
import {mergedRemedies} from './merged-remedies.ts'
import type {NodePull} from './node-table.ts'
import type {PullMatrix} from './pull-matrix.ts'
import {type PullName, pullName} from './pull-name.ts'
import type {PullPath} from './pull-path.ts'
import type {ReportAdvice} from './report-advice.ts'
import type {Verdict} from './verdict.ts'

/** What `-o json` prints, kept from version to version; every other format is drawn from it. */
export interface Report {
  readonly apiVersion: 'imagecreds/v1'
  readonly kind: 'Report'
  /** What was looked at, for the reader: `namespace "shop"`. */
  readonly scope: string
  /** Ordered by certainty: the first finding that names a container is the answer for it. */
  readonly findings: readonly ReportFinding[]
  readonly notChecked: readonly NotChecked[]
  /** `verify` only: what each registry answered to each login. */
  readonly verdicts?: readonly Verdict[]
  /** What has to be known about how registries were asked; absent where there is nothing. */
  readonly warnings?: readonly string[]
  /** Better practice, where it was asked for (`--advice`): nothing of it keeps a pull from working. */
  readonly advice?: readonly ReportAdvice[]
  /** `doctor` only: where each error finding breaks its first pull; of Pods that were named also what does not break. */
  readonly paths?: readonly PullPath[]
  /** `doctor` only, and not where Pods or workloads were named: where pulls fail, in numbers. */
  readonly matrix?: PullMatrix
  /** With `--from-node` and `--from-nodes` only: what each node said to each image. */
  readonly nodePulls?: readonly NodePull[]
  readonly totals: Totals
}

export interface ReportFinding {
  readonly code: string
  readonly name: string
  readonly cause: Cause
  readonly severity: Severity
  readonly certainty: Certainty
  readonly message: string
  readonly pulls: readonly PullName[]
  readonly evidence: readonly Evidence[]
  readonly remedies: readonly Remedy[]
  /** What else would explain the same pulls, where the finding is not proved. */
  readonly alternatives: readonly Alternative[]
  /** What the kubelet does with the pull secrets of the first of these Pods, where it names several. */
  readonly keyring?: readonly KeyringStep[]
  /** The page that explains the cause. */
  readonly helpUri: string
}

export interface Alternative {
  readonly code: string
  readonly cause: Cause
  readonly because: string
  /** The step that separates it from the finding, an imperative sentence. */
  readonly separate?: string
}

/** Something that could not be looked at, and why. */
export interface NotChecked {
  readonly what: string
  readonly why: string
  /** The right that lacks, as `kubectl auth can-i` takes it. */
  readonly permission?: string
  readonly pulls: readonly PullName[]
}

export interface Totals {
  readonly pods: number
  readonly pulls: number
  /** Distinct ones among them, as they are written. */
  readonly images: number
  /** Distinct questions put to registries. */
  readonly probes: number
  /** HTTP requests sent to registries and token servers. */
  readonly requests: number
  /** Findings that hold and are consequences of those shown. */
  readonly superseded: number
}

const severityRank: Readonly<Record<Severity, number>> = {error: 0, warning: 1, info: 2}
const certaintyRank: Readonly<Record<Certainty, number>> = {proved: 0, likely: 1, possible: 2}

/**
 * Equal findings become one: the same diagnosis with the same words is one root cause, whatever the number of Pods that
 * suffer from it. Its proof is that of the first, its remedies are those of all: the step is one, and each owner has a command of its own.
 */
export function buildReport(
  examinations: readonly Examination[],
  notChecked: readonly NotChecked[],
  {scope, ...totals}: Omit<Totals, 'superseded'> & Pick<Report, 'scope'>,
): Report {
  const groups = new Map<string, Group>()
  for (const examination of examinations) {
    const [answer, ...others] = examination.causes
    if (answer) add(groups, answer, others, examination)
    for (const remark of examination.remarks) add(groups, remark, [], examination)
  }
  return {
    apiVersion: 'imagecreds/v1',
    kind: 'Report',
    scope,
    findings: [...groups.values()].map(findingOf).sort(byWeight),
    notChecked,
    totals: {...totals, superseded: sum(examinations.map(({superseded}) => superseded.length))},
  }
}

/** Equal findings: the first of them, and what is gathered from all. */
interface Group {
  readonly first: Diagnosed
  readonly others: readonly Diagnosed[]
  readonly pullCase: PullCase
  readonly pulls: PullName[]
  remedies: readonly Remedy[]
}

function add(
  groups: Map<string, Group>,
  diagnosed: Diagnosed,
  others: readonly Diagnosed[],
  {pullCase}: Examination,
): void {
  const {diagnosis, finding} = diagnosed
  const place = isOfNamespace(finding, pullCase.plan) ? pullCase.plan.pod.namespace : undefined
  const key = JSON.stringify([diagnosis.code, place, finding.message, finding.certainty])
  const {remedies} = finding
  const group = groups.getOrInsertComputed(key, () => ({first: diagnosed, others, pullCase, pulls: [], remedies}))
  group.remedies = mergedRemedies(group.remedies, remedies)
  if (!isNobodysPull(pullCase.plan)) group.pulls.push(pullName(pullCase.plan))
}

function findingOf({first: {diagnosis, finding}, others, pullCase, pulls, remedies}: Group): ReportFinding {
  return {
    code: diagnosis.code,
    name: diagnosisName(diagnosis),
    cause: diagnosis.cause,
    severity: diagnosis.severity,
    certainty: finding.certainty,
    message: finding.message,
    pulls,
    evidence: withoutRepetition(finding.evidence),
    remedies,
    alternatives: finding.certainty === 'proved' ? [] : alternatives(diagnosis.cause, others, pullCase),
    ...keyringOf(diagnosis.severity, pullCase),
    helpUri: helpUri(diagnosis.code),
  }
}

/** A healthy pull has no need of it. */
function keyringOf(severity: Severity, pullCase: PullCase): Pick<ReportFinding, 'keyring'> {
  const keyring = severity === 'error' ? keyringSteps(pullCase) : undefined
  return keyring === undefined ? {} : {keyring}
}

/** A failure that is foretold from an answer, and the answer. */
function withoutRepetition(evidence: readonly Evidence[]): readonly Evidence[] {
  return [...new Map(evidence.map((fact) => [JSON.stringify(fact), fact])).values()]
}

/** An object of a namespace is at fault, such as a Secret: one of the same name elsewhere is another cause. */
function isOfNamespace({evidence}: Finding, {pod}: Pull): boolean {
  const own = podObject(pod)
  return evidence.some((fact) => fact.kind === 'field' && !fact.object.startsWith('pod/') && fact.object !== own)
}

function alternatives(answer: Cause, others: readonly Diagnosed[], pullCase: PullCase): readonly Alternative[] {
  return others
    .filter(({diagnosis}) => diagnosis.cause !== answer)
    .map(({diagnosis, finding}) => {
      const separate = pullCase.candidates.find(({cause}) => cause === diagnosis.cause)?.separate
      return {code: diagnosis.code, cause: diagnosis.cause, because: finding.message, ...(separate && {separate})}
    })
}

function byWeight(one: ReportFinding, other: ReportFinding): number {
  return (
    severityRank[one.severity] - severityRank[other.severity] ||
    certaintyRank[one.certainty] - certaintyRank[other.certainty] ||
    other.pulls.length - one.pulls.length ||
    // Not localeCompare, which loads the collations of all languages.
    (one.code < other.code ? -1 : Number(one.code > other.code))
  )
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
