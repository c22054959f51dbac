import type {Diagnosed} from '../doctor/examine.ts'
import type {Certainty} from '../doctor/finding.ts'
import type {PullCase} from '../doctor/pull-case.ts'
import {brokenLink} from './broken-link.ts'
import {keyringLinks} from './keyring-links.ts'
import {type LinkKind, linkKinds, type PathLink, type PathView} from './path-link.ts'
import {type PullName, pullName} from './pull-name.ts'
import {registryLinks} from './registry-links.ts'

/** How one pull goes from who made the Pod to the node that runs it, and where it breaks. */
export interface PullPath {
  readonly pull: PullName
  /** The finding that breaks it; absent where the pull does not fail. */
  readonly code?: string
  readonly certainty?: Certainty
  /**
   * In the order of `linkKinds`, but for the pull Secrets: each that the kubelet uses is followed by its keys and logins, in
   * the order in which it tries them; then come those that it passes over.
   */
  readonly links: readonly [PathLink, ...PathLink[]]
}

/** The path of a pull; `answer` is why it fails, if it does. */
export function pullPath(pullCase: PullCase, answer?: Diagnosed): PullPath {
  const cause = answer?.diagnosis.cause
  const broken = cause === undefined ? undefined : brokenLink(cause, pullCase)
  const certainty = answer?.finding.certainty
  const view = {pullCase, broken, isSure: certainty !== undefined && certainty !== 'possible'}
  const links = [...clusterLinks(pullCase), ...keyringLinks(view), ...registryLinks(view), ...nodeLinks(view)]
  const [first = podLink(pullCase.plan), ...others] =
    broken === undefined ? links : withBreak(links, broken, answer?.diagnosis.summary)
  return {
    pull: pullName(pullCase.plan),
    ...(answer && {code: answer.diagnosis.code, certainty: answer.finding.certainty}),
    links: [first, ...others],
  }
}

function clusterLinks({plan, reference, serviceAccount}: PullCase): readonly PathLink[] {
  const {pod} = plan
  const {image} = pullName(plan)
  return [
    ...(pod.owner ? [{kind: 'owner', state: 'good', name: `${pod.owner.kind}/${pod.owner.name}`} as const] : []),
    ...(pod.standsForNode ? [] : [podLink(plan)]),
    {kind: 'image', state: reference.kind === 'invalid' ? 'not-checked' : 'good', name: image},
    {
      kind: 'service-account',
      name: pod.serviceAccountName,
      ...(serviceAccount.kind === 'value' ? {state: 'good'} : {state: 'not-checked', detail: 'could not be read'}),
    },
  ]
}

function podLink({pod, container}: PullCase['plan']): PathLink {
  return {kind: 'pod', state: 'good', name: pod.name, detail: `${containerWords[container.kind]} "${container.name}"`}
}

const containerWords: Readonly<Record<PullCase['plan']['container']['kind'], string>> = {
  init: 'init container',
  sidecar: 'sidecar',
  regular: 'container',
  ephemeral: 'ephemeral container',
  volume: 'image volume',
}

function nodeLinks({pullCase: {plan, failure}, broken}: PathView): readonly PathLink[] {
  const {nodeName} = plan.pod
  if (nodeName === undefined && broken !== 'node') return []
  const isRunning = failure === undefined && plan.container.state.kind === 'running'
  return [
    {
      kind: 'node',
      name: nodeName ?? '',
      ...(isRunning ? {state: 'good', detail: 'runs it'} : {state: 'not-checked', detail: 'waits for the image'}),
    },
  ]
}

/**
 * Where the facts did not show themselves which link of the kind is broken, it is the one that nobody has seen to hold, or
 * else the last: the finding has to be on the path.
 */
function withBreak(links: readonly PathLink[], broken: LinkKind, summary: string | undefined): readonly PathLink[] {
  if (links.some(({kind, state}) => kind === broken && state === 'broken')) return links.map(explained)
  const own = links.filter(({kind}) => kind === broken)
  const at = own.find(({state}) => state === 'not-checked') ?? own.findLast(({state}) => state === 'good') ?? own[0]
  if (at !== undefined) return links.map((link) => (link === at ? explained({...link, state: 'broken'}) : link))
  const place = links.findIndex(({kind}) => linkKinds.indexOf(kind) > linkKinds.indexOf(broken))
  return links.toSpliced(place < 0 ? links.length : place, 0, explained({kind: broken, state: 'broken', name: ''}))

  function explained(link: PathLink): PathLink {
    if (link.state !== 'broken' || link.kind !== broken) return link
    const isTold = link.detail !== undefined && (broken === 'pull-secret' || broken === 'key' || broken === 'login')
    return isTold || summary === undefined ? link : {...link, detail: summary}
  }
}
