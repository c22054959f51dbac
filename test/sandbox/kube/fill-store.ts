import {randomUUID} from 'node:crypto'
import {captureNames, readCapture} from './captures.ts'
import {bootstrapRoles, rolesOf} from './default-roles.ts'
import {type JsonObject, type KubeObject, type ObjectMeta, objectAt, textAt, without} from './json.ts'
import {ensureNamespace, ensureServiceAccount} from './namespace-content.ts'
import {withDefaults} from './object-defaults.ts'
import {resourceOfKind} from './resource-catalogue.ts'
import type {ResourceType} from './resource-type.ts'
import type {Store} from './store.ts'
import {keyOf} from './stored-object.ts'
import {defaultUsers, type SandboxUser} from './user.ts'
import {timestamp} from './write-options.ts'

const systemNamespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system']

/** What a server begins with, besides the roles that every server has. */
export interface Filling {
  /** Names of captures in the fixtures, without `.json`; `all` for every one. Of an object in two, the last counts. */
  readonly captures?: readonly string[] | 'all'
  /** More objects, with `apiVersion` and `kind`; over the captured ones. Their namespaces need not be listed. */
  readonly objects?: readonly JsonObject[]
  /** Default: `admin`, `reader`, `viewer` (no Secrets) and `nobody`. */
  readonly users?: readonly SandboxUser[]
}

/** Fills a new store: the namespaces and roles of every cluster, the users' roles, the captures, the objects. */
export function fillStore(store: Store, {captures = [], objects = [], users = defaultUsers}: Filling, now: Date): void {
  for (const name of systemNamespaces) ensureNamespace(store, name, now)
  const captured = (captures === 'all' ? captureNames() : captures).flatMap(readCapture)
  for (const object of [...bootstrapRoles(), ...users.flatMap(rolesOf), ...captured, ...objects]) {
    fillObject(store, object, now)
  }
}

/**
 * Puts an object into the store as it is, neither admitted nor validated, so that whatever a capture shows can be
 * there. What every object has and this one lacks is filled in: a uid, a time, its namespace with a ServiceAccount.
 */
export function fillObject(store: Store, given: JsonObject, now: Date): void {
  const {type, object} = completed(store, given, now)
  store.load(type, object)
  if (type.name === 'namespaces') ensureServiceAccount(store, object.metadata.name ?? '', now)
}

/** The same for a server at work: always a new version, of the object that is there if there is one. */
export function putObject(store: Store, given: JsonObject, now: Date): void {
  const metadata = without(objectAt(given, 'metadata'), 'resourceVersion')
  fillObject(store, {...given, metadata}, now)
}

function completed(
  store: Store,
  given: JsonObject,
  now: Date,
): {readonly type: ResourceType; readonly object: KubeObject} {
  const type = resourceOfKind(textAt(given, 'apiVersion') ?? '', textAt(given, 'kind') ?? '')
  if (type === undefined || type.shows !== undefined) {
    throw new Error(`no resource of this server is a ${textAt(given, 'apiVersion')} ${textAt(given, 'kind')}`)
  }
  const place = type.namespaced ? {namespace: 'default'} : {}
  const metadata: ObjectMeta = {...place, ...objectAt(given, 'metadata')}
  const there = store.find(type, keyOf(type, {metadata}))?.object.metadata
  const {uid = randomUUID(), creationTimestamp = timestamp(now)} = there ?? {}
  if (metadata.namespace !== undefined) ensureNamespace(store, metadata.namespace, now)
  const object: KubeObject = {
    ...without(given, 'kind', 'apiVersion'),
    metadata: {uid, creationTimestamp, ...metadata},
  }
  return {type, object: type.name === 'secrets' ? withDefaults(type, object) : object}
}
