import {isList, isObject, type Json, type JsonObject} from '../kube/json.ts'

/** Live hosts by the hosts that stand in the recordings. */
export type Relocations = Readonly<Record<string, string>>

/**
 * Recorded objects as if their Pods had pulled from other hosts: in images, messages and, inside the base64 of Secrets, in
 * the keys of docker configs. Whatever a kubelet said stays what it said.
 */
export function relocated(objects: readonly JsonObject[], hosts: Relocations): readonly JsonObject[] {
  const move = (text: string) => Object.entries(hosts).reduce((moved, [from, to]) => moved.replaceAll(from, to), text)
  return objects.map((object) => {
    const moved = mapTexts(object, move)
    return object['kind'] === 'Secret' ? {...moved, data: mapData(object['data'], move)} : moved
  })
}

function mapTexts(object: JsonObject, move: (text: string) => string): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, mapValue(value, move)]))
}

function mapValue(value: Json | undefined, move: (text: string) => string): Json | undefined {
  if (typeof value === 'string') return move(value)
  if (isList(value)) return value.map((item) => mapValue(item, move) ?? null)
  return isObject(value) ? mapTexts(value, move) : value
}

function mapData(data: Json | undefined, move: (text: string) => string): JsonObject {
  if (!isObject(data)) return {}
  return mapTexts(data, (base64) => Buffer.from(move(Buffer.from(base64, 'base64').toString())).toString('base64'))
}
