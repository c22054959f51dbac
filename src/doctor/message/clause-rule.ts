import type {FailurePart} from '../pull-failure.ts'

/** What a link of an error chain says about the attempt. */
export type Saying = Partial<Pick<FailurePart, 'at' | 'fault' | 'status' | 'host' | 'asked' | 'presented'>> & {
  /** From this link on the registry speaks, or from the text given. */
  readonly quotesRegistry?: boolean | string
  /** The image it names. */
  readonly image?: string
  /** It speaks of the pause image of the Pod. */
  readonly isSandbox?: boolean
}

/**
 * A link that a program is known to write. The expression is anchored at the beginning of the link: an image name has
 * no blank, so a rule that begins with words cannot be met by one.
 */
export interface ClauseRule {
  readonly clause: RegExp
  readonly says: Saying | ((match: RegExpExecArray) => Saying)
}
