import type {Candidate} from '../doctor/candidate.ts'
import {catalogue} from '../doctor/diagnoses/catalogue.ts'

/** What `explain --message -o json` prints. */
export interface MessageExplanation {
  readonly apiVersion: 'imagecreds/v1'
  readonly kind: 'MessageExplanation'
  /** The causes that the words allow, the likeliest first, five at most; none where they speak of no failing pull. */
  readonly candidates: readonly ExplainedCandidate[]
}

export interface ExplainedCandidate extends Candidate {
  /** What `explain` takes, such as `ICR1301`. */
  readonly code: string
}

/** Of more, the last are less likely than that the message was misread. */
const mostCandidates = 5

/** Candidates with the codes of their pages. */
export function explainedMessage(candidates: readonly Candidate[]): MessageExplanation {
  return {
    apiVersion: 'imagecreds/v1',
    kind: 'MessageExplanation',
    candidates: candidates.flatMap(explainedCandidate).slice(0, mostCandidates),
  }
}

function explainedCandidate({cause, confidence, because, separate}: Candidate): readonly ExplainedCandidate[] {
  const code = catalogue.find((diagnosis) => diagnosis.cause === cause)?.code
  return code === undefined ? [] : [{cause, confidence, because, code, ...(separate !== undefined && {separate})}]
}
