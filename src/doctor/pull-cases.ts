import type {ClusterSnapshot, PodEvent} from '../cluster/snapshot.ts'
import type {PullSecret} from '../credentials/pull-secret.ts'
import {manifestIdentifier, type Reference, repositoryName} from '../reference/reference.ts'
import type {ProbeOutcome} from '../registry/probe.ts'
import {isNobodysPull} from './image-plan.ts'
import {newerLogins} from './newer-login.ts'
import {observed} from './observed.ts'
import {eventsByPod, type ObservedFailure, observeFailure} from './observed-failure.ts'
import {outcomesOf} from './probe-plan.ts'
import type {Peers, PullCase} from './pull-case.ts'
import {isMissing, type PullPlan} from './pull-plan.ts'
import {pullResult} from './pull-result.ts'
import {rankCauses} from './rank-causes.ts'
import {refusedSecrets} from './refused-secrets.ts'

/** A pull with what the kubelet says of it now. */
export interface ObservedPull {
  readonly plan: PullPlan
  readonly failure: ObservedFailure | undefined
  readonly events: readonly PodEvent[]
}

const noPeers: Peers = {
  sameRepositoryRunning: 0,
  sameImageOnNode: 0,
  sameRegistryRunning: 0,
  sameRegistryFailing: 0,
  sameRegistryRunningOnNode: 0,
  sameRegistryFailingOnNode: 0,
}

const noLogins: PullCase['newerLogins'] = new Map()

/** The pulls of a snapshot with their failures, in the snapshot's order. */
export function observePulls(snapshot: ClusterSnapshot, plans: readonly PullPlan[]): readonly ObservedPull[] {
  const events = eventsByPod(snapshot)
  return plans.map((plan) => {
    const own = events.get(`${plan.pod.namespace}/${plan.pod.name}`) ?? []
    return {plan, failure: observeFailure(plan.pod, plan.container, own), events: own}
  })
}

/** Everything that is known of each pull, ready to be examined. */
export function pullCases(
  snapshot: ClusterSnapshot,
  pulls: readonly ObservedPull[],
  answers: ReadonlyMap<string, ProbeOutcome>,
): readonly PullCase[] {
  return [...pullCasesOneByOne(snapshot, pulls, answers)]
}

/** The same, each made when it is asked for: of the many pulls of a large cluster few are worth keeping. */
export function* pullCasesOneByOne(
  snapshot: ClusterSnapshot,
  pulls: readonly ObservedPull[],
  answers: ReadonlyMap<string, ProbeOutcome>,
): Generator<PullCase> {
  const tally = tallyPeers(pulls)
  const newerThan = newerLogins(snapshot)
  let known: ReadonlySet<string> | undefined
  const isRefused = ({namespace, name}: PullSecret) => {
    known ??= refusedSecrets(pulls, answers)
    return known.has(`${namespace}/${name}`)
  }
  const namesakes = Map.groupBy(snapshot.pullSecrets.found.values(), (secret) => secret.name)
  const secrets = Map.groupBy(snapshot.pullSecrets.found.values(), (secret) => secret.namespace)
  for (const {plan, failure, events} of pulls) {
    const {namespace, serviceAccountName, nodeName} = plan.pod
    const serviceAccount = observed(snapshot.serviceAccounts, namespace, serviceAccountName)
    const names = serviceAccount.kind === 'value' ? (serviceAccount.value?.pullSecretNames ?? []) : []
    const nodes = snapshot.nodes.kind === 'value' ? snapshot.nodes.value : undefined
    yield {
      plan,
      reference: plan.parsed,
      failure,
      candidates: failure ? rankCauses(failure.failure) : [],
      pullSecrets: plan.pullSecrets,
      keyring: plan.keyring,
      namespaceSecrets: secrets.get(namespace) ?? [],
      secretsElsewhere:
        failure === undefined
          ? []
          : plan.pullSecrets
              .filter(isMissing)
              .flatMap(({name}) => namesakes.get(name) ?? [])
              .filter((secret) => !isRefused(secret)),
      serviceAccount,
      serviceAccountSecrets: names.map((name) => ({
        name,
        secret: observed(snapshot.pullSecrets, namespace, name),
        reportedMissing: false,
      })),
      outcomes: outcomesOf(plan, answers),
      peers: tally(plan),
      node: nodeName === undefined ? undefined : nodes?.get(nodeName),
      newerLogins: failure === undefined ? noLogins : newerLoginsOf(plan, newerThan),
      events,
      takenAt: snapshot.takenAt,
      clockSkewSeconds: snapshot.clockSkewSeconds,
    }
  }
}

function newerLoginsOf({keyring}: PullPlan, newerThan: ReturnType<typeof newerLogins>): PullCase['newerLogins'] {
  const attempts = keyring.kind === 'attempts' ? keyring.attempts : []
  return new Map(
    attempts.flatMap((attempt) => {
      const newer = attempt === 'anonymous' ? undefined : newerThan(attempt)
      return newer ? [[attempt, newer]] : []
    }),
  )
}

function tallyPeers(pulls: readonly ObservedPull[]): (plan: PullPlan) => Peers {
  const running = new Map<string, number>()
  const failing = new Map<string, number>()
  for (const {plan, failure} of pulls) {
    if (plan.parsed.kind === 'invalid' || isNobodysPull(plan)) continue
    const {reference} = plan.parsed
    const tally = failure ? failing : hasPulled(plan) ? running : undefined
    const keys = [
      reference.registry,
      repositoryName(reference),
      registryOnNode(plan, reference),
      onNode(plan, reference),
    ]
    for (const key of keys) {
      tally?.set(key, (tally.get(key) ?? 0) + 1)
    }
  }
  return (plan) => {
    if (plan.parsed.kind === 'invalid') return noPeers
    const {reference} = plan.parsed
    return {
      sameRepositoryRunning: running.get(repositoryName(reference)) ?? 0,
      sameImageOnNode: running.get(onNode(plan, reference)) ?? 0,
      sameRegistryRunning: running.get(reference.registry) ?? 0,
      sameRegistryFailing: failing.get(reference.registry) ?? 0,
      sameRegistryRunningOnNode: running.get(registryOnNode(plan, reference)) ?? 0,
      sameRegistryFailingOnNode: failing.get(registryOnNode(plan, reference)) ?? 0,
    }
  }
}

function hasPulled({pod, container}: PullPlan): boolean {
  return pod.standsForNode ? pullResult(pod) === 'pulled' : container.state.kind === 'running'
}

function registryOnNode({pod}: PullPlan, {registry}: Reference): string {
  return `${pod.nodeName ?? ''} ${registry}`
}

/** A key that no registry or repository can be equal to. */
function onNode({pod}: PullPlan, reference: Reference): string {
  return `${pod.nodeName ?? ''} ${repositoryName(reference)} ${manifestIdentifier(reference)}`
}
