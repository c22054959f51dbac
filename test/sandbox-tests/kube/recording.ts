import {readdirSync, readFileSync} from 'node:fs'
import {isObject, type Json, type JsonObject, listAt, textAt, without} from '../../sandbox/kube/json.ts'

/** One request to a real API server and its answer. */
export interface Recording {
  readonly file: string
  readonly request: RecordedCall
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Json
}

export interface RecordedCall {
  readonly method: string
  readonly path: string
  /** A user with a client certificate, or none. */
  readonly as: string
  readonly contentType: string | null
  readonly body: Json
  readonly headers?: Readonly<Record<string, string>>
}

const folder = new URL('../../fixtures/api-responses/', import.meta.url)

/**
 * All recordings, in an order in which they can be played again: first what was granted, in the order of the versions
 * that the server was at, then what was refused, which changes nothing.
 */
export function recordings(): readonly Recording[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  const all = files.toSorted().map((file): Recording => {
    return {file, ...JSON.parse(readFileSync(new URL(file, folder), 'utf8'))}
  })
  return all.toSorted((a, b) => rank(a) - rank(b))
}

/** The objects that the recorded answers show, for a server that is to give the same answers. */
export function recordedObjects(): readonly JsonObject[] {
  return recordings()
    .filter(({request}) => request.method === 'GET')
    .flatMap(({body}) => objectsIn(body))
}

function objectsIn(body: Json): readonly JsonObject[] {
  const kind = textAt(body, 'kind') ?? ''
  const apiVersion = textAt(body, 'apiVersion') ?? ''
  if (kind.endsWith('List')) {
    return listAt(body, 'items')
      .filter(isObject)
      .filter((item) => textAt(item, 'metadata', 'uid') !== undefined)
      .map((item) => ({...item, kind: kind.replace(/List$/, ''), apiVersion}))
  }
  return isObject(body) && textAt(body, 'metadata', 'uid') !== undefined ? [without(body)] : []
}

function rank({status, body}: Recording): number {
  if (status >= 300) return Number.MAX_SAFE_INTEGER
  return Number(textAt(body, 'metadata', 'resourceVersion') ?? 0)
}
