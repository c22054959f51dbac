import {goJson, type KubeObject, without} from './json.ts'
import {apiVersionOf, type ResourceType} from './resource-type.ts'

/**
 * One version of one object. Never changes, so that what it looks like as JSON is worked out once, when first asked.
 */
export interface StoredObject {
  readonly type: ResourceType
  /** `namespace/name`, or `name`: lists are sorted by it, as etcd sorts its keys. */
  readonly key: string
  readonly object: KubeObject
  /** As it stands in a list: a list names the kind once, for all its items. */
  itemJson(): string
  /** As it stands alone. */
  json(): string
}

/** Wraps an object for the store; `kind` and `apiVersion` come back when it is written out. */
export function storedObject(type: ResourceType, given: KubeObject): StoredObject {
  const object: KubeObject = {...without(given, 'kind', 'apiVersion'), metadata: given.metadata}
  const head = `{"kind":${goJson(type.kind)},"apiVersion":${goJson(apiVersionOf(type))},`
  let item: string | undefined
  const itemJson = () => {
    item ??= goJson(object)
    return item
  }
  return {type, key: keyOf(type, object), object, itemJson, json: () => head + itemJson().slice(1)}
}

/** The key of an object, or of the place where one would be. */
export function keyOf(type: ResourceType, {metadata}: KubeObject): string {
  return type.namespaced ? `${metadata.namespace ?? ''}/${metadata.name ?? ''}` : (metadata.name ?? '')
}

/** How a key begins for the objects of one namespace; empty for all objects. */
export function keyPrefix(type: ResourceType, namespace: string | undefined): string {
  return type.namespaced && namespace !== undefined ? `${namespace}/` : ''
}
