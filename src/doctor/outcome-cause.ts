import type {ParsedReference} from '../reference/reference.ts'
import type {ProbeOutcome} from '../registry/probe.ts'
import type {Cause} from './cause.ts'
import type {PullCase} from './pull-case.ts'

/** What an answer to this machine shows by itself, where it shows one cause; undefined where it does not. */
export function outcomeCause(outcome: ProbeOutcome, parsed: ParsedReference): Cause | undefined {
  switch (outcome.kind) {
    case 'name-unknown':
      return 'repository-not-found'
    case 'manifest-unknown':
      return parsed.kind === 'reference' && parsed.reference.digest !== undefined ? 'digest-not-found' : 'tag-not-found'
    case 'rate-limited':
    case 'server-error':
    case 'not-a-registry':
      return outcome.kind
    case 'unreachable':
      return transportCause(outcome.failure.kind)
    case 'readable':
    case 'unauthorized':
    case 'denied':
    case 'not-found':
    case 'refused':
      return undefined
  }
}

/** The answers to all identities that were asked with, the kubelet's own first. */
export function allOutcomes({outcomes}: Pick<PullCase, 'outcomes'>): readonly ProbeOutcome[] {
  return [...outcomes.attempts.map(({outcome}) => outcome), ...(outcomes.anonymous ? [outcomes.anonymous] : [])]
}

type FailureKind = Extract<ProbeOutcome, {kind: 'unreachable'}>['failure']['kind']

function transportCause(kind: FailureKind): Cause | undefined {
  return kind === 'protocol' || kind === 'interrupted' ? undefined : kind
}
