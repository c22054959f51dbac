import type {Diagnosis} from './diagnosis.ts'
import type {Certainty, Finding} from './finding.ts'
import {declaredCase, type Fact, type PullCase} from './pull-case.ts'

/** A finding with the diagnosis it belongs to. */
export interface Diagnosed {
  readonly diagnosis: Diagnosis
  readonly finding: Finding
}

/** What was found for one pull. */
export interface Examination {
  readonly pullCase: PullCase
  /** Why the pull fails, the most certain first; the first is the answer, the others are its alternatives. */
  readonly causes: readonly Diagnosed[]
  /** What is wrong or worth knowing besides. */
  readonly remarks: readonly Diagnosed[]
  /** Findings that hold and are a mere consequence of one that is kept. */
  readonly superseded: readonly Diagnosed[]
}

const rank: Readonly<Record<Certainty, number>> = {proved: 0, likely: 1, possible: 2}

/**
 * One pull against the whole catalogue. Certainty orders; what a finding of at least equal certainty supersedes is set
 * aside; beside a proved cause of a failure no mere possibility is shown. `onRead` serves the tests of the catalogue.
 */
export function examine(
  pullCase: PullCase,
  catalogue: readonly Diagnosis[],
  onRead?: (diagnosis: Diagnosis, fact: Fact) => void,
): Examination {
  const found = catalogue
    .flatMap((diagnosis) =>
      diagnosis
        .examine(declaredCase(pullCase, diagnosis.needs, (fact) => onRead?.(diagnosis, fact)))
        .map((finding) => ({diagnosis, finding})),
    )
    .sort((one, other) => rank[one.finding.certainty] - rank[other.finding.certainty])
  const superseded = found.filter((entry) => found.some((other) => supersedes(other, entry)))
  const kept = found.filter((entry) => !superseded.includes(entry))
  const causes = kept.filter(({diagnosis}) => diagnosis.severity === 'error')
  const isProved = causes[0]?.finding.certainty === 'proved'
  return {
    pullCase,
    causes: isProved ? causes.filter(({finding}) => finding.certainty === 'proved') : causes,
    remarks: kept.filter(({diagnosis}) => diagnosis.severity !== 'error'),
    superseded,
  }
}

function supersedes(one: Diagnosed, other: Diagnosed): boolean {
  return (
    one.diagnosis.supersedes.includes(other.diagnosis.cause) &&
    rank[one.finding.certainty] <= rank[other.finding.certainty]
  )
}
