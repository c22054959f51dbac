import type {Cause} from './cause.ts'
import type {Finding} from './finding.ts'
import type {Fact, PullCase} from './pull-case.ts'

/** `error`: the pull cannot succeed as it is. `warning`: it works or fails for another cause, and this is wrong. */
export type Severity = 'error' | 'warning' | 'info'

/** One known cause of a failing pull: its code, its words, its documentation and its test of truth. */
export interface Diagnosis {
  /**
   * Four digits by stage, so that none looks like an HTTP status: 10 reference, 11 secret, 12 matching, 13 registry,
   * 14 transport, 15 node, 16 what cannot be told.
   */
  readonly code: `ICR${number}`
  /** The file's name, and `cause` in every machine output. */
  readonly cause: Cause
  readonly severity: Severity
  /** One line without a final period, for lists. */
  readonly summary: string
  readonly needs: readonly Fact[]
  /** Four headings: What you see, Why it happens, How to fix it, When this is not the cause. */
  readonly explanation: string
  /** Causes whose findings are a mere consequence or a wider reading where this one holds with equal certainty. */
  readonly supersedes: readonly Cause[]
  /** Its findings count only where no other diagnosis of severity error has any. */
  readonly isLastResort?: true
  examine(pullCase: PullCase): readonly Finding[]
}

/** The cause in CamelCase, as Kubernetes writes its reasons: `secret-missing` is `SecretMissing`. */
export function diagnosisName(diagnosis: Pick<Diagnosis, 'cause'>): string {
  return diagnosis.cause.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
