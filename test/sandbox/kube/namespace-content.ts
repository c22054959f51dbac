import {randomUUID} from 'node:crypto'
import type {JsonObject} from './json.ts'
import {withDefaults} from './object-defaults.ts'
import {coreResource} from './resource-catalogue.ts'
import type {ResourceType} from './resource-type.ts'
import type {Store} from './store.ts'
import {timestamp} from './write-options.ts'

/** What the namespace controllers see to in a namespace: its default ServiceAccount. */
export function ensureServiceAccount(store: Store, namespace: string, now: Date): void {
  ensure(store, coreResource('serviceaccounts'), `${namespace}/default`, {name: 'default', namespace}, now)
}

/** The namespace, if it is not there yet, with what its controllers put into it. */
export function ensureNamespace(store: Store, name: string, now: Date): void {
  ensure(store, coreResource('namespaces'), name, {name}, now)
  ensureServiceAccount(store, name, now)
}

function ensure(store: Store, type: ResourceType, key: string, metadata: JsonObject, now: Date): void {
  if (store.find(type, key) !== undefined) return
  const object = {metadata: {...metadata, uid: randomUUID(), creationTimestamp: timestamp(now)}}
  store.put(type, withDefaults(type, object))
}
