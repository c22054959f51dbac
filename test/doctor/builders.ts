import type {Container, Node, Observed, Pod, PodEvent, ServiceAccount} from '../../src/cluster/snapshot.ts'
import type {AuthEntry, PullSecret, PullSecretState} from '../../src/credentials/pull-secret.ts'
import {Sensitive} from '../../src/credentials/sensitive.ts'
import type {Candidate} from '../../src/doctor/candidate.ts'
import type {Cause} from '../../src/doctor/cause.ts'
import type {NewerLogin} from '../../src/doctor/newer-login.ts'
import type {Peers, PullCase} from '../../src/doctor/pull-case.ts'
import type {FailurePart} from '../../src/doctor/pull-failure.ts'
import {type NamedSecret, planKeyring} from '../../src/doctor/pull-plan.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import type {ProbeOutcome} from '../../src/registry/probe.ts'

/** The password of every login made here: a test that finds it in an output has found a leak. */
export const password = 'open-sesame'

export const takenAt = '2026-06-01T12:00:00Z'

/** What to vary of a pull; the rest is a container `web` of pod/web-0 in namespace `shop` that pulls and is well. */
export interface PullParts {
  readonly image?: string
  readonly pod?: Partial<Pod>
  readonly container?: Partial<Container>
  readonly secrets?: readonly NamedSecret[]
  /** The parts of the failure; without any the pull does not fail. */
  readonly says?: readonly Partial<FailurePart>[]
  readonly isSandbox?: boolean
  readonly candidates?: readonly Candidate[]
  /** What the registry answers to the attempts, in their order. */
  readonly answers?: readonly ProbeOutcome[]
  readonly anonymous?: ProbeOutcome
  readonly account?: Observed<ServiceAccount | undefined>
  readonly accountSecrets?: readonly NamedSecret[]
  readonly peers?: Partial<Peers>
  readonly node?: Node
  readonly namespaceSecrets?: readonly PullSecret[]
  readonly secretsElsewhere?: readonly PullSecret[]
  /** For every login of the Pod. */
  readonly newer?: NewerLogin
  readonly events?: readonly PodEvent[]
  /** What the kubelet said, whole. */
  readonly message?: string
  readonly clockSkewSeconds?: number
}

export function aPull(parts: PullParts = {}): PullCase {
  const image = parts.image ?? 'registry.corp/team/app:1.0'
  const container: Container = {name: 'web', kind: 'regular', image, state: {kind: 'none'}, ...parts.container}
  const pod = aPod({containers: [container], ...parts.pod})
  const parsed = parseReference(image)
  const secrets = parts.secrets ?? []
  const keyring = parsed.kind === 'invalid' ? {kind: 'no-reference' as const} : planKeyring(secrets, parsed.reference)
  const attempts = keyring.kind === 'attempts' ? keyring.attempts : []
  return {
    plan: {pod, container},
    reference: parsed,
    failure: parts.says && {
      ...aFailure(parts.says, parts.isSandbox ?? false),
      ...(parts.message !== undefined && {message: parts.message}),
    },
    candidates: parts.candidates ?? [],
    pullSecrets: secrets,
    keyring,
    namespaceSecrets: parts.namespaceSecrets ?? [],
    secretsElsewhere: parts.secretsElsewhere ?? [],
    serviceAccount: parts.account ?? {kind: 'value', value: undefined},
    serviceAccountSecrets: parts.accountSecrets ?? [],
    outcomes: {
      attempts: attempts.flatMap((attempt, at) => {
        const outcome = parts.answers?.[at]
        return outcome ? [{attempt, outcome}] : []
      }),
      ...(parts.anonymous && {anonymous: parts.anonymous}),
    },
    peers: {
      sameRepositoryRunning: 0,
      sameImageOnNode: 0,
      sameRegistryRunning: 0,
      sameRegistryFailing: 0,
      sameRegistryRunningOnNode: 0,
      sameRegistryFailingOnNode: 0,
      ...parts.peers,
    },
    node: parts.node,
    newerLogins: new Map(attempts.flatMap((attempt) => (parts.newer ? [[attempt, parts.newer]] : []))),
    events: parts.events ?? [],
    takenAt,
    clockSkewSeconds: parts.clockSkewSeconds,
  }
}

export function aPod(changes: Partial<Pod> = {}): Pod {
  return {
    namespace: 'shop',
    name: 'web-0',
    owner: {kind: 'Deployment', name: 'web'},
    nodeName: 'node-1',
    serviceAccountName: 'default',
    pullSecretNames: [],
    containers: [],
    phase: 'Pending',
    ...changes,
  }
}

function aFailure(parts: readonly Partial<FailurePart>[], isSandbox: boolean): NonNullable<PullCase['failure']> {
  const [first, ...others] = parts.map(aPart)
  return {
    reason: isSandbox ? 'FailedCreatePodSandBox' : 'ErrImagePull',
    message: 'what the kubelet said',
    from: 'status',
    failure: {isSandbox, parts: [first ?? aPart({}), ...others]},
  }
}

function aPart(changes: Partial<FailurePart>): FailurePart {
  return {text: 'what the runtime said', at: 'resolve', fault: 'unknown', presented: 'unknown', ...changes}
}

/** What the message alone allows, the first likely and the others possible. */
export function stating(cause: Cause, ...others: readonly Cause[]): readonly Candidate[] {
  return [cause, ...others].map((each, at) => ({
    cause: each,
    confidence: at === 0 ? 'likely' : 'possible',
    because: 'the message says so',
  }))
}

export function anEntry(key: string, username = 'bot', text = password): AuthEntry {
  return {key, username, password: new Sensitive(text), ignoredFields: []}
}

/** A Secret that the Pod names and that the kubelet can read. */
export function aSecret(name: string, ...entries: readonly AuthEntry[]): NamedSecret {
  return aSecretThatIs(name, {kind: 'usable', dataKey: '.dockerconfigjson', entries, ignoredFields: []})
}

export function aSecretThatIs(name: string, state: PullSecretState, changes: Partial<PullSecret> = {}): NamedSecret {
  const value: PullSecret = {
    namespace: 'shop',
    name,
    type: 'kubernetes.io/dockerconfigjson',
    dataKeys: ['.dockerconfigjson'],
    state,
    ...changes,
  }
  return {name, secret: {kind: 'value', value}, reportedMissing: false}
}

export function aMissingSecret(name: string): NamedSecret {
  return {name, secret: {kind: 'value', value: undefined}, reportedMissing: true}
}

export function aForbiddenSecret(name: string): NamedSecret {
  return {name, secret: {kind: 'forbidden', permission: 'list secrets -n shop'}, reportedMissing: false}
}

/** One that may not be read, and that the kubelet has not found, with the event by which it says so. */
export function anUnretrievedSecret(name: string): NamedSecret {
  return {...aForbiddenSecret(name), reportedMissing: true}
}

export function anUnretrievedEvent(name: string): PodEvent {
  const message = `Unable to retrieve some image pull secrets (${name}); attempting to pull the image may not succeed.`
  return anEvent('FailedToRetrieveImagePullSecret', message)
}

/** Not among the objects of a file. */
export function anUngivenSecret(name: string): NamedSecret {
  return {name, secret: {kind: 'failed', reason: 'not in pods.json', isNotGiven: true}, reportedMissing: false}
}

export function anAccount(changes: Partial<ServiceAccount> = {}): Observed<ServiceAccount> {
  return {
    kind: 'value',
    value: {namespace: 'shop', name: 'default', pullSecretNames: [], mountableSecretNames: [], ...changes},
  }
}

export function anEvent(reason: string, message: string): PodEvent {
  return {namespace: 'shop', pod: 'web-0', container: 'web', type: 'Warning', reason, message, count: 1}
}
