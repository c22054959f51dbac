import type {Fault} from '../pull-failure.ts'
import type {Saying} from './clause-rule.ts'
import type {Clause} from './error-chain.ts'

/** A link of the chain, with what is known of its words. */
export interface UnderstoodClause {
  readonly clause: Clause
  readonly saying: Saying
}

/**
 * The link that decides what went wrong: the last that names a fault, except that a fault which says more than its cause
 * keeps its place. `undefined` where no link names one.
 */
export function decisiveClause(understood: readonly UnderstoodClause[]): UnderstoodClause | undefined {
  return understood
    .filter(({saying}) => weight(saying.fault) > 0)
    .reduce<UnderstoodClause | undefined>(
      (best, entry) => (best === undefined || tellsMore(entry.saying, best.saying) ? entry : best),
      undefined,
    )
}

/**
 * Does a link tell more than one before it? The Docker Engine puts one sentence before all that a registry denies
 * (`notFoundError` in moby's `distribution/errors.go`); the registry's own words are behind it.
 */
function tellsMore({fault}: Saying, before: Saying): boolean {
  return (fault === 'forbidden' && before.fault === 'insufficient-scope') || weight(fault) >= weight(before.fault)
}

/**
 * How much a fault tells beside others of the same chain: a 404 is the shape of many, a refusal may be quoted inside
 * another's words, and what the node or the kubelet says of itself is not changed by what it wraps.
 */
function weight(fault: Fault | undefined): number {
  switch (fault) {
    case undefined:
    case 'unknown':
      return 0
    case 'http-status':
    case 'not-found':
    case 'truncated':
    case 'tls-certificate':
    case 'tls-handshake':
      return 1
    case 'unauthorized':
    case 'forbidden':
    case 'server-error':
      return 2
    case 'dns':
    case 'html':
    case 'no-platform':
    case 'no-space':
    case 'storage':
    case 'locked':
    case 'never-present':
    case 'pull-qps':
    case 'signature':
    case 'short-name':
    case 'invalid-reference':
    case 'tls-files':
    case 'registries-file':
      return 4
    case 'proxy':
    case 'keyring-unreadable':
    case 'credential-provider':
      return 5
    default:
      return 3
  }
}
