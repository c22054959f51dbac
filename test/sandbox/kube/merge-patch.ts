import {isObject, type Json, type JsonObject} from './json.ts'

/** The document after a JSON merge patch (RFC 7396, section 2): null removes, objects merge, all else replaces. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch
  const merged: Record<string, Json | undefined> = isObject(target) ? {...target} : {}
  for (const [member, value] of Object.entries(patch as JsonObject)) {
    if (value === undefined) continue
    if (value === null) delete merged[member]
    else merged[member] = mergePatch(merged[member], value)
  }
  return merged
}
