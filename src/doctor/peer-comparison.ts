import type {Remedy} from './finding.ts'
import type {Peers} from './pull-case.ts'
import type {Pull} from './pull-plan.ts'

/**
 * What other containers of the same registry experience, among the Pods that were read: it tells whether the registry,
 * this node or this image is to be looked at. Where nodes were asked, it is the nodes that are compared.
 */
export function peerComparison({pod}: Pull, peers: Peers, registry: string): Remedy {
  const {nodeName, standsForNode} = pod
  if (standsForNode) {
    const all = nodeTally(peers.sameRegistryRunning, peers.sameRegistryFailing)
    const here = nodeTally(peers.sameRegistryRunningOnNode, peers.sameRegistryFailingOnNode)
    return {step: `Compare the nodes: of ${registry}, ${all}; of those on node "${nodeName}", ${here}.`}
  }
  const all = tally(peers.sameRegistryRunning, peers.sameRegistryFailing)
  if (nodeName === undefined) return {step: `Compare with other Pods: of ${registry}, ${all}.`}
  const here = tally(peers.sameRegistryRunningOnNode, peers.sameRegistryFailingOnNode)
  return {
    step: `Compare with other Pods: of ${registry}, ${all}; on node "${nodeName}", ${here}.`,
    command: ['kubectl', 'get', 'pods', '-A', '-o', 'wide', '--field-selector', `spec.nodeName=${nodeName}`],
  }
}

function nodeTally(working: number, failing: number): string {
  return `${working} ${working === 1 ? 'pull works' : 'pulls work'} and ${failing} ${failing === 1 ? 'fails' : 'fail'}`
}

function tally(running: number, failing: number): string {
  return `${running} ${running === 1 ? 'container runs' : 'containers run'} and ${failing} ${failing === 1 ? 'fails' : 'fail'} to pull`
}
