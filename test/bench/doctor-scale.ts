import {stringify} from 'yaml'
import {type Cluster, startCluster} from './cluster.ts'
import type {ClusterSize} from './cluster-objects.ts'
import {type Comparison, compare, type Form, medianCost} from './compare.ts'
import {type Cost, measure} from './measure.ts'
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
    const kubeconfig = kubeconfigOf(workplace, cluster)
    const reference = workplace.kubectl('get', 'pods,events,secrets', '-o', 'json', ...kubeconfig)
    const ours = workplace.ours({npm: 1.5, archive: 0.8}, 'doctor', '--no-probe', ...kubeconfig)
    return await compare({name: 'doctor, 20 Pods', reference, ours}, rounds)
  } finally {
    cluster.close()
  }
}

/** `doctor -A` on 10,000 Pods against `kubectl get` of the same. */
export async function compareLargeCluster(workplace: Workplace, rounds: number): Promise<Comparison> {
  const cluster = await startCluster(clusterOf(10_000))
  try {
    const kubeconfig = kubeconfigOf(workplace, cluster)
    const reference = workplace.kubectl('get', 'pods,events,secrets', '-A', '-o', 'json', ...kubeconfig)
    const ours = workplace.ours({npm: 0.4, archive: 0.2}, 'doctor', '-A', '--no-probe', ...kubeconfig)
    return await compare({name: 'doctor -A, 10,000 Pods', reference, ours}, rounds)
  } finally {
    cluster.close()
  }
}

/** What `doctor -A` costs on a cluster of some size. */
export interface Growth {
  readonly form: Form
  readonly pods: number
  readonly cost: Cost
  readonly requests: number
}

/** `-o json`, which holds every name, beside the text. */
export async function measureGrowth(workplace: Workplace, pods: number, rounds: number): Promise<readonly Growth[]> {
  const cluster = await startCluster(clusterOf(pods))
  try {
    const growths: Growth[] = []
    for (const form of workplace.forms) {
      const words = ['doctor', '-A', '--no-probe', '-o', 'json', ...kubeconfigOf(workplace, cluster)]
      const doctor = workplace.call(form, ...words)
      await measure(doctor)
      const requests = (await cluster.takeRequests()).length
      const costs: Cost[] = []
      for (let round = 0; round < rounds; round += 1) costs.push(await measure(doctor))
      await cluster.takeRequests()
      growths.push({form, pods, cost: medianCost(costs), requests})
    }
    return growths
  } finally {
    cluster.close()
  }
}

/** As a person's is: YAML by kubectl. */
function kubeconfigOf({file}: Workplace, {kubeconfig}: Cluster): readonly string[] {
  return ['--kubeconfig', file('kubeconfig', stringify(JSON.parse(kubeconfig)))]
}
