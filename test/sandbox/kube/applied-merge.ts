import {type FieldSet, joinPath} from './field-set.ts'
import {childrenOf, isOwnedAsOne, itemElement} from './field-tree.ts'
import {isList, isObject, type Json, type JsonObject} from './json.ts'

/** `live` with every field of the configuration in it; lists with keys are merged item by item. */
export function mergeApplied(live: Json | undefined, applied: Json, field = '', isItem = false): Json {
  if (isOwnedAsOne(field, applied, isItem)) return applied
  if (isObject(applied)) {
    const base = isObject(live) ? live : {}
    const members = Object.entries(applied).filter((entry): entry is [string, Json] => entry[1] !== undefined)
    return {
      ...base,
      ...Object.fromEntries(members.map(([name, value]) => [name, mergeApplied(base[name], value, name)])),
    }
  }
  if (!isList(applied)) return applied
  const items = isList(live) ? live : []
  const find = (list: readonly Json[], item: Json) =>
    list.find((one) => itemElement(field, one) === itemElement(field, item))
  const kept = items.map((item) => {
    const change = find(applied, item)
    return change === undefined ? item : mergeApplied(item, change, field, true)
  })
  return [...kept, ...applied.filter((item) => find(items, item) === undefined)]
}

/** The object without the fields of the set; what is empty then goes too. */
export function withoutFields(object: JsonObject, fields: FieldSet): JsonObject {
  const pruned = prune(object, [], '', fields, false)
  return isObject(pruned) ? pruned : {}
}

function prune(
  value: Json,
  path: readonly string[],
  field: string,
  fields: FieldSet,
  isItem: boolean,
): Json | undefined {
  if (path.length > 0 && fields.has(joinPath(path))) return undefined
  const children = childrenOf(field, value, isItem)
  if (children.length === 0) return value
  const kept = children.map((child) => {
    return {...child, value: prune(child.value, [...path, child.element], child.field, fields, isList(value))}
  })
  if (kept.every((child, place) => child.value === children[place]?.value)) return value
  const rest = kept.flatMap(({element, value: left}) => (left === undefined ? [] : [[element.slice(2), left] as const]))
  if (rest.length === 0) return path.length === 0 ? {} : undefined
  return isList(value) ? rest.map(([, left]) => left) : Object.fromEntries(rest)
}
