import type {ClusterSnapshot, Observed} from '../cluster/snapshot.ts'
import type {PullCase} from '../doctor/pull-case.ts'
import type {Fault} from '../doctor/pull-failure.ts'
import {refusalOf} from '../doctor/refusal.ts'
import {transportFault} from '../doctor/transport-fault.ts'
import type {ProbeOutcome} from '../registry/probe.ts'
import {pullName} from './pull-name.ts'
import type {NotChecked} from './report.ts'
import {transportWords} from './transport-words.ts'

/** Whether registries were asked; the reason is for the reader. */
export type Probing = {readonly kind: 'asked'} | {readonly kind: 'not-asked'; readonly why: string}

/** What was not read: a value of `Observed` other than the value itself. */
type Unread = Exclude<Observed<unknown>, {kind: 'value'}>

/**
 * What could have changed the answer for a failing pull and was not looked at. Healthy pulls leave nothing open, and a
 * registry that is as unreachable for the node as for this machine is a finding, not a gap.
 */
export function notChecked(
  snapshot: ClusterSnapshot,
  cases: readonly PullCase[],
  probing: Probing,
): readonly NotChecked[] {
  const failing = cases.filter(({failure}) => failure !== undefined)
  return [
    ...grouped(failing, unreadSecrets),
    ...grouped(failing, unreadServiceAccount),
    ...grouped(failing, (pullCase) => unreadEvents(snapshot, pullCase)),
    ...(probing.kind === 'asked' ? grouped(failing, unansweredProbes) : notAsked(failing, probing.why)),
  ]
}

type Gap = Omit<NotChecked, 'pulls'>

/** Equal gaps of several pulls are one, with all of their pulls. */
function grouped(cases: readonly PullCase[], gapsOf: (pullCase: PullCase) => readonly Gap[]): readonly NotChecked[] {
  const groups = new Map<string, NotChecked>()
  for (const pullCase of cases) {
    for (const gap of gapsOf(pullCase)) {
      const key = JSON.stringify([gap.what, gap.why])
      const pulls = [...(groups.get(key)?.pulls ?? []), pullName(pullCase.plan)]
      groups.set(key, {...gap, pulls})
    }
  }
  return [...groups.values()]
}

function unreadSecrets({plan, pullSecrets}: PullCase): readonly Gap[] {
  return pullSecrets.flatMap(({name, secret}) => {
    if (secret.kind === 'value') return []
    return [{what: `secret "${name}" in namespace "${plan.pod.namespace}"`, ...reasonOf(secret, 'Secrets')}]
  })
}

/** Only a pull that may lack a login, of a Pod without pull secrets of its own, depends on the ServiceAccount. */
function unreadServiceAccount(pullCase: PullCase): readonly Gap[] {
  const {plan, pullSecrets, serviceAccount} = pullCase
  if (serviceAccount.kind === 'value' || pullSecrets.length > 0) return []
  if (refusalOf(pullCase) === undefined && !isSilent(pullCase)) return []
  const {namespace, serviceAccountName} = plan.pod
  return [
    {
      what: `ServiceAccount "${serviceAccountName}" in namespace "${namespace}"`,
      ...reasonOf(serviceAccount, 'ServiceAccounts'),
    },
  ]
}

/** Events matter where the container's status does not say why it waits. */
function unreadEvents({events}: ClusterSnapshot, pullCase: PullCase): readonly Gap[] {
  if (events.kind === 'value' || !isSilent(pullCase)) return []
  return [{what: `the events of namespace "${pullCase.plan.pod.namespace}"`, ...reasonOf(events, 'events')}]
}

/** The kubelet only backs off, or says what nobody knows. */
function isSilent({failure}: PullCase): boolean {
  return failure?.failure.parts.every((part) => part.fault === 'unknown') ?? true
}

function reasonOf(unread: Unread, kind: string): Omit<Gap, 'what'> {
  switch (unread.kind) {
    case 'forbidden':
      return {why: `this user may not read ${kind} there`, permission: unread.permission}
    case 'failed':
      return {why: unread.reason}
  }
}

function unansweredProbes({outcomes, failure}: PullCase): readonly Gap[] {
  const answers = [
    ...outcomes.attempts.map(({outcome}) => outcome),
    ...(outcomes.anonymous ? [outcomes.anonymous] : []),
  ]
  const gaps = answers.flatMap((outcome) => unanswered(outcome, statedFaults(failure)))
  return gaps.filter((gap, at) => gaps.findIndex(({what, why}) => what === gap.what && why === gap.why) === at)
}

function statedFaults(failure: PullCase['failure']): ReadonlySet<Fault> {
  return new Set(failure?.failure.parts.map((part) => part.fault))
}

function unanswered(outcome: ProbeOutcome, stated: ReadonlySet<Fault>): readonly Gap[] {
  if (outcome.kind === 'refused') return [{what: 'a registry that was not asked to the end', why: outcome.reason}]
  if (outcome.kind !== 'unreachable' || stated.has(transportFault(outcome.failure.kind))) return []
  const {host, kind, code} = outcome.failure
  return [{what: host, why: `${transportWords[kind]} from this machine (${code}); the node may reach it`}]
}

function notAsked(failing: readonly PullCase[], why: string): readonly NotChecked[] {
  const pulls = failing.filter(({reference}) => reference.kind === 'reference').map(({plan}) => pullName(plan))
  return pulls.length === 0 ? [] : [{what: 'the registries', why, pulls}]
}
