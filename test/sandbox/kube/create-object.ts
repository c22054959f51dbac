import {randomUUID} from 'node:crypto'
import {admit} from './admission.ts'
import {type KubeObject, type ObjectMeta, without} from './json.ts'
import {ownedAfterUpdate} from './managed-fields.ts'
import {withDefaults} from './object-defaults.ts'
import {validateObject} from './object-validation.ts'
import type {ResourceType} from './resource-type.ts'
import {alreadyExists, badRequest} from './status-error.ts'
import type {Store} from './store.ts'
import {keyOf, type StoredObject, storedObject} from './stored-object.ts'
import {timestamp, type WriteOptions} from './write-options.ts'

/** Stores a new object as POST does; it is refused where one of that name is already there. */
export function createObject(store: Store, type: ResourceType, given: KubeObject, options: WriteOptions): StoredObject {
  const object = prepareNew(store, type, given, options.now)
  const key = keyOf(type, object)
  if (store.find(type, key) !== undefined) throw alreadyExists(type, object.metadata.name ?? '')
  const owned = ownedAfterUpdate(type, {object, options})
  return options.dryRun ? storedObject(type, owned) : store.put(type, owned)
}

/** A new object with all that the server fills in, seen through admission and found valid; not stored. */
export function prepareNew(store: Store, type: ResourceType, given: KubeObject, now: Date): KubeObject {
  const named: KubeObject = {...given, metadata: newMetadata(type, given.metadata, now)}
  const clean = type.hasStatus ? {...without(named, 'status'), metadata: named.metadata} : named
  const object = withDefaults(type, admit(store, type, clean))
  validateObject(type, object)
  return object
}

/**
 * The object with the namespace of the path; one that names another is refused
 * (EnsureObjectNamespaceMatchesRequestNamespace).
 */
export function inNamespace(type: ResourceType, object: KubeObject, namespace: string | undefined): KubeObject {
  const {metadata} = object
  if (!type.namespaced) return {...object, metadata: withoutMeta(metadata, 'namespace')}
  if (metadata.namespace !== undefined && metadata.namespace !== '' && metadata.namespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
  }
  return {...object, metadata: {...metadata, ...(namespace === undefined ? {} : {namespace})}}
}

function newMetadata(type: ResourceType, given: ObjectMeta, now: Date): ObjectMeta {
  const server = ['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'managedFields']
  const {name, generateName, namespace, ...rest} = withoutMeta(given, ...server)
  const own = name ?? (generateName === undefined ? undefined : `${generateName}${randomSuffix()}`)
  return {
    ...(own === undefined ? {} : {name: own}),
    ...(generateName === undefined ? {} : {generateName}),
    ...(namespace === undefined ? {} : {namespace}),
    uid: randomUUID(),
    ...(type.hasGeneration ? {generation: 1} : {}),
    creationTimestamp: timestamp(now),
    ...rest,
  }
}

function withoutMeta(metadata: ObjectMeta, ...members: readonly string[]): ObjectMeta {
  return without(metadata, ...members)
}

/** Five letters that make no words (utilrand.String). */
function randomSuffix(): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789'
  return [...crypto.getRandomValues(new Uint8Array(5))].map((byte) => alphabet[byte % alphabet.length]).join('')
}
