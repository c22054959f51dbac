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
  /** Carried by the kubelet, read by no registry. */
  readonly email?: string
  readonly source: CredentialSource
}

/**
 * True for an entry that is there and holds neither user name nor password, such as `{}`: the kubelet counts it as
 * found, asks no other source, and the runtime then pulls without a login.
 */
export function isEmptyLogin(credential: Pick<Credential, 'username' | 'password'>): boolean {
  return credential.username === '' && credential.password.isEmpty
}

/** One identity in the order in which the kubelet tries them (`PullImage` in kuberuntime_image.go). */
export type Attempt = Credential | 'anonymous'
