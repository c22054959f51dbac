import type {Sensitive} from './sensitive.ts'

/** Where a credential was found, in the words of the Secret that holds it. */
export interface CredentialSource {
  /** Absent for a login that did not come from a Secret, such as one given by flags. */
  readonly secret?: {readonly namespace: string; readonly name: string}
  /** The entry under `auths` as it is written there; the kubelet's own normalisation is not applied. */
  readonly key: string
}

/** One user name and password that the kubelet would present, with the place they came from. */
export interface Credential {
  readonly username: string
  readonly password: Sensitive
  readonly source: CredentialSource
}

/** One identity in the order in which the kubelet tries them (`PullImage` in kuberuntime_image.go). */
export type Attempt = Credential | 'anonymous'
