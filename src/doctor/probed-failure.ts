import type {Attempt} from '../credentials/credential.ts'
import type {ProbeOutcome} from '../registry/probe.ts'
import type {ObservedFailure} from './observed-failure.ts'
import type {Outcomes} from './pull-case.ts'
import type {FailurePart, Fault} from './pull-failure.ts'
import {transportFault} from './transport-fault.ts'

/**
 * The failure that a kubelet would meet, foretold from the registry's answers to this machine: for a pull that no kubelet
 * has tried, or that went well before the login ran out. Undefined where nothing was asked, or where one of the
 * identities can read the image, since the kubelet goes on to the next one after a refusal.
 */
export function probedFailure(image: string, {attempts}: Outcomes): ObservedFailure | undefined {
  const [first, ...others] = attempts.map(({attempt, outcome}) => partOf(attempt, outcome))
  if (first === undefined || attempts.some(({outcome}) => outcome.kind === 'readable')) return undefined
  const parts = [first, ...others] as const
  return {
    reason: 'Probe',
    message: parts.map(({text}) => text).join('; '),
    from: 'probe',
    failure: {image, isSandbox: false, parts},
  }
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
      return outcome.at === 'registry' && presented === 'nothing' ? 'no-basic-credentials' : 'unauthorized'
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
