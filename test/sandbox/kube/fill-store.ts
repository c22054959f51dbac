import {randomUUID} from 'node:crypto'
import {type JsonObject, type KubeObject, objectAt, textAt, without} from './json.ts'
import {withDefaults} from './object-defaults.ts'
import {coreResource, resourceOfKind} from './resource-catalogue.ts'
import type {ResourceType} from './resource-type.ts'
import type {Store} from './store.ts'
import {timestamp} from './write-options.ts'

const systemNamespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system']

/** The namespaces of every cluster. */
export function fillSystemNamespaces(store: Store, now: Date): void {
  for (const name of systemNamespaces) ensureNamespace(store, name, now)
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

/** What the namespace controllers see to in a namespace: its default ServiceAccount. */
export function ensureServiceAccount(store: Store, namespace: string, now: Date): void {
  ensure(store, coreResource('serviceaccounts'), `${namespace}/default`, {name: 'default', namespace}, now)
}

function ensureNamespace(store: Store, name: string, now: Date): void {
  ensure(store, coreResource('namespaces'), name, {name}, now)
  ensureServiceAccount(store, name, now)
}

function ensure(store: Store, type: ResourceType, key: string, metadata: JsonObject, now: Date): void {
  if (store.find(type, key) !== undefined) return
  const object = {metadata: {...metadata, uid: randomUUID(), creationTimestamp: timestamp(now)}}
  store.put(type, withDefaults(type, object))
}
