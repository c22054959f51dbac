import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import type {Attempt} from '../credentials/credential.ts'
import {probePlan, probesOf} from '../doctor/probe-plan.ts'
import type {ObservedPull} from '../doctor/pull-cases.ts'
import type {FailurePart, Fault} from '../doctor/pull-failure.ts'
import type {PullPlan} from '../doctor/pull-plan.ts'
import {isPresentable} from '../doctor/refusal.ts'
import {mergedProbes} from '../registry/merged-probes.ts'
import type {Probe} from '../registry/probe.ts'

/**
 * What fails behind the first manifest, or may: whatever a message says is not there can be an image that its index lists,
 * or one for another platform.
 */
const deepFaults: ReadonlySet<Fault> = new Set([
  'not-found',
  'manifest-unknown',
  'no-platform',
  'media-type',
  'schema',
  'digest-mismatch',
  'truncated',
  'blob-missing',
])

/**
 * Does a failure lie, or may it lie, behind the manifest that the image's name leads to? Only then is it worth a look. So it may
 * for a Pod that is not applied yet, where it is known what platforms it may come to.
 */
export function isBehindManifest({plan, failure}: Pick<ObservedPull, 'plan' | 'failure'>): boolean {
  return plan.pod.platforms !== undefined || (failure?.failure.parts.some(isDeep) ?? false)
}

/**
 * The distinct questions of all pulls, those of `deep` to one byte of a layer, for the platforms of their nodes. Only as the
 * identities that the kubelet pulls as: what nobody could read beside them proves nothing more.
 */
export function deepProbePlan(
  plans: readonly PullPlan[],
  deep: readonly PullPlan[],
  snapshot: ClusterSnapshot,
): readonly Probe[] {
  return [...mergedProbes([...probePlan(plans), ...deep.flatMap((plan) => wholeWay(plan, snapshot))]).values()]
}

function isDeep({at, fault}: FailurePart): boolean {
  return at === 'blob' || at === 'manifest' || deepFaults.has(fault)
}

function wholeWay(plan: PullPlan, snapshot: ClusterSnapshot): readonly Probe[] {
  const {keyring, pod} = plan
  const attempts: readonly Attempt[] = keyring.kind === 'attempts' ? keyring.attempts : []
  const platforms = pod.platforms ?? platformsOf(pod.nodeName, snapshot)
  return probesOf(plan)
    .filter(({attempt}) =>
      attempt === 'anonymous'
        ? attempts.some((one) => one === 'anonymous' || !isPresentable(one))
        : attempts.includes(attempt),
    )
    .map((probe) => ({...probe, depth: 'layer', platforms}))
}

function platformsOf(nodeName: string | undefined, {nodes}: ClusterSnapshot): readonly string[] {
  const node = nodeName === undefined || nodes.kind !== 'value' ? undefined : nodes.value.get(nodeName)
  if (node?.operatingSystem === undefined || node.architecture === undefined) return []
  return [`${node.operatingSystem}/${node.architecture}`]
}
