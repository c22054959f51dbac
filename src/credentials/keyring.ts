import {type Reference, repositoryName} from '../reference/reference.ts'
import type {Attempt, Credential} from './credential.ts'
import type {AuthEntry, PullSecret} from './pull-secret.ts'
import {dockerHubKey, isDockerHubName, keyMatcher, keyringKey} from './registry-key.ts'

export {isEmptyLogin} from './credential.ts'
export {explainKey, type KeyVerdict} from './explain-key.ts'

/** The identities that the kubelet tries for one image, or the Secret that keeps it from trying any. */
export type KeyringLookup =
  /** Never empty: with no matching entry the kubelet pulls anonymously, and only then. */
  | {readonly kind: 'attempts'; readonly attempts: readonly [Attempt, ...Attempt[]]}
  /** No pull is tried at all, not even of a public image. `fault` is the kubelet's text. */
  | {readonly kind: 'unreadable'; readonly secret: PullSecret; readonly fault: string}

/**
 * What the kubelet presents for an image, in its order (`PullImage` in kuberuntime_image.go). `secrets` are the Pod's,
 * in the Pod's order; the node's own config and its credential provider plugins come after them and are not known here.
 */
export function attemptsFor(secrets: readonly PullSecret[], reference: Reference): KeyringLookup {
  for (const secret of secrets) {
    if (secret.state.kind === 'malformed') return {kind: 'unreadable', secret, fault: secret.state.fault}
  }
  const [first, ...others] = credentialsFor(secrets, repositoryName(reference))
  return {kind: 'attempts', attempts: first ? [first, ...others] : ['anonymous']}
}

/**
 * The logins that match a repository name, over all Secrets together (`BasicDockerKeyring.Lookup`). They come by key in
 * reverse order of its bytes, so that a longer path stands before the host alone; the order of the Secrets counts only
 * where keys are equal. Docker Hub's login is looked at when nothing else matched.
 */
export function credentialsFor(secrets: readonly PullSecret[], name: string): readonly Credential[] {
  const keyring = keyringOf(secrets)
  const matching = [...keyring.keys()]
    .filter(keyMatcher(name))
    .sort()
    .reverse()
    .flatMap((key) => keyring.get(key) ?? [])
  if (matching.length > 0 || !isDockerHubName(name)) return matching
  return keyring.get(dockerHubKey) ?? []
}

function keyringOf(secrets: readonly PullSecret[]): ReadonlyMap<string, readonly Credential[]> {
  const keyring = new Map<string, Credential[]>()
  for (const secret of secrets) {
    if (secret.state.kind !== 'usable') continue
    for (const entry of secret.state.entries) {
      const key = keyringKey(entry.key)
      if (key.kind === 'fault') continue
      const credentials = keyring.get(key.text) ?? []
      credentials.push(credentialOf(secret, entry))
      keyring.set(key.text, credentials)
    }
  }
  return keyring
}

/** The login of one entry, with the place it came from. */
export function credentialOf({namespace, name}: PullSecret, {key, username, password, email}: AuthEntry): Credential {
  return {username, password, ...(email !== undefined && {email}), source: {secret: {namespace, name}, key}}
}
