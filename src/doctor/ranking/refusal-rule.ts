import type {FailurePart} from '../pull-failure.ts'
import type {Verdict} from './verdict.ts'

/** One way in which somebody is refused, and what it means there. A condition that is absent holds for all. */
export interface RefusalRule {
  readonly fault?: FailurePart['fault']
  readonly presented?: FailurePart['presented']
  /** Provider ids. */
  readonly products?: readonly string[]
  /** Does the registry say more than a status? */
  readonly hasWords?: boolean
  readonly words?: RegExp
  /** Does the message quote the URL of the manifest? */
  readonly hasUrl?: boolean
  readonly verdict: Verdict
}
