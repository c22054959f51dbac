import {type AskingEnd, askNodes, type PlannedPulls} from '../app/ask-nodes.ts'
import type {DiagnoseOptions} from '../app/diagnose-pulls.ts'
import {type AskedNode, reportOnNodes} from '../app/node-report.ts'
import {type PullRun, pullPods} from '../app/pull-run.ts'
import type {Cluster} from '../cluster/kube-client.ts'
import type {ChosenNodes} from '../cluster/pull-node.ts'
import {pullPodManifest} from '../cluster/pull-pod.ts'
import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import type {Report} from '../report/report.ts'
import {agreeToPods} from './agree-to-pods.ts'
import {chosenNodes} from './chosen-nodes.ts'
import type {CommandOutput} from './command-output.ts'
import {type EndingSignal, type ExitCode, exitCodeOfSignal} from './exit-code.ts'
import {ExpectedError} from './expected-error.ts'
import type {FromNodeFlagValues} from './from-node-flags.ts'
import {whileInterruptible} from './interruption.ts'
import {type NodeRecord, noRecord, openRecord} from './node-record.ts'
import {type ClusterFlagValues, openCluster} from './open-cluster.ts'

/** The Secrets of a namespace and the images that nodes are to pull with them. */
export interface NodeRequest {
  readonly namespace: string
  readonly pullSecrets: readonly string[]
  /** Whose own pull secrets count where there are none of these. */
  readonly serviceAccount?: string
  readonly images: readonly string[]
}

/** How nodes are asked, and registries where nodes fail. */
export interface AskingOptions {
  readonly snapshot: ClusterSnapshot
  readonly scope: string
  readonly ask: DiagnoseOptions['ask']
  readonly output: CommandOutput
}

export type Flags = FromNodeFlagValues & ClusterFlagValues

/** What came of it: a report for each request, and how the asking ended. */
export interface NodesSaid {
  readonly reports: readonly Report[]
  readonly end: AskingEnd
  readonly brokenOffBy: EndingSignal | undefined
}

const defaultMostPods = 10
const defaultTimeoutMs = 120_000
/** The kubelet ends a Pod that nobody deletes so much later than we would have. */
const slackSeconds = 30

/** The Pods that would be made, in the order in which they would be. */
export async function nodePods(flags: Flags, requests: readonly NodeRequest[]): Promise<readonly object[]> {
  return withPlans(flags, requests, async (_, plans) => plans.flatMap(pullPods).map(pullPodManifest))
}

/** Has the nodes pull, once the user agrees, and says what came of it, also where it was broken off. */
export async function pullByNodes(
  flags: Flags,
  requests: readonly NodeRequest[],
  options: AskingOptions,
): Promise<NodesSaid> {
  const {output} = options
  return withPlans(flags, requests, async (cluster, plans, nodes) => {
    const record = flags.resume === undefined ? noRecord : await openRecord(flags.resume, cluster, plans)
    const questions = plans.map((plan) => planned(plan, record))
    const open = questions.flatMap(({pods, known}) => pods.filter((pod) => !known.has(pod)))
    const mostPods = flags['max-pods'] ?? defaultMostPods
    if (open.length > 0 && !flags.yes) await agreeToPods(open, mostPods)
    record.begin()
    return output.watch(async (onProgress) => {
      const {value, brokenOffBy} = await whileInterruptible((signal) => {
        const {keep} = record
        return askNodes(cluster, questions, {mostPods, timeoutMs: timeoutOf(flags), signal, onProgress, onSaid: keep})
      }, output.listener.tell)
      const {groups, end} = value
      assertAsked(groups.flat())
      const ask = end.kind === 'interrupted' ? {notAsked: 'the run was interrupted'} : options.ask
      const scope = `${options.scope}, from nodes`
      const reports: Report[] = []
      for (const [at, {plan}] of questions.entries()) {
        const {secretNamespace: namespace, pullSecrets, images} = plan
        const question = {namespace, pullSecrets, images, nodes: plan.nodes, leftOut: nodes.leftOut}
        const answers = groups[at] ?? []
        reports.push(await reportOnNodes(options.snapshot, answers, question, {scope, ask, warnings: output.warnings}))
      }
      return {reports, end, brokenOffBy}
    })
  })
}

/**
 * Once the report is printed: a run that was cut short says so, whatever it found. Throws where the cluster cut it, so that
 * the call exits 2 also where the report holds findings.
 */
export function exitCodeOfAsking(
  {end, brokenOffBy = 'SIGINT'}: Omit<NodesSaid, 'reports'>,
  whole: ExitCode,
  {resume}: Flags,
): ExitCode {
  switch (end.kind) {
    case 'whole':
      return whole
    case 'interrupted':
      return exitCodeOfSignal[brokenOffBy]
    case 'failed':
      throw new ExpectedError(end.error.message, {
        nextSteps: [
          ...end.error.nextSteps,
          'A Pod that could not be deleted ends by its deadline; the next call deletes it.',
          ...(resume === undefined ? [] : ['Ask the nodes that have not answered by the same call.']),
        ],
      })
  }
}

function planned(plan: PullRun, record: NodeRecord): PlannedPulls {
  const pods = pullPods(plan)
  const known = pods.flatMap((pod) => {
    const answer = record.find(plan, pod)
    return answer === undefined ? [] : [[pod, answer] as const]
  })
  return {plan, pods, known: new Map(known)}
}

/** Where the API server took no Pod at all, there is nothing to report on. */
function assertAsked(asked: readonly AskedNode[]): void {
  const refusals = asked.flatMap(({answer}) => (answer.kind === 'refused' ? [answer.why] : []))
  const [first] = refusals
  if (first === undefined || refusals.length < asked.length) return
  throw new ExpectedError(`no node was asked: ${first}`, {
    nextSteps: ['Put the Pods into another namespace with --probe-namespace.'],
  })
}

async function withPlans<T>(
  flags: Flags,
  requests: readonly NodeRequest[],
  work: (cluster: Cluster, plans: readonly PullRun[], nodes: ChosenNodes) => Promise<T>,
): Promise<T> {
  const cluster = await openCluster(flags)
  try {
    const nodes = await chosenNodes(cluster, flags)
    const plans = requests.map(({namespace, ...request}) => ({
      ...request,
      run: newRun(),
      namespace: flags['probe-namespace'] ?? namespace,
      secretNamespace: namespace,
      nodes: nodes.asked,
      deadlineSeconds: Math.ceil(timeoutOf(flags) / 1000) + slackSeconds,
    }))
    return await work(cluster, plans, nodes)
  } finally {
    cluster.close()
  }
}

function timeoutOf(flags: Flags): number {
  return flags['pull-timeout'] || defaultTimeoutMs
}

/** Letters and digits that make no words, as names of the API have them. */
function newRun(): string {
  const letters = 'bcdfghjklmnpqrstvwxz2456789'
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => letters[byte % letters.length]).join('')
}
