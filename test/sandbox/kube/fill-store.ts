import {randomUUID} from 'node:crypto'
import {captureNames, readCapture} from './captures.ts'
import {bootstrapRoles, rolesOf} from './default-roles.ts'
import {type JsonObject, type KubeObject, objectAt, textAt, without} from './json.ts'
import {ensureNamespace, ensureServiceAccount} from './namespace-content.ts'
import {withDefaults} from './object-defaults.ts'
import {resourceOfKind} from './resource-catalogue.ts'
import type {Store} from './store.ts'
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
  const type = resourceOfKind(textAt(given, 'apiVersion') ?? '', textAt(given, 'kind') ?? '')
  if (type === undefined || type.shows !== undefined) {
    throw new Error(`no resource of this server is a ${textAt(given, 'apiVersion')} ${textAt(given, 'kind')}`)
  }
  const metadata = {uid: randomUUID(), creationTimestamp: timestamp(now), ...objectAt(given, 'metadata')}
  const placed = type.namespaced ? {namespace: 'default', ...metadata} : metadata
  const object: KubeObject = {...without(given, 'kind', 'apiVersion'), metadata: placed}
  if (type.namespaced) ensureNamespace(store, textAt(placed, 'namespace') ?? 'default', now)
  store.load(type, type.name === 'secrets' ? withDefaults(type, object) : object)
  if (type.name === 'namespaces') ensureServiceAccount(store, textAt(metadata, 'name') ?? '', now)
}
