import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import type {Credential} from '../credentials/credential.ts'
import type {PullSecret} from '../credentials/pull-secret.ts'

/** What to verify: Secrets with the Pods that name them, or one login that is in no Secret. */
export type VerifySubject =
  | {
      readonly kind: 'secrets'
      readonly secrets: readonly PullSecret[]
      /** With the Pods that name one of the Secrets. */
      readonly snapshot: ClusterSnapshot
    }
  | {readonly kind: 'login'; readonly registry: string; readonly credential: Credential; readonly takenAt: string}
