import {redactText} from '../credentials/redact-text.ts'
import type {Pull} from '../doctor/pull-plan.ts'

/** One container's pull, as reports name it. */
export interface PullName {
  readonly namespace: string
  readonly pod: string
  readonly container: string
  /** Without a login, where somebody wrote one into it. */
  readonly image: string
  readonly owner?: string
}

export function pullName({pod, container}: Pull): PullName {
  return {
    namespace: pod.namespace,
    pod: pod.name,
    container: container.name,
    image: redactText(container.image),
    ...(pod.owner && {owner: `${pod.owner.kind}/${pod.owner.name}`}),
  }
}
