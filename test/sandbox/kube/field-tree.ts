import {isList, isObject, type Json, type JsonObject, without} from './json.ts'
import {holdsReferences, isWhole, keyDefault, listKind} from './list-keys.ts'

/** One field below a value: how it is called in a path, the member name that rules how it is merged, what is there. */
export interface Child {
  readonly element: string
  readonly field: string
  readonly value: Json
}

/** What lies below `value`, the value of member `field`; nothing below what is owned as one. */
export function childrenOf(field: string, value: Json | undefined, isItem = false): readonly Child[] {
  if (isOwnedAsOne(field, value, isItem)) return []
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, child]) => {
      return child === undefined ? [] : [{element: `f:${name}`, field: name, value: child}]
    })
  }
  if (!isList(value)) return []
  return value.flatMap((item) => {
    const element = itemElement(field, item)
    return element === undefined ? [] : [{element, field, value: item}]
  })
}

/** Whether `value` is replaced and owned as it stands: a scalar, an atomic list or map, a reference in a list. */
export function isOwnedAsOne(field: string, value: Json | undefined, isItem: boolean): boolean {
  if (isObject(value)) return isWhole(field) || (isItem && holdsReferences(field))
  return !isList(value) || isItem || listKind(field).kind === 'atomic'
}

/** How an item of list `field` is called in a path; nothing where the list is replaced as one. */
export function itemElement(field: string, item: Json): string | undefined {
  const type = listKind(field)
  switch (type.kind) {
    case 'atomic':
      return undefined
    case 'set':
      return `v:${JSON.stringify(item)}`
    case 'map': {
      if (!isObject(item)) return undefined
      const keys = type.keys.map((key) => [key, item[key] ?? keyDefault(key)] as const)
      return `k:${JSON.stringify(Object.fromEntries(keys))}`
    }
  }
}

const identity = [
  'name',
  'namespace',
  'creationTimestamp',
  'selfLink',
  'uid',
  'generation',
  'managedFields',
  'resourceVersion',
]

/** The object without what nobody owns: its identity and what only the server writes (stripmeta.go in apimachinery). */
export function ownable(object: JsonObject): JsonObject {
  const {metadata} = object
  const rest = without(object, 'kind', 'apiVersion')
  return isObject(metadata) ? {...rest, metadata: without(metadata, ...identity)} : rest
}
