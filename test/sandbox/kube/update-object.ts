import {type JsonObject, type KubeObject, type ObjectMeta, objectAt, sameJson, without} from './json.ts'
import {ownedAfterUpdate} from './managed-fields.ts'
import {withDefaults} from './object-defaults.ts'
import {validateObject} from './object-validation.ts'
import type {ResourceType} from './resource-type.ts'
import {badRequest, conflict, staleVersion} from './status-error.ts'
import type {Store} from './store.ts'
import {type StoredObject, storedObject} from './stored-object.ts'
import type {WriteOptions} from './write-options.ts'

/** Which part of an object a write is for: `status` through its subresource, or all the rest. */
export type Part = 'object' | 'status'

/**
 * Puts a new version in the place of `stored`, as PUT does and each kind of PATCH ends: preconditions in `given`'s
 * metadata hold, what only the server writes stays, and a version that changes nothing is not stored.
 */
export function updateObject(
  store: Store,
  stored: StoredObject,
  given: KubeObject,
  part: Part,
  options: WriteOptions,
): StoredObject {
  const {type, object: old} = stored
  checkPreconditions(type, old.metadata, given.metadata)
  const object = prepareUpdate(type, old, given, part)
  return saveUpdate(store, stored, ownedAfterUpdate(type, {object, old, part, options}), options.dryRun)
}

/** The new version with all that the server keeps or fills in, found valid; not stored. */
export function prepareUpdate(type: ResourceType, old: KubeObject, given: KubeObject, part: Part): KubeObject {
  if (given.metadata.name !== old.metadata.name) {
    const names = [given.metadata.name ?? '', old.metadata.name ?? '']
    throw badRequest(`the name of the object (${names[0]}) does not match the name on the URL (${names[1]})`)
  }
  const object =
    part === 'status' ? {...old, status: objectAt(given, 'status')} : withDefaults(type, mainPart(type, old, given))
  validateObject(type, object, old)
  return object
}

/** Stores the version, unless it is the one that is there. */
export function saveUpdate(store: Store, stored: StoredObject, object: KubeObject, dryRun: boolean): StoredObject {
  if (sameJson(comparable(object), comparable(stored.object))) return stored
  if (dryRun) return storedObject(stored.type, object)
  if (object.metadata.deletionTimestamp === undefined || objectAt(object, 'metadata')['finalizers'] !== undefined) {
    return store.put(stored.type, object)
  }
  return store.remove(storedObject(stored.type, object))
}

/** Refuses a write whose metadata names another uid or an older version than those that are there. */
export function checkPreconditions(type: ResourceType, old: ObjectMeta, given: ObjectMeta): void {
  const name = old.name ?? ''
  if (given.uid !== undefined && given.uid !== old.uid) {
    throw conflict(type, name, `Precondition failed: UID in precondition: ${given.uid}, UID in object meta: ${old.uid}`)
  }
  if ((given.resourceVersion ?? '') !== '' && given.resourceVersion !== old.resourceVersion) {
    throw staleVersion(type, name)
  }
}

function mainPart(type: ResourceType, old: KubeObject, given: KubeObject): KubeObject {
  const {uid, resourceVersion, generation, creationTimestamp, deletionTimestamp, namespace, generateName} = old.metadata
  const kept = {uid, resourceVersion, generation, creationTimestamp, deletionTimestamp, namespace, generateName}
  const metadata: ObjectMeta = {...given.metadata, ...onlyGiven(kept)}
  const status = type.hasStatus && old['status'] !== undefined ? {status: old['status']} : {}
  const object: KubeObject = {...(type.hasStatus ? without(given, 'status') : given), ...status, metadata}
  const changes = type.hasGeneration && !sameJson(object['spec'], old['spec'])
  return changes ? {...object, metadata: {...metadata, generation: (generation ?? 0) + 1}} : object
}

function onlyGiven(members: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}

/** Without what changes by the writing alone. */
function comparable(object: KubeObject): JsonObject {
  const managedFields = objectAt(object, 'metadata')['managedFields']
  const owners = Array.isArray(managedFields) ? managedFields.map((entry) => without(entry, 'time')) : managedFields
  return {...object, metadata: {...without(object.metadata, 'managedFields', 'resourceVersion'), owners}}
}
