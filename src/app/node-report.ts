import type {LeftOutNode, PullNode} from '../cluster/pull-node.ts'
import type {PullPod} from '../cluster/pull-pod.ts'
import type {ClusterSnapshot, Observed, Pod, PodEvent} from '../cluster/snapshot.ts'
import type {NodePull} from '../report/node-table.ts'
import type {NotChecked, Report} from '../report/report.ts'
import {type DiagnoseOptions, diagnosePulls} from './diagnose-pulls.ts'
import type {NodeAnswer, PodAnswer} from './node-answer.ts'

/** What one Pod was to find out, and what it did. */
export interface AskedNode {
  readonly pod: PullPod
  readonly answer: NodeAnswer
}

/** What was asked, of whom. */
export interface NodeQuestion {
  /** Of the Secrets; the Pods may have stood elsewhere, and are spoken of as if they had not. */
  readonly namespace: string
  readonly pullSecrets: readonly string[]
  readonly images: readonly string[]
  readonly nodes: readonly PullNode[]
  readonly leftOut: readonly LeftOutNode[]
}

/**
 * The same diagnosis as for any Pods, on those that were made to pull, with what else is known of their namespace. A
 * registry is asked from here only where a node failed: to find out why. Nothing is said of a node that was not asked.
 */
export async function reportOnNodes(
  snapshot: ClusterSnapshot,
  asked: readonly AskedNode[],
  question: NodeQuestion,
  options: DiagnoseOptions,
): Promise<Report> {
  const seen = asked.flatMap(({answer}) => (answer.kind === 'seen' ? [answer] : []))
  const report = await diagnosePulls(
    {
      ...snapshot,
      pods: seen.map(({pod}) => standingIn(pod, question)),
      events: eventsOf(seen, question),
      nodes: {kind: 'value', value: new Map(question.nodes.map((node) => [node.name, node]))},
    },
    options,
  )
  const {namespace} = question
  const said = [...asked.map((each) => nodePull(each, report)), ...leftOutPulls(question)]
  const nodePulls = said.map((each) => ({namespace, ...each}))
  return {...report, nodePulls, notChecked: [...report.notChecked, ...gaps(nodePulls)]}
}

/** The Pod as if it stood where the Secrets are. */
function standingIn(pod: Pod, {namespace, pullSecrets}: NodeQuestion): Pod {
  return {...pod, standsForNode: true, namespace, ...(pod.pullSecretNames.length > 0 && {pullSecretNames: pullSecrets})}
}

/** Those that could be read; only where none could, nobody knows any. */
function eventsOf(seen: readonly PodAnswer[], {namespace}: NodeQuestion): Observed<readonly PodEvent[]> {
  const unread = seen.find(({events}) => events.kind !== 'value')?.events
  const events = seen.flatMap((answer) => (answer.events.kind === 'value' ? answer.events.value : []))
  if (unread !== undefined && events.length === 0) return unread
  return {kind: 'value', value: events.map((event) => ({...event, namespace}))}
}

type SaidByNode = Omit<NodePull, 'namespace'>

function nodePull({pod, answer}: AskedNode, {findings}: Report): SaidByNode {
  const subject = {node: pod.node.name, image: pod.image}
  if (answer.kind === 'refused') return {...subject, outcome: 'not-asked', why: answer.why}
  if (answer.kind === 'unanswered') return {...subject, outcome: 'not-known', why: answer.why}
  if (answer.result === 'pulled') return {...subject, outcome: 'pulled'}
  const finding = findings.find(({severity, pulls}) => {
    return severity === 'error' && pulls.some((pull) => pull.pod === answer.pod.name)
  })
  if (finding !== undefined) return {...subject, outcome: 'failed', code: finding.code, name: finding.name}
  return answer.result === 'failed'
    ? {...subject, outcome: 'failed'}
    : {...subject, outcome: 'not-known', why: answer.why}
}

function leftOutPulls({leftOut, images}: NodeQuestion): readonly SaidByNode[] {
  return leftOut.flatMap(({node, why}) => images.map((image) => ({node, image, outcome: 'not-asked' as const, why})))
}

/** Nodes of which the same keeps us from knowing are one gap. */
function gaps(nodePulls: readonly NodePull[]): readonly NotChecked[] {
  const open = nodePulls.flatMap(({node, why}) => (why === undefined ? [] : [{node, why}]))
  return [...Map.groupBy(open, ({why}) => why)].map(([why, group]) => {
    return {what: nodesText([...new Set(group.map(({node}) => node))]), why, pulls: []}
  })
}

/** More nodes than these are counted. */
const mostNamed = 4

function nodesText(names: readonly string[]): string {
  const rest = names.length - mostNamed
  const shown = rest > 1 ? names.slice(0, mostNamed) : names
  const list = shown.map((name) => `"${name}"`).join(', ')
  return `${names.length === 1 ? 'node' : 'nodes'} ${list}${rest > 1 ? ` and ${rest} more` : ''}`
}
