import type {Pod} from '../cluster/snapshot.ts'
import {hasEnded} from './ended-pod.ts'

/** Pods of one owner that were made without a pull secret which their ServiceAccount names now. */
export interface LackingPods {
  /** As kubectl names it: `deployment/web`; of a Pod that nothing made, the Pod. */
  readonly owner: string
  readonly pods: readonly string[]
  /**
   * `restart`: new Pods will have it, and `kubectl rollout restart` makes them. `remake`: they have to be made anew in
   * another way. `overridden`: they list pull secrets of their own, so that they get none of their ServiceAccount's
   * (ServiceAccount admission).
   */
  readonly remedy: 'restart' | 'remake' | 'overridden'
}

const restartable: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet'])

/**
 * Who still lacks the Secret. `before` are the names that the ServiceAccount had: a Pod that names others has a list of its
 * own. A static Pod takes none.
 */
export function lackingPods(
  pods: readonly Pod[],
  serviceAccount: string,
  secret: string,
  before: readonly string[],
): readonly LackingPods[] {
  const lacking = pods.filter(
    (pod) =>
      pod.serviceAccountName === serviceAccount &&
      !pod.pullSecretNames.includes(secret) &&
      pod.isStatic !== true &&
      !hasEnded(pod) &&
      pod.deletedAt === undefined,
  )
  const groups = Map.groupBy(lacking, (pod) => `${ownerOf(pod)} ${remedyFor(pod, before)}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    return [{owner: ownerOf(first), pods: group.map(({name}) => name), remedy: remedyFor(first, before)}]
  })
}

function ownerOf({owner, name}: Pod): string {
  return owner === undefined ? `pod/${name}` : `${owner.kind.toLowerCase()}/${owner.name}`
}

function remedyFor({owner, pullSecretNames}: Pod, before: readonly string[]): LackingPods['remedy'] {
  if (pullSecretNames.some((name) => !before.includes(name))) return 'overridden'
  return owner !== undefined && restartable.has(owner.kind) ? 'restart' : 'remake'
}
