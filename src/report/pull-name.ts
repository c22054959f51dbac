import {redactText} from '../credentials/redact-text.ts'
import type {Pull} from '../doctor/pull-plan.ts'

/** One container's pull, as reports name it; `whoPulls` says who it is of. */
export interface PullName {
  readonly namespace: string
  readonly pod: string
  readonly container: string
  /** Without a login, where somebody wrote one into it. */
  readonly image: string
  readonly owner?: string
  /** Where a Pod was made to have this node pull: the Pod is gone. */
  readonly node?: string
}

export function pullName({pod, container}: Pull): PullName {
  return {
    namespace: pod.namespace,
    pod: pod.name,
    container: container.name,
    image: redactText(container.image),
    ...(pod.owner && {owner: `${pod.owner.kind}/${pod.owner.name}`}),
    ...(pod.standsForNode && pod.nodeName !== undefined && {node: pod.nodeName}),
  }
}

/** `pod/web-0`, or `node/worker-1` where that was asked: what kubectl finds the one who pulls by. */
export function whoPulls({pod, node}: Pick<PullName, 'pod' | 'node'>): string {
  return node === undefined ? `pod/${pod}` : `node/${node}`
}
