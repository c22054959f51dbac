import {readdirSync, readFileSync} from 'node:fs'
import {isObject, type Json, type JsonObject, listAt} from './json.ts'

const folder = new URL('../../fixtures/captures/', import.meta.url)

/** The captures that there are, by the names of their files without `.json`. */
export function captureNames(): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .toSorted()
}

/** The objects of one capture, as `kubectl get -o json` printed them. */
export function readCapture(name: string): readonly JsonObject[] {
  const list: Json = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))
  return listAt(list, 'items').filter(isObject)
}
