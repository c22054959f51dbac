import type {Attempt} from '../credentials/credential.ts'
import type {ProbeOutcome} from '../registry/probe.ts'
import {outcomeEvidence} from './evidence.ts'
import {type ContentFailure, contentFailure} from './foretold-content.ts'
import type {ObservedFailure} from './observed-failure.ts'
import type {Outcomes} from './pull-case.ts'
import type {FailurePart, Fault} from './pull-failure.ts'
import type {Pull, PullPlan} from './pull-plan.ts'
import {transportFault} from './transport-fault.ts'

/**
 * The failure that a kubelet would meet, foretold from the Secrets and from the registry's answers to this machine: for a
 * pull that no kubelet has tried, or that went well before the login ran out. Undefined where nothing was asked, or
 * where one of the identities can read the image, since the kubelet goes on to the next one after a refusal; what lies
 * behind its manifest counts as far as it was looked at.
 */
export function foretoldFailure(
  {pod, container, parsed, keyring}: PullPlan,
  {attempts}: Outcomes,
): ObservedFailure | undefined {
  const {image} = container
  if (parsed.kind === 'invalid') return foretold(image, [ownPart('reference', 'invalid-reference', parsed.fault)])
  if (keyring.kind === 'unreadable') return foretold(image, [ownPart('keyring', 'keyring-unreadable', keyring.fault)])
  const readable = attempts.find(({outcome}) => outcome.kind === 'readable')?.outcome
  if (readable?.kind === 'readable') return behindManifest(image, contentFailure(readable.content, pod.platforms))
  // A login that could not be looked at may be let in.
  if (!keyringIsWhole(keyring) && attempts.every(({outcome}) => isRefused(outcome))) return undefined
  const [first, ...others] = attempts.map(({attempt, outcome}) => partOf(attempt, outcome))
  const [answer] = attempts.flatMap(({outcome}) => outcomeEvidence(outcome))
  return first && {...foretold(image, [first, ...others]), ...(answer && {answer})}
}

function keyringIsWhole(keyring: PullPlan['keyring']): boolean {
  return keyring.kind !== 'attempts' || keyring.isComplete
}

/** The registry refuses who asks, and says nothing of the image. */
export function isRefused({kind}: ProbeOutcome): boolean {
  return kind === 'unauthorized' || kind === 'denied'
}

function behindManifest(image: string, failure: ContentFailure | undefined): ObservedFailure | undefined {
  if (failure === undefined) return undefined
  const [answer] = failure.outcome === undefined ? [] : outcomeEvidence(failure.outcome)
  return {...foretold(image, [failure.part]), ...(answer && {answer})}
}

/**
 * A pull that no kubelet has tried, because there is no Pod yet: only a template, or a manifest that was not applied.
 */
export function isUntried({pod, container}: Pull): boolean {
  const isApplied = pod.phase !== undefined || pod.isSpecUnread === true || pod.deletedAt !== undefined
  return !isApplied && container.state.kind === 'none'
}

function foretold(image: string, parts: readonly [FailurePart, ...FailurePart[]]): ObservedFailure {
  const message = parts.map(({text}) => text).join('; ')
  return {reason: 'Expected', message, from: 'probe', failure: {image, isSandbox: false, parts}}
}

/** What the kubelet itself would say before it asks any registry. */
function ownPart(at: FailurePart['at'], fault: Fault, text: string): FailurePart {
  return {text, at, fault, presented: 'unknown'}
}

function partOf(attempt: Attempt, outcome: ProbeOutcome): FailurePart {
  const exchange = outcome.exchanges.at(-1)
  const presented = attempt === 'anonymous' ? 'nothing' : 'login'
  const host = hostOf(outcome)
  const words = [exchange?.code, exchange?.message].filter((word) => word !== undefined).join(': ')
  return {
    text: textOf(outcome),
    at: placeOf(outcome),
    fault: faultOf(outcome, presented),
    presented,
    ...(exchange?.status === undefined ? {} : {status: exchange.status}),
    ...(host === undefined ? {} : {host}),
    ...(words === '' ? {} : {serverMessage: words}),
  }
}

/** The request and its answer in one line; URLs and words of an exchange are fit to be shown. */
function textOf(outcome: ProbeOutcome): string {
  const exchange = outcome.exchanges.at(-1)
  const request = exchange === undefined ? '' : `${exchange.method} ${exchange.url}: `
  switch (outcome.kind) {
    case 'unreachable':
      return `${request}${outcome.failure.host}: ${outcome.failure.kind} (${outcome.failure.code})`
    case 'refused':
    case 'not-a-registry':
      return `${request}${outcome.reason}`
    default:
      return `${request}${[exchange?.status, exchange?.code, exchange?.message].filter((word) => word !== undefined).join(' ')}`
  }
}

function hostOf(outcome: ProbeOutcome): string | undefined {
  if (outcome.kind === 'unreachable') return outcome.failure.host
  const url = outcome.exchanges.at(-1)?.url
  return url === undefined ? undefined : /^https?:\/\/([^/?#]+)/.exec(url)?.[1]
}

function placeOf(outcome: ProbeOutcome): FailurePart['at'] {
  const at = outcome.kind === 'unreachable' ? outcome.failure.at : outcome.exchanges.at(-1)?.at
  switch (at) {
    case 'token':
      return 'token'
    case 'blob':
      return 'blob'
    case 'registry':
    case undefined:
      return 'resolve'
  }
}

function faultOf(outcome: ProbeOutcome, presented: 'login' | 'nothing'): Fault {
  switch (outcome.kind) {
    case 'unauthorized':
      if (outcome.at === 'token') return 'unauthorized'
      if (presented === 'nothing') return 'no-basic-credentials'
      // Quay says neither 403 nor insufficient_scope to a token that it issued and that does not reach.
      return isTokenIssued(outcome) ? 'insufficient-scope' : 'unauthorized'
    case 'denied':
      return outcome.exchanges.at(-1)?.status === 401 ? 'insufficient-scope' : 'forbidden'
    case 'manifest-unknown':
    case 'name-unknown':
    case 'not-found':
    case 'rate-limited':
    case 'server-error':
      return outcome.kind
    case 'not-a-registry':
      return 'html'
    case 'unreachable':
      return transportFault(outcome.failure.kind)
    case 'readable':
    case 'refused':
      return 'unknown'
  }
}

function isTokenIssued({exchanges}: ProbeOutcome): boolean {
  return exchanges.some(({at, status = 0}) => at === 'token' && status >= 200 && status < 300)
}
