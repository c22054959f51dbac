import {setTimeout} from 'node:timers/promises'
import type {KubeApi} from '../cluster/kube-api.ts'
import {KubeError} from '../cluster/kube-error.ts'
import {type Resource, resources} from '../cluster/resource.ts'

/** What a reader of a cluster waits for between two readings. */
export interface Changes {
  /**
   * Ends once something has changed since the last call and it has been quiet for a moment, however many changes come
   * together. Throws what keeps the Pods from being watched.
   */
  next(): Promise<void>
}

export interface ChangesOptions {
  /** Absent for all namespaces. */
  readonly namespace?: string
  readonly labelSelector?: string
  /** How long changes are gathered, in milliseconds. */
  readonly settleMs?: number
}

const usualSettleMs = 500

/**
 * Watches what pulls depend on and can be mended: Pods, pull Secrets, ServiceAccounts. Nothing of an object is kept. A
 * version that has expired (410) begins anew; what may not be watched but for Pods is read with the next change of others.
 */
export function watchChanges(api: KubeApi, options: ChangesOptions, signal: AbortSignal): Changes {
  const {namespace, labelSelector, settleMs = usualSettleMs} = options
  let changed = Promise.withResolvers<void>()
  const watch = async (resource: Resource, labels?: string): Promise<void> => {
    const query = {
      resource,
      ...(namespace !== undefined && {namespace}),
      ...(labels !== undefined && {labelSelector: labels}),
    }
    while (!signal.aborted) {
      try {
        for await (const _ of api.watch(query, signal)) changed.resolve()
        return
      } catch (error) {
        if (!(error instanceof KubeError) || error.kind !== 'expired') throw error
        changed.resolve()
      }
    }
  }
  watch(resources.pods, labelSelector).catch((error) => changed.reject(error))
  for (const resource of [resources.secrets, resources.serviceAccounts]) watch(resource).catch(() => undefined)
  return {
    async next() {
      await changed.promise
      await setTimeout(settleMs, undefined, {signal})
      const {promise} = changed
      changed = Promise.withResolvers()
      // Where the Pods' watch failed meanwhile, the next call has to throw it as well.
      promise.catch((error) => changed.reject(error))
    },
  }
}
