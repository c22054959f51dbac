import {type FieldChanges, fieldChanges} from './field-changes.ts'
import {type FieldSet, fromFieldsV1, toFieldsV1} from './field-set.ts'
import {isObject, type JsonObject, type KubeObject, listAt, objectAt, textAt, without} from './json.ts'
import {apiVersionOf, type ResourceType} from './resource-type.ts'
import type {Part} from './update-object.ts'
import {timestamp, type WriteOptions} from './write-options.ts'

/** Who owns which fields of an object: one entry of `metadata.managedFields`. */
export interface FieldOwner {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  readonly apiVersion: string
  /** `status`, for what was written through that subresource. */
  readonly subresource?: string
  readonly time: string
  readonly fields: FieldSet
}

/** A write by create, update or any patch but a server-side apply. */
export interface PlainWrite {
  readonly object: KubeObject
  /** The version that is replaced. */
  readonly old?: KubeObject
  readonly part?: Part
  readonly options: WriteOptions
}

/**
 * The object with its owners after a plain write: the writer owns what it wrote, nobody owns what is gone (Update in
 * structured-merge-diff's merge package). Owners that the writer sends along count, so that it can correct them.
 */
export function ownedAfterUpdate(type: ResourceType, write: PlainWrite): KubeObject {
  const {object, old, part = 'object', options} = write
  const changes = fieldChanges(partOf(type, old ?? {}, part), partOf(type, object, part))
  const sent = readOwners(object)
  const owners = sent.length > 0 || old === undefined ? sent : readOwners(old)
  const writer = ownerKey(type, 'Update', part, options)
  const kept = owners.map((owner) => (isSame(owner, writer) ? ownAfter(owner, changes) : othersAfter(owner, changes)))
  const isKnown = kept.some((owner) => isSame(owner, writer))
  const first = {...writer, time: timestamp(options.now), fields: changes.written}
  const all = isKnown ? kept : [...kept, first]
  const touched =
    changes.written.size > 0 ? all.map((owner) => (isSame(owner, writer) ? {...owner, time: first.time} : owner)) : all
  return withOwners(object, touched)
}

/** What tells one owner from another: all but the time and the fields. */
export function ownerKey(type: ResourceType, operation: FieldOwner['operation'], part: Part, {manager}: WriteOptions) {
  return {manager, operation, apiVersion: apiVersionOf(type), ...(part === 'status' ? {subresource: part} : {})}
}

export function isSame(owner: FieldOwner, key: Omit<FieldOwner, 'time' | 'fields'>): boolean {
  return (
    owner.manager === key.manager &&
    owner.operation === key.operation &&
    (owner.subresource ?? '') === (key.subresource ?? '')
  )
}

/** The owners that `managedFields` names. */
export function readOwners(object: KubeObject): readonly FieldOwner[] {
  return listAt(object.metadata, 'managedFields')
    .filter(isObject)
    .filter((entry) => 'fieldsV1' in entry)
    .map(readOwner)
}

/** The object with these owners; one who owns nothing is left out. */
export function withOwners(object: KubeObject, owners: readonly FieldOwner[]): KubeObject {
  const entries = owners
    .filter((owner) => owner.fields.size > 0)
    .toSorted(byRank)
    .map(writeOwner)
  const metadata = without(object.metadata, 'managedFields')
  return {...object, metadata: entries.length === 0 ? metadata : {...metadata, managedFields: entries}}
}

/** The part of an object that the write is for. */
export function partOf(type: ResourceType, object: JsonObject, part: Part): JsonObject {
  if (part === 'status') return {status: objectAt(object, 'status')}
  return type.hasStatus ? without(object, 'status') : object
}

function ownAfter(owner: FieldOwner, {written, removed}: FieldChanges): FieldOwner {
  return {...owner, fields: new Set(owner.fields).union(written).difference(removed)}
}

function othersAfter(owner: FieldOwner, {written, removed}: FieldChanges): FieldOwner {
  return {...owner, fields: new Set(owner.fields).difference(written).difference(removed)}
}

function readOwner(entry: JsonObject): FieldOwner {
  const subresource = textAt(entry, 'subresource')
  return {
    manager: textAt(entry, 'manager') ?? '',
    operation: textAt(entry, 'operation') === 'Apply' ? 'Apply' : 'Update',
    apiVersion: textAt(entry, 'apiVersion') ?? '',
    ...(subresource === undefined ? {} : {subresource}),
    time: textAt(entry, 'time') ?? '',
    fields: fromFieldsV1(objectAt(entry, 'fieldsV1')),
  }
}

function writeOwner({fields, subresource, ...owner}: FieldOwner): JsonObject {
  const place = subresource === undefined ? {} : {subresource}
  return {...owner, fieldsType: 'FieldsV1', fieldsV1: toFieldsV1(fields), ...place}
}

/** Appliers first, then by time, then by name (sortEncodedManagedFields). */
function byRank(a: FieldOwner, b: FieldOwner): number {
  const rank = ({operation, time, manager}: FieldOwner) => `${operation} ${time} ${manager}`
  return rank(a) < rank(b) ? -1 : 1
}
