import type {PullCase} from '../doctor/pull-case.ts'
import {refusalOf} from '../doctor/refusal.ts'
import type {Reference} from '../reference/reference.ts'
import type {ProbeOutcome} from '../registry/probe.ts'
import type {LinkKind, LinkState, PathLink, PathView} from './path-link.ts'
import {isBehind, reachOf} from './registry-reach.ts'

/**
 * The links of the wire. A link that breaks by the node's own words shows that those before it held for the node; what
 * this machine was answered as one of the kubelet's identities shows the others.
 */
export function registryLinks(view: PathView): readonly PathLink[] {
  const {reference, outcomes} = view.pullCase
  if (reference.kind === 'invalid') return []
  const {registry, repository} = reference.reference
  const best = furthest(outcomes.attempts.map(({outcome}) => outcome))
  const link = (kind: LinkKind, name: string): PathLink => ({kind, name, ...judged(kind, best, view)})
  return [
    link('registry', registry),
    ...tokenServerLinks(view, best, link),
    link('repository', repository),
    link('manifest', identifier(reference.reference)),
    platformLink(view, best),
    ...layersLinks(view, best, link),
  ]
}

function furthest(outcomes: readonly ProbeOutcome[]): ProbeOutcome | undefined {
  return outcomes.toSorted((one, other) => reachOf(other) - reachOf(one))[0]
}

/** The digest decides where there is one; the tag is then for the reader alone. */
function identifier({tag, digest}: Reference): string {
  return digest ?? tag ?? 'latest'
}

function judged(kind: LinkKind, best: ProbeOutcome | undefined, {pullCase, broken, isSure}: PathView): Judged {
  if (kind === broken) return {state: 'broken'}
  if (isSure && isBehind(broken, kind)) return {state: 'good'}
  if (kind === 'registry' && hasAnswered(pullCase)) return {state: 'good'}
  if (best !== undefined && reachOf(best) >= reachOf(kind)) {
    return isFromNode(pullCase) ? {state: 'good', detail: 'from this machine'} : {state: 'good'}
  }
  return {state: 'not-checked', detail: unseen(best, broken)}
}

function unseen(best: ProbeOutcome | undefined, broken: LinkKind | undefined): string {
  return best === undefined && broken === undefined ? 'not asked' : 'not reached'
}

type Judged = Pick<PathLink, 'detail'> & {readonly state: LinkState}

/** A refusal is an answer, whatever the node was refused for. */
function hasAnswered(pullCase: PullCase): boolean {
  return refusalOf(pullCase)?.parts.some(({at}) => at === 'resolve' || at === 'token') ?? false
}

/** Has the node spoken, so that what this machine sees has to be told from it? */
function isFromNode({failure}: PullCase): boolean {
  return failure !== undefined && failure.from !== 'probe'
}

/** Known by the request that went to it, or by the host that the node names. A registry may do without one. */
function tokenServerLinks(
  {pullCase, broken}: PathView,
  best: ProbeOutcome | undefined,
  link: (kind: LinkKind, name: string) => PathLink,
): readonly PathLink[] {
  const asked = pullCase.outcomes.attempts.flatMap(({outcome}) => outcome.exchanges).find(({at}) => at === 'token')
  const named = pullCase.failure?.failure.parts.find(({at, host}) => at === 'token' && host !== undefined)
  const host = (asked && URL.parse(asked.url)?.host) ?? named?.host
  if (host !== undefined || broken === 'token-server') return [link('token-server', host ?? '')]
  if (best === undefined || reachOf(best) < reachOf('token-server')) return []
  return [{kind: 'token-server', state: 'passed-over', name: '', detail: 'the registry has none'}]
}

function platformLink({pullCase: {node}, broken}: PathView, best: ProbeOutcome | undefined): PathLink {
  const platform = [node?.operatingSystem, node?.architecture].filter((part) => part !== undefined).join('/')
  const link = {kind: 'platform', name: platform} as const
  if (broken === 'platform') return {...link, state: 'broken'}
  if (broken === 'layers') return {...link, state: 'good'}
  if (best?.kind !== 'readable') return {...link, state: 'not-checked', detail: unseen(best, broken)}
  const isListed = best.platforms?.some((each) => each === platform || each.startsWith(`${platform}/`)) ?? false
  const isFound = best.content !== undefined && best.content.missingPlatforms.length === 0
  return platform !== '' && (isListed || isFound)
    ? {...link, state: 'good', detail: 'from this machine'}
    : {...link, state: 'not-checked', detail: 'not looked at'}
}

function layersLinks(
  {broken}: PathView,
  best: ProbeOutcome | undefined,
  link: (kind: LinkKind, name: string) => PathLink,
): readonly PathLink[] {
  const blob = best?.kind === 'readable' ? best.content?.blob : undefined
  if (broken !== 'layers' && blob === undefined) return []
  return [link('layers', blob?.host ?? '')]
}
