import type {Cause} from '../cause.ts'

/** What one part of a message speaks for. Within each list the strongest comes first. */
export interface Verdict {
  /** Stated by the words, or what they nearly always mean. */
  readonly likely: readonly Cause[]
  /** The words allow it. */
  readonly possible: readonly Cause[]
}

/** The first cause is what the words mean; they allow the others. */
export function means(cause: Cause, ...others: readonly Cause[]): Verdict {
  return {likely: [cause], possible: others}
}

/** The words fit all of these, and none so well that the others fall behind. */
export function allows(...causes: readonly Cause[]): Verdict {
  return {likely: [], possible: causes}
}
