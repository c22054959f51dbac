import type {Remedy} from './finding.ts'
import type {Peers} from './pull-case.ts'
import type {Pull} from './pull-plan.ts'

/**
 * What other containers of the same registry experience, among the Pods that were read: it tells whether the registry,
 * this node or this image is to be looked at.
 */
export function peerComparison({pod}: Pull, peers: Peers, registry: string): Remedy {
  const all = tally(peers.sameRegistryRunning, peers.sameRegistryFailing)
  const {nodeName} = pod
  if (nodeName === undefined) return {step: `Compare with other Pods: of ${registry}, ${all}.`}
  const here = tally(peers.sameRegistryRunningOnNode, peers.sameRegistryFailingOnNode)
  return {
    step: `Compare with other Pods: of ${registry}, ${all}; on node "${nodeName}", ${here}.`,
    command: ['kubectl', 'get', 'pods', '-A', '-o', 'wide', '--field-selector', `spec.nodeName=${nodeName}`],
  }
}

function tally(running: number, failing: number): string {
  return `${running} ${running === 1 ? 'container runs' : 'containers run'} and ${failing} ${failing === 1 ? 'fails' : 'fail'} to pull`
}
