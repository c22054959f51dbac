import type {Pull} from '../doctor/pull-plan.ts'

/** One container's pull, as reports name it. */
export interface PullName {
  readonly namespace: string
  readonly pod: string
  readonly container: string
  readonly image: string
  readonly owner?: string
}

export function pullName({pod, container}: Pull): PullName {
  return {
    namespace: pod.namespace,
    pod: pod.name,
    container: container.name,
    image: container.image,
    ...(pod.owner && {owner: `${pod.owner.kind}/${pod.owner.name}`}),
  }
}
