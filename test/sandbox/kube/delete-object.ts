import {isObject, type Json, listAt, numberAt, textAt} from './json.ts'
import {resourceCatalogue} from './resource-catalogue.ts'
import {conflict} from './status-error.ts'
import type {Store} from './store.ts'
import {type StoredObject, storedObject} from './stored-object.ts'
import {timestamp} from './write-options.ts'

/** What the caller says in the body of a DELETE (meta/v1 DeleteOptions). */
export interface DeleteOptions {
  readonly now: Date
  readonly dryRun: boolean
  /** `metadata.uid` and `metadata.resourceVersion` that the object must have. */
  readonly preconditions: {readonly uid?: string; readonly resourceVersion?: string}
  /** Whether what the object owns stays. */
  readonly orphans: boolean
}

/** Reads the options out of the body; the query may ask for a dry run and a propagation policy as well. */
export function deleteOptions(body: Json | undefined, query: URLSearchParams, now: Date): DeleteOptions {
  const uid = textAt(body, 'preconditions', 'uid')
  const resourceVersion = textAt(body, 'preconditions', 'resourceVersion')
  const policy = query.get('propagationPolicy') ?? textAt(body, 'propagationPolicy')
  return {
    now,
    dryRun: [...query.getAll('dryRun'), ...listAt(body, 'dryRun')].includes('All'),
    preconditions: {...(uid === undefined ? {} : {uid}), ...(resourceVersion === undefined ? {} : {resourceVersion})},
    orphans: policy === 'Orphan',
  }
}

/**
 * Deletes the object and, as the garbage collector and the namespace controller would a moment later, what it owns or
 * holds. One with finalizers is only marked. There is no kubelet to wait for: Pods go at once.
 */
export function deleteObject(store: Store, stored: StoredObject, options: DeleteOptions): StoredObject {
  const {type, object} = stored
  const {uid, resourceVersion} = options.preconditions
  const {metadata} = object
  for (const [label, wanted, actual] of [
    ['UID', uid, metadata.uid],
    ['ResourceVersion', resourceVersion, metadata.resourceVersion],
  ] as const) {
    if (wanted === undefined || wanted === actual) continue
    const why = `Precondition failed: ${label} in precondition: ${wanted}, ${label} in object meta: ${actual}`
    throw conflict(type, metadata.name ?? '', why)
  }
  if (options.dryRun) return stored
  if (listAt(metadata, 'finalizers').length > 0) return markDeleted(store, stored, options.now)
  const last = store.remove(stored)
  if (type.name === 'namespaces') removeWhere(store, options, (other) => other.metadata.namespace === metadata.name)
  else if (!options.orphans) removeWhere(store, options, (other) => isOwnedBy(other, metadata.uid))
  return last
}

function markDeleted(store: Store, stored: StoredObject, now: Date): StoredObject {
  const {type, object} = stored
  if (object.metadata.deletionTimestamp !== undefined) return stored
  const seconds = numberAt(object, 'metadata', 'deletionGracePeriodSeconds') ?? 0
  const mark = {deletionTimestamp: timestamp(now), deletionGracePeriodSeconds: seconds}
  return store.put(type, storedObject(type, {...object, metadata: {...object.metadata, ...mark}}).object)
}

function removeWhere(store: Store, options: DeleteOptions, doomed: (object: StoredObject['object']) => boolean): void {
  for (const type of resourceCatalogue) {
    if (!type.namespaced || type.shows !== undefined) continue
    for (const stored of store.now(type).objects) {
      const isThere = store.find(type, stored.key) !== undefined
      if (isThere && doomed(stored.object)) deleteObject(store, stored, {...options, preconditions: {}})
    }
  }
}

function isOwnedBy(object: StoredObject['object'], uid: string | undefined): boolean {
  return listAt(object.metadata, 'ownerReferences').some((owner) => isObject(owner) && owner['uid'] === uid)
}
