import type {Cause} from './cause.ts'
import {withCircumstances} from './circumstance.ts'
import type {Diagnosis} from './diagnosis.ts'
import type {Certainty, Finding} from './finding.ts'
import {declaredCase, type Fact, type PullCase} from './pull-case.ts'
import {untriedSecret, withUntriedSecret} from './untried-login.ts'
import {difference, withDifference} from './vantage.ts'

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
 * One pull against the whole catalogue. Certainty orders; among equals, what rests on fields comes before what the
 * message allows, and that comes in the message's own order. What a finding of at least equal certainty supersedes is set
 * aside; beside a proved cause no mere possibility is shown. With `onRead`, as in the tests of
 * the catalogue, a diagnosis sees only the facts that it declares: to watch every read of every pull takes its time.
 */
export function examine(
  pullCase: PullCase,
  catalogue: readonly Diagnosis[],
  onRead?: (diagnosis: Diagnosis, fact: Fact) => void,
): Examination {
  const place = (cause: Cause) => pullCase.candidates.findIndex((candidate) => candidate.cause === cause)
  const found: Diagnosed[] = []
  for (const diagnosis of catalogue) {
    const {needs} = diagnosis
    const view = onRead ? declaredCase(pullCase, needs, (fact) => onRead(diagnosis, fact)) : pullCase
    for (const finding of diagnosis.examine(view)) found.push({diagnosis, finding})
  }
  // Nearly all pulls of a cluster.
  if (found.length === 0) return {pullCase, causes: found, remarks: found, superseded: found}
  found.sort(
    (one, other) =>
      rank[one.finding.certainty] - rank[other.finding.certainty] ||
      place(one.diagnosis.cause) - place(other.diagnosis.cause),
  )
  const superseded = found.filter((entry) => found.some((other) => supersedes(other, entry)))
  const kept = found.filter((entry) => !superseded.includes(entry))
  const causes = answers(kept.filter(({diagnosis}) => diagnosis.severity === 'error'))
  const here = difference(pullCase)
  const untried = untriedSecret(pullCase)
  return {
    pullCase,
    causes: causes.map(({diagnosis, finding}) => {
      const whole = withCircumstances(finding, diagnosis.cause, pullCase)
      const tried = untried ? withUntriedSecret(whole, diagnosis.cause, untried) : whole
      return {diagnosis, finding: here ? withDifference(tried, here) : tried}
    }),
    remarks: kept.filter(({diagnosis}) => diagnosis.severity !== 'error'),
    superseded,
  }
}

function answers(causes: readonly Diagnosed[]): readonly Diagnosed[] {
  const known = causes.filter(({diagnosis}) => !diagnosis.isLastResort)
  if (known.length === 0) return causes
  const proved = known.filter(({finding}) => finding.certainty === 'proved')
  return proved.length > 0 ? proved : known
}

/** A mere possibility supersedes nothing. */
function supersedes(one: Diagnosed, other: Diagnosed): boolean {
  return (
    one.finding.certainty !== 'possible' &&
    one.diagnosis.supersedes.includes(other.diagnosis.cause) &&
    rank[one.finding.certainty] <= rank[other.finding.certainty]
  )
}
