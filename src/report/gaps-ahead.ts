import {isApplied} from '../cluster/applied-pod.ts'
import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import {isRefused} from '../doctor/foretold-failure.ts'
import type {PullCase} from '../doctor/pull-case.ts'
import {type Gap, reasonOf} from './gap-reason.ts'

/** The registry asks for a login, and a Pod that is not applied yet may get one from its ServiceAccount. */
export function accountToCome({plan, failure, pullSecrets, serviceAccount, outcomes}: PullCase): readonly Gap[] {
  if (failure !== undefined || serviceAccount.kind === 'value' || pullSecrets.length > 0) return []
  if (!outcomes.attempts.some(({outcome}) => isRefused(outcome))) return []
  const {namespace, serviceAccountName} = plan.pod
  const what = `ServiceAccount "${serviceAccountName}" in namespace "${namespace}", for a login to pull "${plan.container.image}" with`
  return [{what, ...reasonOf(serviceAccount, 'ServiceAccounts')}]
}

/** Nodes were asked for, and not shown. */
export function platformsToCome({nodes, source}: ClusterSnapshot, {plan: {pod}, reference}: PullCase): readonly Gap[] {
  if (source.kind !== 'files' || nodes.kind !== 'forbidden' || pod.platforms !== undefined) return []
  if (isApplied(pod) || reference.kind === 'invalid') return []
  return [{what: 'the platforms of the nodes', ...reasonOf(nodes, 'nodes')}]
}
