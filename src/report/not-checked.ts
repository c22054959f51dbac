import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import {isUntried} from '../doctor/foretold-failure.ts'
import {allOutcomes} from '../doctor/outcome-cause.ts'
import type {PullCase} from '../doctor/pull-case.ts'
import type {Fault} from '../doctor/pull-failure.ts'
import {refusalOf} from '../doctor/refusal.ts'
import {transportFault} from '../doctor/transport-fault.ts'
import type {ParsedReference} from '../reference/reference.ts'
import type {ProbeOutcome} from '../registry/probe.ts'
import {type Gap, reasonOf} from './gap-reason.ts'
import {accountToCome, platformsToCome} from './gaps-ahead.ts'
import {pullName} from './pull-name.ts'
import type {NotChecked} from './report.ts'
import {interruptionWords, transportWords} from './transport-words.ts'

/** Whether registries were asked; the reason is for the reader. */
export type Probing = {readonly kind: 'asked'} | {readonly kind: 'not-asked'; readonly why: string}

/**
 * What could have changed the answer for a failing pull, or one to come, and was not looked at. Healthy pulls leave nothing open, and a
 * registry that is as unreachable for the node as for this machine is a finding, not a gap.
 */
export function notChecked(
  snapshot: ClusterSnapshot,
  cases: readonly PullCase[],
  probing: Probing,
): readonly NotChecked[] {
  const failing = cases.filter(({failure}) => failure !== undefined)
  const open = cases.filter(({plan, failure}) => failure !== undefined || isUntried(plan))
  return [
    ...unseenNamespace(snapshot),
    ...grouped(failing, unreadSpec),
    ...grouped(open, unreadSecrets),
    ...grouped(failing, (pullCase) => unlistedSecrets(snapshot, pullCase)),
    ...grouped(failing, unreadServiceAccount),
    ...grouped(open, accountToCome),
    ...grouped(open, (pullCase) => platformsToCome(snapshot, pullCase)),
    ...grouped(failing, (pullCase) => unreadEvents(snapshot, pullCase)),
    ...grouped(failing, (pullCase) => unreadNode(snapshot, pullCase)),
    ...(probing.kind === 'asked' ? grouped(open, unansweredProbes) : notAsked(open, probing.why)),
  ]
}

/** The API server lists a namespace that does not exist as an empty one. */
function unseenNamespace({unseenNamespace: unseen}: ClusterSnapshot): readonly NotChecked[] {
  if (unseen === undefined) return []
  const {name, why} = unseen
  const isForbidden = why.kind === 'forbidden'
  const reason = isForbidden ? 'this user may not read it' : `it could not be read: ${why.reason}`
  return [
    {
      what: `whether namespace "${name}" exists`,
      why: `nothing was found in it, and ${reason}`,
      ...(isForbidden && {permission: why.permission}),
      pulls: [],
    },
  ]
}

/** Equal gaps of several pulls are one, with all of their pulls. */
function grouped(cases: readonly PullCase[], gapsOf: (pullCase: PullCase) => readonly Gap[]): readonly NotChecked[] {
  const open = cases.flatMap((pullCase) => gapsOf(pullCase).map((gap) => ({gap, plan: pullCase.plan})))
  const groups = Map.groupBy(open, ({gap}) => JSON.stringify([gap.what, gap.why]))
  return [...groups.values()].flatMap((group) =>
    group.slice(-1).map(({gap}) => ({...gap, pulls: group.map(({plan}) => pullName(plan))})),
  )
}

/** A Pod that only its events tell of: which Secrets and ServiceAccount it names is not known. */
function unreadSpec({plan: {pod}}: PullCase): readonly Gap[] {
  if (pod.isSpecUnread !== true) return []
  return [{what: `pod/${pod.name} in namespace "${pod.namespace}"`, why: 'only its events were given'}]
}

function unreadSecrets({plan, pullSecrets}: PullCase): readonly Gap[] {
  return pullSecrets.flatMap(({name, secret}) => {
    if (secret.kind === 'value') return []
    return [{what: `secret "${name}" in namespace "${plan.pod.namespace}"`, ...reasonOf(secret, 'Secrets')}]
  })
}

/** Another Secret may hold the login that is lacking, or a newer one than the one that is refused. */
function unlistedSecrets({pullSecrets: {unlisted}}: ClusterSnapshot, pullCase: PullCase): readonly Gap[] {
  const {plan, pullSecrets} = pullCase
  if (unlisted === undefined || refusalOf(pullCase) === undefined) return []
  // Of one that is withheld the reader is told already.
  if (pullSecrets.some(({secret}) => secret.kind !== 'value')) return []
  return [{what: `other Secrets of namespace "${plan.pod.namespace}"`, ...reasonOf(unlisted, 'Secrets')}]
}

/**
 * Only a pull that may lack a login depends on the ServiceAccount. Where the Pod's own pull secrets gave none, it is worth
 * asking for the right; who gave files without ServiceAccounts is told of those secrets.
 */
function unreadServiceAccount(pullCase: PullCase): readonly Gap[] {
  const {plan, pullSecrets, serviceAccount} = pullCase
  if (serviceAccount.kind === 'value' || plan.pod.isSpecUnread === true) return []
  const refusal = refusalOf(pullCase)
  const isOverridden = serviceAccount.kind === 'forbidden' && refusal?.presented === 'nothing'
  if (pullSecrets.length > 0 && !isOverridden) return []
  if (refusal === undefined && !isSilent(pullCase)) return []
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

/** An image that is not there for one platform may be there for another; the node tells which is asked for. */
function unreadNode({nodes}: ClusterSnapshot, {plan: {pod}, failure}: PullCase): readonly Gap[] {
  if (nodes.kind === 'value' || pod.nodeName === undefined) return []
  if (failure?.failure.parts.some(({fault}) => platformFaults.has(fault)) !== true) return []
  return [{what: `the platform of node "${pod.nodeName}"`, ...reasonOf(nodes, 'nodes')}]
}

const platformFaults: ReadonlySet<Fault> = new Set(['no-platform'])

/** The kubelet only backs off, or says what nobody knows. */
function isSilent({failure}: PullCase): boolean {
  return failure?.failure.parts.every((part) => part.fault === 'unknown') ?? true
}

function unansweredProbes(pullCase: PullCase): readonly Gap[] {
  const outcomes =
    pullCase.failure?.from === 'probe' ? pullCase.outcomes.attempts.map(({outcome}) => outcome) : allOutcomes(pullCase)
  const gaps = outcomes.flatMap((outcome) => unanswered(outcome, pullCase))
  return gaps.filter((gap, at) => gaps.findIndex(({what, why}) => what === gap.what && why === gap.why) === at)
}

function statedFaults(failure: PullCase['failure']): ReadonlySet<string> {
  return new Set(failure?.failure.parts.map((part) => part.fault))
}

/** An answer that says nothing of the image and that the node did not get: it is this machine that is in the way. */
function unanswered(outcome: ProbeOutcome, {failure, reference}: PullCase): readonly Gap[] {
  const stated = statedFaults(failure)
  switch (outcome.kind) {
    case 'refused':
      return otherWhy(reference, `it was not asked to the end: ${outcome.reason}`)
    case 'unreachable': {
      const {host, kind, code} = outcome.failure
      if (kind === 'interrupted') return [{what: host, why: interruptionWords(outcome.failure)}]
      if (isStated(transportFault(kind), failure)) return []
      return [{what: host, why: `${transportWords[kind]} from this machine (${code}); the node may reach it`}]
    }
    case 'rate-limited':
    case 'server-error':
      return stated.has(outcome.kind) ? [] : otherAnswer(reference, `status ${lastStatus(outcome)}`)
    case 'not-a-registry':
      return isPageStated(outcome, stated) ? [] : otherAnswer(reference, outcome.reason)
    case 'readable':
    case 'unauthorized':
    case 'denied':
    case 'manifest-unknown':
    case 'name-unknown':
    case 'not-found':
      return []
  }
}

/** Nobody knows whether two unknown faults are the same, unless the failure is this very answer. */
function isStated(fault: Fault, failure: PullCase['failure']): boolean {
  return fault === 'unknown' ? failure?.from === 'probe' : statedFaults(failure).has(fault)
}

/** The node was given a page too, or the 404 that it came with. */
function isPageStated({exchanges}: ProbeOutcome, stated: ReadonlySet<string>): boolean {
  if (stated.has('html') || stated.has('media-type')) return true
  return stated.has('not-found') && exchanges.some(({status}) => status === 404)
}

function otherAnswer(reference: ParsedReference, answer: string): readonly Gap[] {
  return otherWhy(reference, `it does not give this machine the answer that the node got: ${answer}`)
}

function otherWhy(reference: ParsedReference, why: string): readonly Gap[] {
  return reference.kind === 'invalid' ? [] : [{what: reference.reference.registry, why}]
}

function lastStatus({exchanges}: ProbeOutcome): number | undefined {
  return exchanges.findLast(({status = 0}) => status >= 400)?.status
}

function notAsked(failing: readonly PullCase[], why: string): readonly NotChecked[] {
  const pulls = failing.filter(({reference}) => reference.kind === 'reference').map(({plan}) => pullName(plan))
  return pulls.length === 0 ? [] : [{what: 'the registries', why, pulls}]
}
