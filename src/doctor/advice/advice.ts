import type {Grant} from '../../registry/ask-grants.ts'
import type {Evidence, Remedy} from '../finding.ts'
import type {StoredLogin} from './stored-login.ts'

/** Every practice that is advised; the file's name, and `advice` in machine output. */
export type AdviceName =
  | 'cloud-login-in-secret'
  | 'login-may-push'
  | 'personal-account'
  | 'shared-login'
  | 'token-ends-soon'

/**
 * A practice that is better than what was found. It is no cause: no pull fails of it today, so it is no diagnosis, has no
 * code, and counts for no exit code.
 */
export interface AdviceRule {
  readonly name: AdviceName
  /** What is found, in one line without a final period. */
  readonly title: string
  /** What may come of it, in a sentence or two. */
  readonly why: string
  /** The grounds to give the advice for this login, or nothing. */
  examine(login: StoredLogin, facts: AdviceFacts): AdviceGrounds | undefined
}

/** What is known beside the login itself. */
export interface AdviceFacts {
  /** RFC 3339: when all this was read. */
  readonly takenAt: string
  /** By `StoredLogin.key`; empty where no registry was asked. */
  readonly grants: ReadonlyMap<string, Grant>
  /** `spec.providerID` by the node's name, of the nodes that were read. */
  readonly providerIDs: ReadonlyMap<string, string>
}

/** Why the advice holds for a login. */
export interface AdviceGrounds {
  /** Names the thing before its fault; no final period. */
  readonly message: string
  readonly evidence: readonly [Evidence, ...Evidence[]]
  readonly remedies: readonly [Remedy, ...Remedy[]]
}

/** An advice that holds for one login. */
export interface Advice extends AdviceGrounds, Pick<AdviceRule, 'name' | 'title' | 'why'> {
  readonly login: StoredLogin
}
