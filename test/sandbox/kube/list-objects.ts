import {decodeContinue, encodeContinue} from './continue-token.ts'
import {parseFieldSelector} from './field-selector.ts'
import {type JsonObject, objectAt} from './json.ts'
import {parseLabelSelector} from './label-selector.ts'
import type {ResourceType} from './resource-type.ts'
import {badRequest, expired, expiredContinue, futureVersion} from './status-error.ts'
import type {Snapshot, Store} from './store.ts'
import {keyPrefix, type StoredObject} from './stored-object.ts'

/** Which objects of a resource a list or a watch is about. */
export interface Selection {
  /** How their keys begin. */
  readonly prefix: string
  /** Whether labels or fields select, so that the server does not count what remains. */
  readonly isSelective: boolean
  matches(stored: StoredObject): boolean
}

/** The objects of one namespace, or of all, that both selectors of the query let through. */
export function selectionOf(type: ResourceType, namespace: string | undefined, query: URLSearchParams): Selection {
  const labels = query.get('labelSelector') ?? ''
  const fields = query.get('fieldSelector') ?? ''
  const labelled = parseLabelSelector(labels)
  const fielded = parseFieldSelector(type, fields)
  const prefix = keyPrefix(type, namespace)
  const matches = ({key, object}: StoredObject) =>
    key.startsWith(prefix) && labelled(objectAt(object, 'metadata', 'labels')) && fielded(object)
  return {prefix, isSelective: labels + fields !== '', matches}
}

/** One page of a list. */
export interface Page {
  readonly metadata: JsonObject
  readonly items: readonly StoredObject[]
}

/** Reads a page as the query asks (`limit`, `continue`, `resourceVersion`, `resourceVersionMatch`). */
export function listPage(store: Store, type: ResourceType, selection: Selection, query: URLSearchParams): Page {
  const {snapshot, after} = startOf(store, type, query)
  const limit = limitOf(query)
  const rest = snapshot.objects.filter(({key}) => key > selection.prefix + after).filter(selection.matches)
  const items = limit === 0 ? rest : rest.slice(0, limit)
  const last = items.at(-1)
  const resourceVersion = String(snapshot.revision)
  if (last === undefined || items.length === rest.length) return {metadata: {resourceVersion}, items}
  store.hold(type, snapshot)
  const next = {revision: snapshot.revision, after: last.key.slice(selection.prefix.length)}
  const remaining = selection.isSelective ? {} : {remainingItemCount: rest.length - items.length}
  return {metadata: {resourceVersion, continue: encodeContinue(next, isCached(type)), ...remaining}, items}
}

/** Lists out of the watch cache write the key with a slash before it; events are not in that cache. */
function isCached(type: ResourceType): boolean {
  return type.name !== 'events'
}

function startOf(store: Store, type: ResourceType, query: URLSearchParams): {snapshot: Snapshot; after: string} {
  const token = query.get('continue') ?? ''
  if (token === '') return {snapshot: snapshotAt(store, type, query), after: ''}
  const {revision, after} = decodeContinue(token)
  if (revision < 0) return {snapshot: store.now(type), after}
  const snapshot = store.held(type, revision)
  if (snapshot === undefined) throw expiredContinue(encodeContinue({revision: -1, after}, false))
  return {snapshot, after}
}

function snapshotAt(store: Store, type: ResourceType, query: URLSearchParams): Snapshot {
  const asked = revisionOf(query)
  const now = store.now(type)
  if (asked > now.revision) throw futureVersion(asked, now.revision)
  if (query.get('resourceVersionMatch') !== 'Exact' || asked === now.revision) return now
  const snapshot = store.held(type, asked)
  if (snapshot === undefined) throw expired(`The resourceVersion for the provided list is too old.`)
  return snapshot
}

/** The `resourceVersion` of the query, 0 where there is none. */
export function revisionOf(query: URLSearchParams): number {
  const text = query.get('resourceVersion') ?? ''
  if (!/^\d*$/.test(text)) {
    throw badRequest(`resourceVersion: Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`)
  }
  return Number(text)
}

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? 0)
  return Number.isSafeInteger(limit) && limit > 0 ? limit : 0
}
