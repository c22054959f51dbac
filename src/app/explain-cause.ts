import {type Diagnosis, diagnosisName, type Severity} from '../doctor/diagnosis.ts'

/** A page of the catalogue, as `explain -o json` prints it. */
export interface CausePage {
  readonly apiVersion: 'imagecreds/v1'
  readonly kind: 'Explanation'
  readonly code: string
  readonly name: string
  readonly cause: string
  readonly severity: Severity
  readonly summary: string
  readonly explanation: string
}

/** The table of contents, as `explain -o json` prints it without an argument. */
export interface CauseList {
  readonly apiVersion: 'imagecreds/v1'
  readonly kind: 'ExplanationList'
  readonly items: readonly Omit<CausePage, 'apiVersion' | 'kind' | 'explanation'>[]
}

/** A diagnosis is named by its code, its cause or its CamelCase name; upper and lower case are the same. */
export function explainCause(word: string, catalogue: readonly Diagnosis[]): CausePage | undefined {
  const sought = word.toLowerCase()
  const diagnosis = catalogue.find((one) => spellings(one).some((spelling) => spelling.toLowerCase() === sought))
  if (diagnosis === undefined) return undefined
  return {apiVersion: 'imagecreds/v1', kind: 'Explanation', ...headOf(diagnosis), explanation: diagnosis.explanation}
}

export function listCauses(catalogue: readonly Diagnosis[]): CauseList {
  return {apiVersion: 'imagecreds/v1', kind: 'ExplanationList', items: catalogue.map(headOf)}
}

/** Every way to name a diagnosis. */
export function spellings(diagnosis: Pick<Diagnosis, 'code' | 'cause'>): readonly string[] {
  return [diagnosis.code, diagnosis.cause, diagnosisName(diagnosis)]
}

function headOf(diagnosis: Diagnosis) {
  const {code, cause, severity, summary} = diagnosis
  return {code, name: diagnosisName(diagnosis), cause, severity, summary}
}
