import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import type {Credential} from '../credentials/credential.ts'
import type {PullSecret} from '../credentials/pull-secret.ts'

/** What to verify: Secrets with the Pods that name them, one login that is in no Secret, or what needs no login. */
export type VerifySubject =
  | {
      readonly kind: 'secrets'
      readonly secrets: readonly PullSecret[]
      /** With the Pods that name one of the Secrets. */
      readonly snapshot: ClusterSnapshot
    }
  | {readonly kind: 'login'; readonly registry: string; readonly credential: Credential; readonly takenAt: string}
  | {readonly kind: 'anonymous'; readonly takenAt: string}

/** A subject that has logins. */
export type CredentialSubject = Exclude<VerifySubject, {readonly kind: 'anonymous'}>

/** The snapshot of a call that asks no cluster. */
export function nothingRead(takenAt: string): ClusterSnapshot {
  const nothing = {found: new Map(), unread: new Map()}
  return {
    source: {kind: 'files', names: []},
    takenAt,
    pods: [],
    pullSecrets: nothing,
    serviceAccounts: nothing,
    events: {kind: 'value', value: []},
    nodes: {kind: 'value', value: new Map()},
  }
}
