import type {Cluster} from '../cluster/kube-client.ts'
import {KubeError} from '../cluster/kube-error.ts'
import {listAll} from '../cluster/observe.ts'
import {type ChosenNodes, chooseNodes, narrowPullNode, type PullNode} from '../cluster/pull-node.ts'
import {resources} from '../cluster/resource.ts'
import {ExpectedError} from './expected-error.ts'
import type {FromNodeFlagValues} from './from-node-flags.ts'

/** The nodes that the flags mean, parted into those that can be asked and those that cannot; some of them can. */
export async function chosenNodes(cluster: Cluster, flags: FromNodeFlagValues): Promise<ChosenNodes> {
  const names = flags['from-node'] ?? []
  const nodes = names.length > 0 ? await namedNodes(cluster, names) : await labelledNodes(cluster, flags['from-nodes'])
  const chosen = chooseNodes(nodes, {isNamed: names.length > 0})
  if (chosen.asked.length > 0) return chosen
  throw new ExpectedError(nodes.length === 0 ? 'no node has these labels' : 'no node can be asked', {
    nextSteps: [
      ...chosen.leftOut.slice(0, 3).map(({node, why}) => `Node "${node}" is left out: ${why}.`),
      'List what exists: kubectl get nodes --show-labels',
    ],
  })
}

function namedNodes(cluster: Cluster, names: readonly string[]): Promise<readonly PullNode[]> {
  return Promise.all(
    [...new Set(names)].map(async (name) => {
      const object = await cluster.get({resource: resources.nodes, name}).catch((error: unknown) => {
        if (!(error instanceof KubeError) || error.kind !== 'not-found') throw error
        throw new ExpectedError(`node "${name}" does not exist`, {
          nextSteps: ['List what exists: kubectl get nodes'],
        })
      })
      const node = narrowPullNode(object)
      if (node === undefined) throw new ExpectedError(`node "${name}" cannot be read`)
      return node
    }),
  )
}

function labelledNodes(cluster: Cluster, labels = 'all'): Promise<readonly PullNode[]> {
  const query = {resource: resources.nodes, ...(labels !== 'all' && {labelSelector: labels})}
  return listAll(cluster, query, narrowPullNode)
}
