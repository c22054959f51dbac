import type {ResourceAddress} from './resource.ts'

/**
 * What the reads and writes of this folder need from an API server. Every method throws a `KubeError` for whatever is
 * not the answer asked for; objects come as they were sent and are narrowed by their user.
 */
export interface KubeApi {
  /** The server's URL, without a login. */
  readonly server: string
  /** The kubeconfig context in use; absent inside a cluster. */
  readonly context?: string
  /**
   * How many seconds this machine's clock is ahead of the server's by its first answer, 0 within a minute; undefined before,
   * and where it told no time.
   */
  clockSkewSeconds?(): number | undefined
  /**
   * A list, page by page. Each page is reduced before the next is asked for, so that no more than one page of whole
   * objects is in memory; `undefined` leaves an object out. No object comes twice. `onVersion` is told the version from
   * which a watch brings all that has changed since.
   */
  list<T>(
    query: ListQuery,
    reduce: (object: unknown) => T | undefined,
    onVersion?: (version: string) => void,
  ): AsyncIterable<readonly T[]>
  get(address: ResourceAddress): Promise<unknown>
  create(collection: ResourceAddress, object: object, options?: WriteOptions): Promise<unknown>
  /** Replaces the object; with a `metadata.resourceVersion` in it, only if that is still the newest. */
  update(address: ResourceAddress, object: object, options?: WriteOptions): Promise<unknown>
  patch(address: ResourceAddress, patch: Patch, options?: WriteOptions): Promise<unknown>
  delete(address: ResourceAddress, options?: WriteOptions): Promise<void>
  /** Changes from `resourceVersion` on, across reconnections, until the signal fires or the version has expired (410). */
  watch(query: WatchQuery, signal: AbortSignal): AsyncIterable<WatchEvent>
}

export interface ListQuery extends ResourceAddress {
  readonly labelSelector?: string
  readonly fieldSelector?: string
  /** Only `metadata` is of use: asks for `PartialObjectMetadata`, or for a list of them. */
  readonly metadataOnly?: boolean
}

export interface WatchQuery extends ListQuery {
  readonly resourceVersion?: string
}

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly object: unknown
}

export interface WriteOptions {
  /** The server goes through all of it, admission included, and stores nothing (`dryRun=All`). */
  readonly dryRun?: boolean
}

/** A merge patch (RFC 7386), or a server-side apply, which takes over fields of other managers where `force` is set. */
export type Patch =
  | {readonly kind: 'merge'; readonly body: object}
  | {readonly kind: 'apply'; readonly body: object; readonly force: boolean}
