import type {Cause} from './cause.ts'
import type {Severity} from './diagnosis.ts'

/** Something that is wrong with a Secret by itself, before any image is pulled with it. */
export interface SecretLint {
  readonly severity: Severity
  /** The cause it will lead to. */
  readonly cause?: Cause
  readonly message: string
}
