import {isDeepStrictEqual} from 'node:util'

/** What JSON can hold. `undefined` members are those that `JSON.stringify` leaves out. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

export interface JsonObject {
  readonly [member: string]: Json | undefined
}

/** A Kubernetes object as it stands in the store: without `kind` and `apiVersion`, which the resource type knows. */
export interface KubeObject extends JsonObject {
  readonly metadata: ObjectMeta
}

/** The members of `metadata` that the server itself reads or writes. */
export interface ObjectMeta extends JsonObject {
  readonly name?: string
  readonly generateName?: string
  readonly namespace?: string
  readonly uid?: string
  readonly resourceVersion?: string
  readonly generation?: number
  readonly creationTimestamp?: string
  readonly deletionTimestamp?: string
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** Equal as values; the order of members does not count. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  return left === right || isDeepStrictEqual(left, right)
}

/** The member at the end of `path`, or `undefined` where something on the way is missing or no object. */
export function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let current = value
  for (const member of path) {
    if (!isObject(current) || !Object.hasOwn(current, member)) return undefined
    current = current[member]
  }
  return current
}

export function textAt(value: Json | undefined, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : undefined
}

export function numberAt(value: Json | undefined, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path)
  return typeof found === 'number' ? found : undefined
}

/** An empty object where there is none, since Kubernetes does not tell an absent map from an empty one. */
export function objectAt(value: Json | undefined, ...path: readonly string[]): JsonObject {
  const found = at(value, ...path)
  return isObject(found) ? found : {}
}

/** An empty list where there is none, since Kubernetes does not tell an absent list from an empty one. */
export function listAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = at(value, ...path)
  return isList(found) ? found : []
}

/** The object without the given members. */
export function without(object: JsonObject, ...members: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([member]) => !members.includes(member)))
}

/** JSON as Go's encoder writes it, which escapes what HTML would read (`SetEscapeHTML` of encoding/json). */
export function goJson(value: Json): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escapeUnit)
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
