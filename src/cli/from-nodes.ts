import type {DiagnoseOptions} from '../app/diagnose-pulls.ts'
import {type AskedNode, type NodeQuestion, reportOnNodes} from '../app/node-report.ts'
import {type PullRun, pullPods, runPulls} from '../app/pull-run.ts'
import type {Cluster} from '../cluster/kube-client.ts'
import {KubeError} from '../cluster/kube-error.ts'
import {listAll} from '../cluster/observe.ts'
import {type ChosenNodes, chooseNodes, narrowPullNode} from '../cluster/pull-node.ts'
import {type PullPod, pullPodManifest} from '../cluster/pull-pod.ts'
import {resources} from '../cluster/resource.ts'
import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import type {OnProgress} from '../report/progress.ts'
import type {Report} from '../report/report.ts'
import {counted} from '../report/text-lines.ts'
import {ExpectedError} from './expected-error.ts'
import type {FromNodeFlagValues} from './from-node-flags.ts'
import {whileInterruptible} from './interruption.ts'
import type {Listener} from './listener.ts'
import {type ClusterFlagValues, openCluster} from './open-cluster.ts'

/** One Secret and the images that nodes are to pull with it. */
export interface NodeRequest {
  readonly snapshot: ClusterSnapshot
  readonly scope: string
  readonly namespace: string
  readonly pullSecrets: readonly string[]
  /** Whose own pull secrets count where there are none of these. */
  readonly serviceAccount?: string
  readonly images: readonly string[]
}

/** How nodes are asked, and registries where nodes fail. */
export interface AskingOptions {
  readonly ask: DiagnoseOptions['ask']
  readonly warnings: readonly string[]
  readonly listener: Listener
  readonly watch: Watch
}

/** Shows progress around work. */
export type Watch = <T>(work: (onProgress: OnProgress) => Promise<T>) => Promise<T>

export type Flags = FromNodeFlagValues & ClusterFlagValues

const defaultMostPods = 10
const defaultTimeoutMs = 120_000
/** The kubelet ends a Pod that nobody deletes so much later than we would have. */
const slackSeconds = 30

/** The Pods that would be made, in the order in which they would be. */
export async function nodePods(flags: Flags, request: NodeRequest): Promise<readonly object[]> {
  return withNodes(flags, request, async (_, plan) => pullPods(plan).map(pullPodManifest))
}

/** Has the nodes pull, once the user agrees, and says what came of it. */
export async function pullByNodes(flags: Flags, request: NodeRequest, options: AskingOptions): Promise<Report> {
  return withNodes(flags, request, async (cluster, plan, {leftOut}) => {
    const pods = pullPods(plan)
    if (!flags.yes) await agree(pods, plan, mostPodsOf(flags))
    const {namespace, pullSecrets, images} = request
    const question = {namespace, pullSecrets, images, nodes: plan.nodes, leftOut}
    return options.watch((onProgress) => {
      const ask = (signal: AbortSignal) => askAll(cluster, plan, pods, {flags, signal, onProgress})
      return whileInterruptible(ask, options.listener.tell).then((asked) => {
        return report(asked, request, question, options)
      })
    })
  })
}

/** Where the API server took no Pod at all, there is nothing to report on. */
function report(
  asked: readonly AskedNode[],
  {snapshot, scope}: NodeRequest,
  question: NodeQuestion,
  {ask, warnings}: AskingOptions,
): Promise<Report> {
  const refusals = asked.flatMap(({answer}) => (answer.kind === 'refused' ? [answer.why] : []))
  const [first] = refusals
  if (first !== undefined && refusals.length === asked.length) {
    throw new ExpectedError(`no node was asked: ${first}`, {
      nextSteps: ['Put the Pods into another namespace by --probe-namespace.'],
    })
  }
  return reportOnNodes(snapshot, asked, question, {scope: `${scope}, from nodes`, ask, warnings})
}

interface Asking {
  readonly flags: Flags
  readonly signal: AbortSignal
  readonly onProgress: OnProgress
}

async function askAll(
  cluster: Cluster,
  plan: PullRun,
  pods: readonly PullPod[],
  {flags, signal, onProgress}: Asking,
): Promise<readonly AskedNode[]> {
  const answers = new Map<PullPod, AskedNode>()
  await runPulls(cluster, plan, pods, {
    mostPods: mostPodsOf(flags),
    timeoutMs: timeoutOf(flags),
    signal,
    onProgress,
    onAnswer: (pod, answer) => answers.set(pod, {pod, answer}),
  })
  return pods.flatMap((pod) => answers.get(pod) ?? [])
}

async function withNodes<T>(
  flags: Flags,
  request: NodeRequest,
  work: (cluster: Cluster, plan: PullRun, nodes: ChosenNodes) => Promise<T>,
): Promise<T> {
  if (request.images.length === 0) {
    throw new ExpectedError('no Pod pulls with this Secret, so there is no image to ask for', {
      nextSteps: ['Name one by --image.'],
    })
  }
  const cluster = await openCluster(flags)
  try {
    const nodes = await selectedNodes(cluster, flags)
    const {namespace, pullSecrets, images, serviceAccount} = request
    const plan = {
      run: newRun(),
      namespace: flags['probe-namespace'] ?? namespace,
      secretNamespace: namespace,
      pullSecrets,
      images,
      ...(serviceAccount !== undefined && {serviceAccount}),
      nodes: nodes.asked,
      deadlineSeconds: Math.ceil(timeoutOf(flags) / 1000) + slackSeconds,
    }
    return await work(cluster, plan, nodes)
  } finally {
    cluster.close()
  }
}

async function selectedNodes(cluster: Cluster, flags: Flags): Promise<ChosenNodes> {
  const names = flags['from-node'] ?? []
  const nodes = names.length > 0 ? await namedNodes(cluster, names) : await labelledNodes(cluster, flags['from-nodes'])
  const chosen = chooseNodes(nodes, {isNamed: names.length > 0})
  if (chosen.asked.length > 0) return chosen
  throw new ExpectedError(nodes.length === 0 ? 'no node has these labels' : 'no node can be asked', {
    nextSteps: [
      ...chosen.leftOut.slice(0, 3).map(({node, why}) => `Node "${node}" is left out: ${why}.`),
      'See which there are: kubectl get nodes --show-labels',
    ],
  })
}

function namedNodes(cluster: Cluster, names: readonly string[]) {
  return Promise.all(
    [...new Set(names)].map(async (name) => {
      const object = await cluster.get({resource: resources.nodes, name}).catch((error: unknown) => {
        if (!(error instanceof KubeError) || error.kind !== 'not-found') throw error
        throw new ExpectedError(`node "${name}" does not exist`, {
          nextSteps: ['See which there are: kubectl get nodes'],
        })
      })
      const node = narrowPullNode(object)
      if (node === undefined) throw new ExpectedError(`node "${name}" cannot be read`)
      return node
    }),
  )
}

function labelledNodes(cluster: Cluster, labels = 'all') {
  const query = {resource: resources.nodes, ...(labels !== 'all' && {labelSelector: labels})}
  return listAll(cluster, query, narrowPullNode)
}

async function agree(pods: readonly PullPod[], {namespace, nodes}: PullRun, mostPods: number): Promise<void> {
  const [{openTerminal}, {confirm}] = await Promise.all([import('./io.ts'), import('./prompt.ts')])
  const what = `${counted(pods.length, 'Pod')} in namespace "${namespace}" on ${counted(nodes.length, 'node')}`
  const terminal = openTerminal()
  if (terminal === undefined) {
    throw new ExpectedError(`this makes ${what}, and there is nobody to agree`, {
      nextSteps: ['Add --yes to make them, or --dry-run=client -o yaml to see them.'],
    })
  }
  const pace = pods.length > mostPods ? `, ${mostPods} at a time` : ''
  if (await confirm(`Make ${what}${pace}?`, terminal)) return
  throw new ExpectedError('no Pod was made')
}

function mostPodsOf(flags: Flags): number {
  return flags['max-pods'] ?? defaultMostPods
}

function timeoutOf(flags: Flags): number {
  return flags['pull-timeout'] || defaultTimeoutMs
}

/** Letters and digits that make no words, as names of the API have them. */
function newRun(): string {
  const letters = 'bcdfghjklmnpqrstvwxz2456789'
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => letters[byte % letters.length]).join('')
}
