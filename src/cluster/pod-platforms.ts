import type {NodeTaint, PullNode} from './pull-node.ts'
import type {Node, Pod, Scheduling, Toleration} from './snapshot.ts'

/** The Pods that no node was chosen for and no API server has seen, each with the platforms of the nodes it may come to. */
export function withPlatforms(pods: readonly Pod[], nodes: readonly PullNode[]): readonly Pod[] {
  return nodes.length === 0 ? pods : pods.map((pod) => withOwn(pod, platformsFor(pod, nodes)))
}

/** The same where the nodes are all of these platforms, which nobody may be able to tell but the user. */
export function onPlatforms(pods: readonly Pod[], platforms: readonly string[]): readonly Pod[] {
  return pods.map((pod) => withOwn(pod, selectedPlatforms(platforms, pod.scheduling)))
}

function withOwn(pod: Pod, platforms: readonly string[]): Pod {
  const isChosen = pod.nodeName !== undefined || pod.uid !== undefined || pod.phase !== undefined
  return isChosen || platforms.length === 0 ? pod : {...pod, platforms}
}

/**
 * The platforms, as `linux/arm64`, of the nodes that a Pod may come to: those it selects by their platform and whose taints
 * it tolerates. What else the scheduler weighs, such as other labels and room, does not count.
 */
function platformsFor({scheduling}: Pod, nodes: readonly PullNode[]): readonly string[] {
  const open = nodes.filter(({taints}) => taints.every((taint) => isTolerated(taint, scheduling?.tolerations ?? [])))
  return selectedPlatforms(open.flatMap(platformOf), scheduling)
}

/** Of some platforms, those that a Pod selects. */
function selectedPlatforms(platforms: readonly string[], scheduling: Scheduling | undefined): readonly string[] {
  const {operatingSystems, architectures} = scheduling ?? {}
  return [...new Set(platforms)]
    .filter((platform) => {
      const [system = '', architecture = ''] = platform.split('/')
      return (operatingSystems?.includes(system) ?? true) && (architectures?.includes(architecture) ?? true)
    })
    .sort()
}

function platformOf({operatingSystem, architecture}: Node): readonly string[] {
  return operatingSystem === undefined || architecture === undefined ? [] : [`${operatingSystem}/${architecture}`]
}

/** `ToleratesTaint` in k8s.io/component-helpers; an effect of PreferNoSchedule keeps no Pod away. */
function isTolerated(taint: NodeTaint, tolerations: readonly Toleration[]): boolean {
  if (taint.effect === 'PreferNoSchedule') return true
  return tolerations.some(
    ({key, value, effect}) =>
      (effect === undefined || effect === taint.effect) &&
      (key === undefined || key === taint.key) &&
      (value === undefined || value === (taint.value ?? '')),
  )
}
