import type {Cause} from './cause.ts'

/** One cause that a message alone allows. */
export interface Candidate {
  readonly cause: Cause
  readonly confidence: 'likely' | 'possible'
  /** One sentence: what in the message speaks for it. */
  readonly because: string
  /** The step that separates it from the other candidates, an imperative sentence. */
  readonly separate?: string
}
