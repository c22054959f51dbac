import {toGroupEvent} from './event-shape.ts'
import {goJson, type JsonObject, type KubeObject} from './json.ts'
import {apiVersionOf, type ResourceType} from './resource-type.ts'
import {notAcceptable} from './status-error.ts'
import type {StoredObject} from './stored-object.ts'
import {tableJson, tableRow} from './table.ts'

/**
 * How the caller wants to see objects of one resource: whole, as `metadata` alone, or as the rows of a Table. Every
 * method returns JSON.
 */
export interface View {
  one(stored: StoredObject): string
  /** `metadata` is that of the list. */
  many(metadata: JsonObject, items: readonly StoredObject[]): string
  /** An object of no content but its `resourceVersion` and perhaps `annotations`, for a bookmark. */
  bookmark(revision: number, annotations?: JsonObject): string
}

/** The view that the Accept header asks for (NegotiateOutputMediaType in apiserver's endpoints/handlers). */
export function viewFor(type: ResourceType, accept: string | undefined, query: URLSearchParams, now: Date): View {
  for (const clause of (accept ?? '*/*').split(',')) {
    const [mediaType = '', ...given] = clause.split(';').map((part) => part.trim())
    if (!['application/json', 'application/*', '*/*'].includes(mediaType)) continue
    const parameters = new Map(given.map((parameter) => splitOnce(parameter, '=')))
    const as = parameters.get('as')
    if (as === undefined) return wholeView(type)
    if (parameters.get('g') !== 'meta.k8s.io' || parameters.get('v') !== 'v1') continue
    if (as === 'Table') return tableView(type, query.get('includeObject') ?? 'Metadata', now)
    if (as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList') return metadataView
  }
  throw notAcceptable()
}

function wholeView(type: ResourceType): View {
  const shape = type.shows === undefined ? undefined : toGroupEvent
  const head = kindHead(type.kind, apiVersionOf(type))
  const alone = (object: KubeObject) => `{${head},${goJson(object).slice(1)}`
  return {
    one: (stored) => (shape === undefined ? stored.json() : alone(shape(stored.object))),
    many(metadata, items) {
      const texts = items.map((item) => (shape === undefined ? item.itemJson() : goJson(shape(item.object))))
      return listJson(kindHead(`${type.kind}List`, apiVersionOf(type)), metadata, texts)
    },
    bookmark: (...mark) => alone(bookmarkObject(...mark)),
  }
}

const metaVersion = 'meta.k8s.io/v1'

const metadataView: View = {
  one: (stored) => partialJson(stored.object),
  many(metadata, items) {
    const texts = items.map((item) => goJson({metadata: item.object.metadata}))
    return listJson(kindHead('PartialObjectMetadataList', metaVersion), metadata, texts)
  },
  bookmark: (...mark) => partialJson(bookmarkObject(...mark)),
}

/** `includeObject` is what each row carries besides its cells: `None`, `Metadata` or `Object`. */
function tableView(type: ResourceType, includeObject: string, now: Date): View {
  const row = (stored: StoredObject) => {
    return tableRow(type, stored.object, now, companion(stored, includeObject))
  }
  return {
    one: (stored) => tableJson(type, {resourceVersion: stored.object.metadata.resourceVersion}, [row(stored)]),
    many: (metadata, items) => tableJson(type, metadata, items.map(row)),
    bookmark: (revision) => tableJson(type, {resourceVersion: String(revision)}, []),
  }
}

function companion(stored: StoredObject, includeObject: string): string {
  if (includeObject === 'Object') return stored.json()
  return includeObject === 'Metadata' ? partialJson(stored.object) : 'null'
}

function bookmarkObject(revision: number, annotations?: JsonObject): KubeObject {
  return {metadata: {resourceVersion: String(revision), ...(annotations && {annotations})}}
}

function partialJson(object: KubeObject): string {
  return `{${kindHead('PartialObjectMetadata', metaVersion)},"metadata":${goJson(object.metadata)}}`
}

function listJson(head: string, metadata: JsonObject, items: readonly string[]): string {
  return `{${head},"metadata":${goJson(metadata)},"items":[${items.join(',')}]}`
}

function kindHead(kind: string, apiVersion: string): string {
  return `"kind":${goJson(kind)},"apiVersion":${goJson(apiVersion)}`
}

function splitOnce(text: string, separator: string): [string, string] {
  const place = text.indexOf(separator)
  return place === -1 ? [text, ''] : [text.slice(0, place), text.slice(place + 1)]
}
