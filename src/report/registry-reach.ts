import type {ProbeOutcome} from '../registry/probe.ts'
import type {LinkKind} from './path-link.ts'

/** The links of the wire in the order in which a pull gets over them; what is before the wire has none. */
const order: readonly LinkKind[] = ['registry', 'token-server', 'login', 'repository', 'manifest', 'platform', 'layers']

/**
 * How far along the wire: the place of a link, or of the last link that an answer to this machine shows to hold. 0 is
 * nowhere.
 */
export function reachOf(subject: LinkKind | ProbeOutcome): number {
  return typeof subject === 'string' ? order.indexOf(subject) + 1 : order.indexOf(lastGood(subject) ?? 'pod') + 1
}

/** A pull breaks behind a link of the wire only if that one held. */
export function isBehind(broken: LinkKind | undefined, link: LinkKind): boolean {
  return broken !== undefined && reachOf(broken) > reachOf(link)
}

function lastGood(outcome: ProbeOutcome): LinkKind | undefined {
  switch (outcome.kind) {
    case 'readable':
      return outcome.content?.blob?.answer.kind === 'readable' ? 'layers' : 'manifest'
    case 'manifest-unknown':
      return 'repository'
    case 'name-unknown':
    case 'not-found':
      return 'login'
    // The token server refuses a login; the registry that refuses after it has let in.
    case 'denied':
      return outcome.at === 'token' ? 'token-server' : 'login'
    case 'unauthorized':
      return 'token-server'
    case 'rate-limited':
      return outcome.exchanges.some(({at, status = 0}) => at === 'token' && status < 400) ? 'token-server' : 'registry'
    case 'unreachable':
      return lastBefore(outcome.failure.at)
    case 'server-error':
    case 'not-a-registry':
    case 'refused':
      return undefined
  }
}

function lastBefore(at: 'registry' | 'token' | 'blob'): LinkKind | undefined {
  switch (at) {
    case 'registry':
      return undefined
    case 'token':
      return 'registry'
    case 'blob':
      return 'manifest'
  }
}
