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

/** A field of the Pod, with the value the diagnosis rests on. */
export function podField({pod}: Pull, path: string, value: string): Evidence {
  return {kind: 'field', object: `pod/${pod.name}`, path, value}
}

/** The image as the Pod names it, but for a login that somebody wrote into it as into a URL. */
export function imageField(pull: Pull): Evidence {
  const {name, kind, image} = pull.container
  return podField(pull, `spec.${imagePath(kind, name)}`, redactText(image))
}

export function secretField(name: string, path: string, value: string): Evidence {
  return {kind: 'field', object: `secret/${name}`, path, value}
}

function imagePath(kind: Container['kind'], name: string): string {
  switch (kind) {
    case 'init':
    case 'sidecar':
      return `initContainers[${name}].image`
    case 'regular':
      return `containers[${name}].image`
    case 'ephemeral':
      return `ephemeralContainers[${name}].image`
    case 'volume':
      return `volumes[${name}].image.reference`
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
