import type {ParsedReference} from '../reference/reference.ts'
import type {ProbeOutcome} from '../registry/probe.ts'
import type {Cause} from './cause.ts'
import type {PullCase} from './pull-case.ts'
import {registrySays} from './ranking/registry-words.ts'

/** What an answer to this machine shows, by itself or by the registry's own words; undefined where neither tells. */
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
    case 'unauthorized':
    case 'denied':
      return causeInWords(outcome)
    case 'readable':
    case 'not-found':
    case 'refused':
      return undefined
  }
}

/** A refusal whose sentence is one that a product is known to say, such as ECR's of a token that has run out. */
function causeInWords({exchanges}: ProbeOutcome): Cause | undefined {
  const said = exchanges.findLast(({status = 0, message}) => status >= 400 && message !== undefined)
  return said?.message === undefined ? undefined : registrySays(said.message)?.likely[0]
}

/** The answers to all identities that were asked with, the kubelet's own first. */
export function allOutcomes({outcomes}: Pick<PullCase, 'outcomes'>): readonly ProbeOutcome[] {
  return [...outcomes.attempts.map(({outcome}) => outcome), ...(outcomes.anonymous ? [outcomes.anonymous] : [])]
}

/**
 * Does an answer to this machine show that there is such a repository? Where a refusal could hide that there is none, the
 * same registry's answer about one that cannot exist tells.
 */
export function isThere(pullCase: Pick<PullCase, 'outcomes'>): boolean {
  return allOutcomes(pullCase).some(
    ({kind, absence}) => kind === 'readable' || kind === 'manifest-unknown' || absence?.kind === 'told',
  )
}

/**
 * Would a pull go well by this answer? A manifest that can be read is not the whole of it where more was asked: the image
 * for the node's platform and a layer have to be there as well.
 */
export function isServed(outcome: ProbeOutcome): boolean {
  if (outcome.kind !== 'readable') return false
  const {content} = outcome
  if (content === undefined) return true
  const {missingPlatforms, missingChildren, blob} = content
  return missingPlatforms.length === 0 && missingChildren.length === 0 && (!blob || blob.answer.kind === 'readable')
}

type FailureKind = Extract<ProbeOutcome, {kind: 'unreachable'}>['failure']['kind']

function transportCause(kind: FailureKind): Cause | undefined {
  return kind === 'protocol' || kind === 'interrupted' ? undefined : kind
}
