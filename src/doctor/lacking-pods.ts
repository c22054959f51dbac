import type {Pod} from '../cluster/snapshot.ts'
import {hasEnded} from './ended-pod.ts'

/** Pods of one owner that were made without pull secrets which their ServiceAccount names now. */
export interface LackingPods {
  /** As kubectl names it: `deployment/web`; of a Pod that nothing made, the Pod. */
  readonly owner: string
  readonly pods: readonly string[]
  /** What each of them is without. */
  readonly secrets: readonly string[]
  /**
   * `restart`: new Pods will have it, and `kubectl rollout restart` makes them. `remake`: they have to be made anew in
   * another way. `overridden`: they list pull secrets of their own, so that they get none of their ServiceAccount's
   * (ServiceAccount admission).
   */
  readonly remedy: 'restart' | 'remake' | 'overridden'
}

const restartable: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet'])

/**
 * Who still lacks one of the Secrets. `before` are the names that the ServiceAccount had: a Pod that names others has a list
 * of its own. A static Pod takes none.
 */
export function lackingPods(
  pods: readonly Pod[],
  serviceAccount: string,
  secrets: readonly string[],
  before: readonly string[],
): readonly LackingPods[] {
  const bound = pods.filter(
    (pod) =>
      pod.serviceAccountName === serviceAccount &&
      pod.isStatic !== true &&
      !hasEnded(pod) &&
      pod.deletedAt === undefined,
  )
  const lacking = bound.flatMap((pod) => {
    const missing = secrets.filter((name) => !pod.pullSecretNames.includes(name))
    return missing.length === 0 ? [] : [{pod, owner: ownerOf(pod), remedy: remedyFor(pod, before), secrets: missing}]
  })
  const groups = Map.groupBy(lacking, ({owner, remedy, secrets: missing}) => JSON.stringify([owner, remedy, missing]))
  return [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map(({pod: _, ...first}) => ({...first, pods: group.map(({pod}) => pod.name)})),
  )
}

function ownerOf({owner, name}: Pod): string {
  return owner === undefined ? `pod/${name}` : `${owner.kind.toLowerCase()}/${owner.name}`
}

function remedyFor({owner, pullSecretNames}: Pod, before: readonly string[]): LackingPods['remedy'] {
  if (pullSecretNames.some((name) => !before.includes(name))) return 'overridden'
  return owner !== undefined && restartable.has(owner.kind) ? 'restart' : 'remake'
}
