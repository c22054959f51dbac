import {setTimeout} from 'node:timers/promises'
import type {KubeApi} from '../cluster/kube-api.ts'
import {KubeError} from '../cluster/kube-error.ts'
import {type Resource, resources} from '../cluster/resource.ts'

/** What a reader of a cluster waits for between two readings. */
export interface Changes {
  /**
   * Ends once something has changed since the last call and it has been quiet for a moment, however many changes come
   * together. Where something may not be watched it ends now and then without a change.
   */
  next(): Promise<void>
}

export interface ChangesOptions {
  /** Absent for all namespaces. */
  readonly namespace?: string
  readonly labelSelector?: string
  /** From which version on, by plural. Without one, whatever is there comes as a change first. */
  readonly since?: ReadonlyMap<string, string>
  /** How long changes are gathered, in milliseconds. */
  readonly settleMs?: number
  /** Milliseconds after which what cannot be watched is taken to have changed, and is tried to be watched again. */
  readonly retryMs: number
  /** Told once of what is not seen as it happens, until it is seen again. */
  onUnseen(resource: Resource, error: KubeError): void
}

const usualSettleMs = 500

/**
 * Watches what pulls depend on and can be mended: Pods, pull Secrets, ServiceAccounts. Of an object no more than its
 * metadata is asked for, and nothing is kept. A version that has expired (410) begins anew.
 */
export function watchChanges(api: Pick<KubeApi, 'watch'>, options: ChangesOptions, signal: AbortSignal): Changes {
  const {namespace, labelSelector, since, settleMs = usualSettleMs, retryMs, onUnseen} = options
  let changed = Promise.withResolvers<void>()
  let defect: {readonly error: unknown} | undefined
  const watch = async (resource: Resource, labels?: string): Promise<void> => {
    const query = {
      resource,
      metadataOnly: true,
      ...(namespace !== undefined && {namespace}),
      ...(labels !== undefined && {labelSelector: labels}),
    }
    let resourceVersion = since?.get(resource.plural)
    let isUnseen = false
    while (!signal.aborted) {
      try {
        for await (const _ of api.watch({...query, ...(resourceVersion !== undefined && {resourceVersion})}, signal)) {
          isUnseen = false
          changed.resolve()
        }
      } catch (error) {
        if (signal.aborted) return
        if (!(error instanceof KubeError)) throw error
        if (error.kind === 'expired') resourceVersion = undefined
        else {
          if (!isUnseen) onUnseen(resource, error)
          isUnseen = true
          await setTimeout(retryMs, undefined, {signal})
        }
        changed.resolve()
      }
    }
  }
  const failed = (error: unknown) => {
    defect = {error}
    changed.resolve()
  }
  watch(resources.pods, labelSelector).catch(failed)
  for (const resource of [resources.secrets, resources.serviceAccounts]) watch(resource).catch(failed)
  return {
    async next() {
      await changed.promise
      await setTimeout(settleMs, undefined, {signal})
      if (defect !== undefined) throw defect.error
      changed = Promise.withResolvers()
    },
  }
}
