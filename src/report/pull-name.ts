import type {FilePlace} from '../cluster/snapshot.ts'
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
  /** There is no Pod yet: the owner's Pod template is spoken of. */
  readonly isTemplate?: true
  /** Where a manifest that is not applied yet names the image. */
  readonly place?: FilePlace
}

export function pullName({pod, container}: Pull): PullName {
  return {
    namespace: pod.namespace,
    pod: pod.name,
    container: container.name,
    image: redactText(container.image),
    ...(pod.owner && {owner: `${pod.owner.kind}/${pod.owner.name}`}),
    ...(pod.standsForNode && pod.nodeName !== undefined && {node: pod.nodeName}),
    ...(pod.templatePath !== undefined && {isTemplate: true}),
    ...(container.place && {place: container.place}),
  }
}

/** `pod/web-0`, `deployment/web` where there is no Pod yet, or `node/worker-1` where that was asked: what kubectl finds the one who pulls by. */
export function whoPulls({pod, node, owner, isTemplate}: Omit<PullName, 'image' | 'container' | 'namespace'>): string {
  if (node !== undefined) return `node/${node}`
  return isTemplate && owner !== undefined ? lowerKind(owner) : `pod/${pod}`
}

/** `deployment/web` of `Deployment/web`. */
export function lowerKind(owner: string): string {
  const slash = owner.indexOf('/')
  return owner.slice(0, slash).toLowerCase() + owner.slice(slash)
}
