import {isApplied} from '../cluster/applied-pod.ts'
import type {ClusterSnapshot, Container, Observed, Pod} from '../cluster/snapshot.ts'
import type {Attempt} from '../credentials/credential.ts'
import {attemptsFor} from '../credentials/keyring.ts'
import type {PullSecret} from '../credentials/pull-secret.ts'
import {parseReference} from '../reference/parse-reference.ts'
import type {ParsedReference, Reference} from '../reference/reference.ts'
import {observed} from './observed.ts'
import {unretrievedNames} from './unretrieved-secret.ts'

/** Who pulls what. */
export interface Pull {
  readonly pod: Pod
  readonly container: Container
}

/** What the kubelet will do for one container: the image, and the identities it tries, in order. */
export interface PullPlan extends Pull {
  readonly parsed: ParsedReference
  /** In the order of `spec.imagePullSecrets`. */
  readonly pullSecrets: readonly NamedSecret[]
  readonly keyring: KeyringPlan
}

/** A pull secret as the Pod names it. `undefined` inside `value` means that its namespace does not have it. */
export interface NamedSecret {
  readonly name: string
  readonly secret: Observed<PullSecret | undefined>
  /** The kubelet said that it could not retrieve it (event FailedToRetrieveImagePullSecret). */
  readonly reportedMissing: boolean
}

/** What the kubelet finds in the pull secrets for this image. Logins that the node itself holds are not visible here. */
export type KeyringPlan =
  | {
      readonly kind: 'attempts'
      /** Never empty: with no matching entry the kubelet pulls anonymously, and only then. */
      readonly attempts: readonly [Attempt, ...Attempt[]]
      /** False where a Secret could not be read, so that there may be more attempts. */
      readonly isComplete: boolean
    }
  /** One Secret does not parse, and with it the whole keyring: nothing is asked of any registry. */
  | {readonly kind: 'unreadable'; readonly secret: PullSecret; readonly fault: string}
  /** The image text is no reference: the kubelet stops before it looks for logins. */
  | {readonly kind: 'no-reference'}

/** The pulls of all Pods, by the rules of the kubelet (`EnsureImageExists`, `getPullSecretsForPod`). */
export function pullPlans(snapshot: ClusterSnapshot): PullPlan[] {
  const reported = reportedMissing(snapshot)
  // Pods of one workload pull the same with the same Secrets.
  const known = new Map<string, Pick<PullPlan, 'parsed' | 'keyring'>>()
  return snapshot.pods.flatMap((pod) => {
    const pullSecrets = pod.pullSecretNames.map((name) => ({
      name,
      secret: observed(snapshot.pullSecrets, pod.namespace, name),
      reportedMissing: reported.has(`${pod.namespace}/${pod.name}/${name}`),
    }))
    return pod.containers.map((container) => {
      const isOpen = pod.isSpecUnread === true || mayGetSecrets(pod, snapshot)
      const key = JSON.stringify([pod.namespace, isOpen, container.image, ...pod.pullSecretNames])
      const plan = known.get(key) ?? planImage(container.image, pullSecrets, isOpen)
      known.set(key, plan)
      return {pod, container, pullSecrets, ...plan}
    })
  })
}

/** It names no pull secret, and gets those of its ServiceAccount when it is applied; what these are is not known. */
function mayGetSecrets(pod: Pod, {serviceAccounts}: ClusterSnapshot): boolean {
  if (isApplied(pod) || pod.pullSecretNames.length > 0) return false
  return observed(serviceAccounts, pod.namespace, pod.serviceAccountName).kind !== 'value'
}

/** Distinct images, as they are written: forty Pods of one workload pull one. */
export function imageCount(plans: readonly Pull[]): number {
  return new Set(plans.map(({container}) => container.image)).size
}

function planImage(
  image: string,
  pullSecrets: readonly NamedSecret[],
  isOpen: boolean,
): Pick<PullPlan, 'parsed' | 'keyring'> {
  const parsed = parseReference(image)
  const keyring: KeyringPlan =
    parsed.kind === 'invalid' ? {kind: 'no-reference'} : planKeyring(pullSecrets, parsed.reference)
  return {parsed, keyring: isOpen ? incomplete(keyring) : keyring}
}

/** The identities for one image out of the Secrets a Pod names, those that can be read. */
export function planKeyring(pullSecrets: readonly NamedSecret[], reference: Reference): KeyringPlan {
  const readable = pullSecrets.flatMap(({secret}) =>
    secret.kind === 'value' && secret.value !== undefined ? [secret.value] : [],
  )
  const lookup = attemptsFor(readable, reference)
  if (lookup.kind === 'unreadable') return lookup
  return {...lookup, isComplete: pullSecrets.every(({secret}) => secret.kind === 'value')}
}

function incomplete(keyring: KeyringPlan): KeyringPlan {
  return keyring.kind === 'attempts' ? {...keyring, isComplete: false} : keyring
}

/** Does the namespace lack this Secret, by our own reading or, where we cannot read it, by the kubelet's word? */
export function isMissing(named: NamedSecret): boolean {
  return named.secret.kind === 'value' ? named.secret.value === undefined : named.reportedMissing
}

/** `namespace/pod/secret` of each pull secret that the kubelet reported as not retrieved (`kubelet_pods.go`). */
function reportedMissing(snapshot: ClusterSnapshot): ReadonlySet<string> {
  const events = snapshot.events.kind === 'value' ? snapshot.events.value : []
  return new Set(
    events.flatMap((event) => {
      const names = unretrievedNames(event, snapshot.takenAt)
      return names.map((name) => `${event.namespace}/${event.pod}/${name}`)
    }),
  )
}
