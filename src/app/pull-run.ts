import {textField} from '../cluster/json-field.ts'
import type {KubeApi} from '../cluster/kube-api.ts'
import {KubeError} from '../cluster/kube-error.ts'
import {missingRights, type Right} from '../cluster/missing-right.ts'
import {listAll} from '../cluster/observe.ts'
import type {PullNode} from '../cluster/pull-node.ts'
import {isLeftover, type PullPod, pullPodManifest, runLabel, secretCopy} from '../cluster/pull-pod.ts'
import {type Resource, resources} from '../cluster/resource.ts'
import {type PullOptions, pullFromNodes, remove} from './pull-from-nodes.ts'

/** What is asked of the nodes. */
export interface PullRun {
  /** Names the run in labels and Pod names; lower case letters and digits. */
  readonly run: string
  /** Where the Pods stand; where that is not the Secret's namespace, copies of the Secrets stand there with them. */
  readonly namespace: string
  readonly secretNamespace: string
  readonly pullSecrets: readonly string[]
  /** Of the Secrets' namespace; in another one it is the `default` there. */
  readonly serviceAccount?: string
  readonly images: readonly string[]
  readonly nodes: readonly PullNode[]
  readonly deadlineSeconds: number
}

/** Each image on each node; nodes come first, so that all images of one node are asked close together. */
export function pullPods(plan: PullRun): readonly PullPod[] {
  const {run, namespace, nodes, images, deadlineSeconds} = plan
  const pullSecrets = plan.pullSecrets.map((name, at) => (isElsewhere(plan) ? copyName(run, at) : name))
  const account = plan.serviceAccount === undefined || isElsewhere(plan) ? {} : {serviceAccount: plan.serviceAccount}
  const pairs = nodes.flatMap((node) => images.map((image) => ({node, image})))
  return pairs.map(({node, image}, at) => {
    return {name: `${prefix}${run}-${at + 1}`, namespace, run, node, image, pullSecrets, deadlineSeconds, ...account}
  })
}

/**
 * Asks the nodes and leaves nothing behind. Before the first Pod: are there all the rights that it takes to end what is
 * begun, would admission let the Pod in (a server dry run, whose refusal is thrown as it is), and what has a killed run
 * left. Throws a `KubeError` for all that keeps every node from being asked.
 */
export async function runPulls(
  api: KubeApi,
  plan: PullRun,
  pods: readonly PullPod[],
  options: PullOptions,
): Promise<void> {
  const [first] = pods
  if (first === undefined) return
  await assertRights(api, plan)
  const serverTime = await tryOut(api, first)
  await removeLeftovers(api, plan, serverTime)
  const copies = isElsewhere(plan) ? plan.pullSecrets : []
  try {
    for (const [at, name] of copies.entries()) {
      if (!options.signal.aborted) await copySecret(api, plan, name, at, pods.length / options.mostPods)
    }
    await pullFromNodes(api, pods, options)
  } finally {
    await Promise.all(
      copies.map((_, at) => {
        return remove(api, {resource: resources.secrets, namespace: plan.namespace, name: copyName(plan.run, at)})
      }),
    )
  }
}

const prefix = 'imagecreds-pull-'

function copyName(run: string, at: number): string {
  return `${prefix}${run}-secret-${at + 1}`
}

function isElsewhere({namespace, secretNamespace}: PullRun): boolean {
  return namespace !== secretNamespace
}

async function assertRights(api: KubeApi, plan: PullRun): Promise<void> {
  const {namespace} = plan
  const rights = (resource: Resource, verbs: readonly string[]): readonly Right[] =>
    verbs.map((verb) => ({verb, address: {resource, namespace}}))
  const missing = await missingRights(api, [
    ...rights(resources.pods, ['create', 'delete', 'list', 'watch']),
    ...(isElsewhere(plan) ? rights(resources.secrets, ['create', 'delete', 'list']) : []),
  ])
  if (missing.length === 0) return
  throw new KubeError('forbidden', `this user lacks the rights to have nodes pull in namespace "${namespace}"`, {
    nextSteps: [
      'Ask for them; see whether you have them with:',
      ...missing.map((right) => `kubectl auth can-i ${right}`),
    ],
  })
}

/** The API server goes through its admission with the Pod and stores nothing. Gives its clock. */
async function tryOut(api: KubeApi, pod: PullPod): Promise<Date> {
  const {namespace} = pod
  try {
    const tried = await api.create({resource: resources.pods, namespace}, pullPodManifest(pod), {dryRun: true})
    return new Date(textField(tried, 'metadata', 'creationTimestamp') ?? Date.now())
  } catch (error) {
    if (!(error instanceof KubeError) || (error.kind !== 'forbidden' && error.kind !== 'invalid')) throw error
    throw new KubeError(error.kind, `namespace "${namespace}" takes no Pod that pulls: ${error.message}`, {
      ...error.details,
      nextSteps: [
        'Put the Pods into another namespace with --probe-namespace, or see them with --dry-run=client -o yaml.',
      ],
    })
  }
}

async function removeLeftovers(api: KubeApi, {run, namespace, ...plan}: PullRun, serverTime: Date): Promise<void> {
  const isCopying = isElsewhere({run, namespace, ...plan})
  for (const resource of isCopying ? [resources.pods, resources.secrets] : [resources.pods]) {
    const names = await listAll(api, {resource, namespace, labelSelector: runLabel}, (object) => {
      return isLeftover(object, run, serverTime) ? textField(object, 'metadata', 'name') : undefined
    })
    for (const name of names) await remove(api, {resource, namespace, name})
  }
}

/** It may be needed for as many deadlines as there are waves. */
async function copySecret(api: KubeApi, plan: PullRun, name: string, at: number, waves: number): Promise<void> {
  const {run, namespace, secretNamespace} = plan
  const secret = await api.get({resource: resources.secrets, namespace: secretNamespace, name})
  const deadlineSeconds = Math.ceil(waves + 1) * plan.deadlineSeconds
  const copy = secretCopy(secret, {name: copyName(run, at), namespace, run, deadlineSeconds})
  await api.create({resource: resources.secrets, namespace}, copy)
}
