import {stringify} from 'yaml'
import {type Cluster, startCluster} from './cluster.ts'
import type {ClusterSize} from './cluster-objects.ts'
import {type Comparison, compare, medianCost} from './compare.ts'
import {type Cost, measure, type Run} from './measure.ts'
import type {Workplace} from './workplace.ts'

const smallNamespace: ClusterSize = {pods: 20, failing: 2, secrets: 4, events: 40, namespaces: 1}

/** The large cluster of the limits, and smaller and larger ones of the same kind. */
function clusterOf(pods: number): ClusterSize {
  return {
    pods,
    failing: Math.round(pods * 0.03),
    secrets: Math.round(pods / 5),
    events: pods * 2,
    namespaces: Math.max(1, Math.round(pods / 100)),
  }
}

/** `doctor` on one namespace with twenty Pods against `kubectl get` of what it reads. */
export async function compareSmallNamespace(workplace: Workplace, rounds: number): Promise<Comparison> {
  const cluster = await startCluster(smallNamespace)
  try {
    const {kubectl, ours} = callsOf(workplace, cluster)
    const reference = kubectl(['get', 'pods,events,secrets', '-o', 'json'])
    const pair = {name: 'doctor, 20 Pods', limit: 1.5, reference, ours: ours(['doctor', '--no-probe'])}
    return await compare(pair, rounds)
  } finally {
    cluster.close()
  }
}

/** `doctor -A` on 10,000 Pods against `kubectl get` of the same. */
export async function compareLargeCluster(workplace: Workplace, rounds: number): Promise<Comparison> {
  const cluster = await startCluster(clusterOf(10_000))
  try {
    const {kubectl, ours} = callsOf(workplace, cluster)
    const reference = kubectl(['get', 'pods,events,secrets', '-A', '-o', 'json'])
    const pair = {name: 'doctor -A, 10,000 Pods', limit: 0.4, reference, ours: ours(['doctor', '-A', '--no-probe'])}
    return await compare(pair, rounds)
  } finally {
    cluster.close()
  }
}

/** What `doctor -A` costs on a cluster of some size. */
export interface Growth {
  readonly pods: number
  readonly cost: Cost
  readonly requests: number
}

/** `-o json`, which holds every name, beside the text. */
export async function measureGrowth(workplace: Workplace, pods: number, rounds: number): Promise<Growth> {
  const cluster = await startCluster(clusterOf(pods))
  try {
    const doctor = callsOf(workplace, cluster).ours(['doctor', '-A', '--no-probe', '-o', 'json'])
    await measure(doctor)
    const requests = (await cluster.takeRequests()).length
    const costs: Cost[] = []
    for (let round = 0; round < rounds; round += 1) costs.push(await measure(doctor))
    return {pods, cost: medianCost(costs), requests}
  } finally {
    cluster.close()
  }
}

type Call = (args: readonly string[]) => Run

function callsOf(
  {kubectl, ours, file}: Workplace,
  {kubeconfig}: Cluster,
): {readonly kubectl: Call; readonly ours: Call} {
  // As a person's is: YAML by kubectl.
  const path = file('kubeconfig', stringify(JSON.parse(kubeconfig)))
  return {
    kubectl: (args) => kubectl(...args, '--kubeconfig', path),
    ours: (args) => ours(...args, '--kubeconfig', path),
  }
}
