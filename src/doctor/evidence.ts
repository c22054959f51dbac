import type {Container} from '../cluster/snapshot.ts'
import {redactText} from '../credentials/redact-text.ts'
import type {Exchange, ProbeOutcome} from '../registry/probe.ts'
import type {Evidence} from './finding.ts'
import type {ObservedFailure} from './observed-failure.ts'
import type {Pull} from './pull-plan.ts'

/** What the kubelet said, in its own words but for signed URLs and logins in them; where none spoke, the answer that the failure is foretold from. */
export function statedEvidence({reason, message, answer}: ObservedFailure): Evidence {
  return answer ?? {kind: 'event', reason, text: redactText(message)}
}

/** The exchange that decided an outcome. */
export function outcomeEvidence(outcome: ProbeOutcome): readonly Extract<Evidence, {kind: 'exchange'}>[] {
  const decisive = decisiveExchange(outcome)
  if (decisive) return [exchangeEvidence(decisive, outcome)]
  if (outcome.kind !== 'unreachable') return []
  return [{kind: 'exchange', request: `connect to ${outcome.failure.host}`, answer: outcome.failure.code}]
}

/** What comes after an absence, such as a look at the list of tags, only makes out what it means. */
function decisiveExchange({kind, exchanges}: ProbeOutcome): Exchange | undefined {
  const refused = kind === 'manifest-unknown' ? exchanges.findLast(({status = 0}) => status >= 400) : undefined
  return refused ?? exchanges.at(-1)
}

/**
 * A field of the Pod, with the value the diagnosis rests on; of one that is gone, what its node was given by that name; of one
 * that is still to be made, the field where that is to be changed.
 */
export function podField({pod}: Pull, path: string, value: string): Evidence {
  const {nodeName, serviceAccountName, standsForNode, inheritsPullSecrets, templatePath} = pod
  const own = path.slice(path.lastIndexOf('.') + 1)
  if (standsForNode) return {kind: 'field', object: `node/${nodeName}`, path: own, value}
  if (inheritsPullSecrets && own === 'imagePullSecrets') {
    return {kind: 'field', object: `serviceaccount/${serviceAccountName}`, path: own, value}
  }
  const placed = templatePath === undefined ? path : `${templatePath}.${path}`
  return {kind: 'field', object: podObject(pod), path: placed, value}
}

/** `pod/web-0`; where the Pod is still to be made, the workload with its template. */
export function podObject({name, owner, templatePath}: Pull['pod']): string {
  return templatePath === undefined || owner === undefined ? `pod/${name}` : `${owner.kind.toLowerCase()}/${owner.name}`
}

/** The image as the Pod names it, but for a login that somebody wrote into it as into a URL. */
export function imageField(pull: Pull): Evidence {
  const {kind, image} = pull.container
  return podField(pull, `${specPath(pull)}.${kind === 'volume' ? 'reference' : 'image'}`, redactText(image))
}

/** Whether the image is pulled at all, where the Pod says so. */
export function pullPolicyFields(pull: Pull): readonly Evidence[] {
  const {pullPolicy} = pull.container
  return pullPolicy === undefined ? [] : [podField(pull, `${specPath(pull)}.${policyName(pull)}`, pullPolicy)]
}

/** What the kubelet says that the container does; an image volume has no such field. */
export function stateField(pull: Pull): Evidence {
  const {name, kind, state} = pull.container
  return podField(pull, `status.${statusList(kind)}[${name}].state`, state.kind)
}

export function secretField(name: string, path: string, value: string): Evidence {
  return {kind: 'field', object: `secret/${name}`, path, value}
}

function policyName({container: {kind}}: Pull): string {
  return kind === 'volume' ? 'pullPolicy' : 'imagePullPolicy'
}

/** Where the Pod names the image and its policy. */
function specPath({container: {name, kind}}: Pull): string {
  switch (kind) {
    case 'init':
    case 'sidecar':
      return `spec.initContainers[${name}]`
    case 'regular':
      return `spec.containers[${name}]`
    case 'ephemeral':
      return `spec.ephemeralContainers[${name}]`
    case 'volume':
      return `spec.volumes[${name}].image`
  }
}

function statusList(kind: Container['kind']): string {
  switch (kind) {
    case 'init':
    case 'sidecar':
      return 'initContainerStatuses'
    case 'ephemeral':
      return 'ephemeralContainerStatuses'
    case 'regular':
    case 'volume':
      return 'containerStatuses'
  }
}

function exchangeEvidence(exchange: Exchange, outcome: ProbeOutcome): Extract<Evidence, {kind: 'exchange'}> {
  const words = [exchange.code, exchange.message].filter((word) => word !== undefined).join(': ')
  const unanswered = outcome.kind === 'unreachable' ? outcome.failure.code : 'no answer'
  const status = exchange.status === undefined ? unanswered : String(exchange.status)
  return {
    kind: 'exchange',
    request: `${exchange.method} ${exchange.url}`,
    answer: words === '' ? status : `${status}  ${words}`,
  }
}
