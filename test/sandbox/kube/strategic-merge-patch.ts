import {isList, isObject, type Json, type JsonObject, listAt, sameJson, textAt, without} from './json.ts'
import {listKind} from './list-keys.ts'

/**
 * The object after a strategic merge patch: as a merge patch, but lists with a key are merged item by item. The
 * directives are those of apimachinery's util/strategicpatch: `$patch` (`replace`, `delete`, `merge`), `$retainKeys`,
 * `$setElementOrder/LIST` and `$deleteFromPrimitiveList/LIST`.
 */
export function strategicMergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const directive = textAt(patch, '$patch')
  if (directive === 'delete') return {}
  if (directive === 'replace') return without(patch, '$patch')
  const merged: Record<string, Json | undefined> = {...retained(target, patch)}
  for (const [member, value] of Object.entries(patch)) {
    if (value === undefined || member.startsWith('$')) continue
    if (value === null) delete merged[member]
    else merged[member] = mergeMember(member, merged[member], value)
  }
  return {...merged, ...primitivesRemoved(merged, patch), ...ordered(merged, patch)}
}

function mergeMember(member: string, target: Json | undefined, patch: Json): Json {
  if (isObject(patch)) return strategicMergePatch(isObject(target) ? target : {}, patch)
  if (!isList(patch)) return patch
  const type = listKind(member)
  const items = isList(target) ? target : []
  switch (type.kind) {
    case 'atomic':
      return patch
    case 'set':
      return [...items, ...patch.filter((value) => !items.some((item) => sameJson(item, value)))]
    case 'map':
      return mergeItems(items, patch, keyIn(type.keys, patch))
  }
}

function mergeItems(target: readonly Json[], patch: readonly Json[], key: string): readonly Json[] {
  const changes = patch.filter(isObject)
  const replaces = changes.some((change) => change['$patch'] === 'replace' && change[key] === undefined)
  const merged = replaces ? [] : [...target]
  for (const change of changes) {
    if (change[key] === undefined) continue
    const place = merged.findIndex((item) => isObject(item) && sameJson(item[key], change[key]))
    const current = merged[place]
    if (change['$patch'] === 'delete') {
      if (place !== -1) merged.splice(place, 1)
    } else if (isObject(current)) merged[place] = strategicMergePatch(current, change)
    else merged.push(strategicMergePatch({}, change))
  }
  return merged
}

/** Unlike an apply, this patch tells items apart by one member alone (`patchMergeKey`). */
function keyIn([first, ...others]: readonly [string, ...string[]], items: readonly Json[]): string {
  return [first, ...others].find((key) => items.some((item) => isObject(item) && item[key] !== undefined)) ?? first
}

function retained(target: JsonObject, patch: JsonObject): JsonObject {
  if (!isList(patch['$retainKeys'])) return target
  const kept = patch['$retainKeys']
  return Object.fromEntries(Object.entries(target).filter(([member]) => kept.includes(member)))
}

function primitivesRemoved(merged: JsonObject, patch: JsonObject): JsonObject {
  const changes = directives(patch, '$deleteFromPrimitiveList/').map(([list, values]) => {
    return [list, listAt(merged, list).filter((item) => !values.includes(item))] as const
  })
  return Object.fromEntries(changes)
}

/** Items that the order does not name keep their places behind those it does. */
function ordered(merged: JsonObject, patch: JsonObject): JsonObject {
  const changes = directives(patch, '$setElementOrder/').map(([list, order]) => {
    const type = listKind(list)
    const identity = (item: Json) => (type.kind === 'map' && isObject(item) ? item[keyIn(type.keys, order)] : item)
    const rank = (item: Json) => {
      const place = order.findIndex((one) => sameJson(identity(one), identity(item)))
      return place === -1 ? order.length : place
    }
    return [list, listAt(merged, list).toSorted((a, b) => rank(a) - rank(b))] as const
  })
  return Object.fromEntries(changes.filter(([list]) => merged[list] !== undefined))
}

function directives(patch: JsonObject, prefix: string): readonly (readonly [string, readonly Json[]])[] {
  return Object.entries(patch)
    .filter(([member]) => member.startsWith(prefix))
    .map(([member, value]) => [member.slice(prefix.length), isList(value) ? value : []])
}
