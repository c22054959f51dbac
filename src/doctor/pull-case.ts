import type {Node, Observed, PodEvent, ServiceAccount} from '../cluster/snapshot.ts'
import type {Attempt} from '../credentials/credential.ts'
import type {PullSecret} from '../credentials/pull-secret.ts'
import type {ParsedReference} from '../reference/reference.ts'
import type {ProbeOutcome} from '../registry/probe.ts'
import type {Candidate} from './candidate.ts'
import type {NewerLogin} from './newer-login.ts'
import type {ObservedFailure} from './observed-failure.ts'
import type {KeyringPlan, NamedSecret, Pull} from './pull-plan.ts'

/** All that is known of one pull. Each property but `plan` is a fact that a diagnosis has to declare in `needs`. */
export interface PullCase {
  /** Who pulls what; always readable. */
  readonly plan: Pull
  readonly reference: ParsedReference
  /** What the kubelet says of it now; undefined where it says nothing is wrong. */
  readonly failure: ObservedFailure | undefined
  /** What the message alone allows, the best first; empty without a failure. */
  readonly candidates: readonly Candidate[]
  readonly pullSecrets: readonly NamedSecret[]
  readonly keyring: KeyringPlan
  /** Those of the Pod's namespace that were read, whoever names them. */
  readonly namespaceSecrets: readonly PullSecret[]
  /** Those of other namespaces under a name that the Pod names in vain, but for logins that are refused; empty without a failure. */
  readonly secretsElsewhere: readonly PullSecret[]
  readonly serviceAccount: Observed<ServiceAccount | undefined>
  /** What the Secrets that the ServiceAccount names now would add. */
  readonly serviceAccountSecrets: readonly NamedSecret[]
  readonly outcomes: Outcomes
  /** Pulls of the same cluster that concern this one. */
  readonly peers: Peers
  readonly node: Node | undefined
  /** By login of the pull secrets: a Secret elsewhere that may hold what the login has become. */
  readonly newerLogins: ReadonlyMap<Attempt, NewerLogin>
  /** The Pod's own, oldest first; empty too where no events could be read. */
  readonly events: readonly PodEvent[]
  /** RFC 3339: when all this was read, by the cluster's clock. */
  readonly takenAt: string
  /** How far this machine's clock is ahead of the API server's, 0 within a minute; undefined where that is not known. */
  readonly clockSkewSeconds: number | undefined
}

/** What the registry answered to this machine, by identity. Empty where nothing was asked. */
export interface Outcomes {
  /** In the order of the attempts; an attempt that was not asked is left out. */
  readonly attempts: readonly {readonly attempt: Attempt; readonly outcome: ProbeOutcome}[]
  /** Without any login; the same as the attempt's where the kubelet pulls anonymously. */
  readonly anonymous?: ProbeOutcome
}

/**
 * Other containers that pull from the same place, where their status tells how it went. Those of Pods that were made to
 * have a node pull run nothing: of these, what has pulled counts as what runs.
 */
export interface Peers {
  /** Containers that run an image of the same repository. */
  readonly sameRepositoryRunning: number
  /** Containers of the same node that run this very image. */
  readonly sameImageOnNode: number
  readonly sameRegistryRunning: number
  /** This one included, if it fails. */
  readonly sameRegistryFailing: number
  readonly sameRegistryRunningOnNode: number
  readonly sameRegistryFailingOnNode: number
}

/** What a diagnosis may read. */
export type Fact = Exclude<keyof PullCase, 'plan'>

/** Thrown where a diagnosis reads what it did not declare: a defect of the catalogue, found by its tests. */
export class UndeclaredFact extends Error {
  override readonly name = 'UndeclaredFact'
}

/**
 * The case as a diagnosis with these needs may see it; `onRead` learns of each fact that is really read, so that a test
 * can compare the two.
 */
export function declaredCase(pullCase: PullCase, needs: readonly Fact[], onRead?: (fact: Fact) => void): PullCase {
  return new Proxy(pullCase, {
    get(target, property) {
      if (property === 'plan') return target.plan
      const fact = needs.find((need) => need === property)
      if (fact === undefined) throw new UndeclaredFact(`"${String(property)}" is read and not declared in needs`)
      onRead?.(fact)
      return target[fact]
    },
  })
}
