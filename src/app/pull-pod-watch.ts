import {textField} from '../cluster/json-field.ts'
import type {KubeApi} from '../cluster/kube-api.ts'
import {KubeError} from '../cluster/kube-error.ts'
import {ofRun} from '../cluster/pull-pod.ts'
import {resources} from '../cluster/resource.ts'

/** A Pod as it was last seen. */
export interface SeenPod {
  readonly object: unknown
  /** Somebody has taken it away. */
  readonly isGone: boolean
}

/** All Pods of one run, seen by one watch. */
export interface PodWatch {
  /**
   * The Pod once it is `decided`, or as it was last when the signal fires; `undefined` if it was not seen at all. Throws
   * what ends the watch.
   */
  until(name: string, decided: (pod: SeenPod) => boolean, signal: AbortSignal): Promise<SeenPod | undefined>
  stop(): void
}

/**
 * Watches the Pods of a run across reconnections. It begins with all that is there, so that nothing is lost where a
 * resource version has expired; a Pod is remembered only while it exists or somebody waits for it.
 */
export function watchPods(api: KubeApi, namespace: string, run: string): PodWatch {
  const ended = new AbortController()
  const latest = new Map<string, SeenPod>()
  const waiting = new Map<string, (pod: SeenPod) => void>()

  function saw(name: string, pod: SeenPod): void {
    const listener = waiting.get(name)
    if (pod.isGone && listener === undefined) latest.delete(name)
    else latest.set(name, pod)
    listener?.(pod)
  }

  const watching = follow(api, namespace, run, ended.signal, saw)
  // Whoever waits is told; with nobody waiting there is nobody to tell.
  watching.catch(() => undefined)

  return {
    async until(name, decided, signal) {
      const {promise, resolve} = Promise.withResolvers<void>()
      const looked = (pod: SeenPod | undefined) => {
        if (pod !== undefined && (pod.isGone || decided(pod))) resolve()
      }
      const giveUp = () => resolve()
      waiting.set(name, looked)
      signal.addEventListener('abort', giveUp, {once: true})
      try {
        if (signal.aborted) resolve()
        looked(latest.get(name))
        await Promise.race([promise, watching])
        return latest.get(name)
      } finally {
        signal.removeEventListener('abort', giveUp)
        waiting.delete(name)
        latest.delete(name)
      }
    },
    stop: () => ended.abort(),
  }
}

async function follow(
  api: KubeApi,
  namespace: string,
  run: string,
  signal: AbortSignal,
  saw: (name: string, pod: SeenPod) => void,
): Promise<void> {
  const query = {resource: resources.pods, namespace, labelSelector: ofRun(run)}
  while (!signal.aborted) {
    try {
      for await (const {type, object} of api.watch(query, signal)) {
        const name = textField(object, 'metadata', 'name')
        if (name !== undefined) saw(name, {object, isGone: type === 'DELETED'})
      }
    } catch (error) {
      if (!(error instanceof KubeError) || error.kind !== 'expired') throw error
    }
  }
}
