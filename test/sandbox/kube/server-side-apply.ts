import {mergeApplied, withoutFields} from './applied-merge.ts'
import {prepareNew} from './create-object.ts'
import {appliedFields, fieldChanges} from './field-changes.ts'
import {type FieldSet, isWithin} from './field-set.ts'
import {isObject, type KubeObject, objectAt, textAt} from './json.ts'
import {type FieldOwner, isSame, ownerKey, partOf, readOwners, withOwners} from './managed-fields.ts'
import type {PatchTarget} from './patch-object.ts'
import {type ApplyConflict, applyConflict, badRequest} from './status-error.ts'
import type {Store} from './store.ts'
import {type StoredObject, storedObject} from './stored-object.ts'
import {checkPreconditions, type Part, prepareUpdate, saveUpdate} from './update-object.ts'
import {timestamp, type WriteOptions} from './write-options.ts'

/**
 * Applies a configuration: its fields become the manager's, what the manager applied before and no longer names goes,
 * and a value that somebody else owns is a conflict unless `force` is set (Apply in structured-merge-diff's package
 * merge).
 */
export function applyObject(
  store: Store,
  {type, namespace, name}: PatchTarget,
  stored: StoredObject | undefined,
  given: KubeObject,
  part: Part,
  options: WriteOptions,
): {readonly object: StoredObject; readonly isNew: boolean} {
  if (given.metadata['managedFields'] !== undefined) throw badRequest('metadata.managedFields must be nil')
  const metadata = {name, ...given.metadata, ...(namespace === undefined ? {} : {namespace})}
  const configuration: KubeObject = {...given, metadata}
  const writer = ownerKey(type, 'Apply', part, options)
  const fields = appliedFields(partOf(type, configuration, part))
  const applier: FieldOwner = {...writer, time: timestamp(options.now), fields}
  if (stored === undefined) {
    const object = withOwners(prepareNew(store, type, configuration, options.now), [applier])
    return {object: options.dryRun ? storedObject(type, object) : store.put(type, object), isNew: true}
  }
  checkPreconditions(type, stored.object.metadata, metadata)
  const {object: live} = stored
  const others = readOwners(live).filter((owner) => !isSame(owner, writer))
  const before = readOwners(live).find((owner) => isSame(owner, writer))
  const dropped = droppedFields(before, fields, others)
  const merged = mergedObject(live, configuration, part, dropped)
  const {written} = fieldChanges(partOf(type, live, part), partOf(type, merged, part))
  if (!options.force) refuseConflicts(others, written, lastApplied(live, options))
  const shared = others.map((owner) => ({
    ...owner,
    fields: new Set(owner.fields).difference(written).difference(dropped),
  }))
  const object = prepareUpdate(type, live, merged, part)
  return {object: saveUpdate(store, stored, withOwners(object, [...shared, applier]), options.dryRun), isNew: false}
}

function mergedObject(live: KubeObject, configuration: KubeObject, part: Part, dropped: FieldSet): KubeObject {
  const merged = mergeApplied(live, part === 'status' ? {status: configuration['status'] ?? {}} : configuration)
  const left = withoutFields(isObject(merged) ? merged : live, dropped)
  return {...left, metadata: objectAt(left, 'metadata')}
}

/** What the manager gives up, unless another still owns it or something below it. */
function droppedFields(before: FieldOwner | undefined, fields: FieldSet, others: readonly FieldOwner[]): FieldSet {
  const given = new Set(before?.fields ?? []).difference(fields)
  const owned = [...others.flatMap((owner) => [...owner.fields]), ...fields]
  return new Set([...given].filter((path) => !owned.some((other) => isWithin(other, path))))
}

/**
 * What kubectl applied before it applied on the server is kubectl's to change, whoever is named as its owner
 * (lastAppliedManager in apimachinery's managedfields).
 */
function lastApplied(live: KubeObject, {manager}: WriteOptions): FieldSet {
  const text = textAt(live.metadata, 'annotations', 'kubectl.kubernetes.io/last-applied-configuration')
  return manager === 'kubectl' && text !== undefined ? appliedFields(JSON.parse(text)) : new Set()
}

function refuseConflicts(others: readonly FieldOwner[], written: FieldSet, allowed: FieldSet): void {
  const conflicts = others.flatMap((owner): readonly ApplyConflict[] => {
    const paths = [...new Set(owner.fields).intersection(written)]
    return paths.toSorted().map((path) => ({owner: ownerText(owner), path}))
  })
  if (conflicts.some(({path}) => !allowed.has(path))) throw applyConflict(conflicts)
}

/** Who is in the way (printManager in apimachinery's managedfields). */
function ownerText({manager, operation, apiVersion, subresource}: FieldOwner): string {
  const place = subresource === undefined ? '' : ` with subresource "${subresource}"`
  return `"${manager}"${place}${operation === 'Update' ? ` using ${apiVersion}` : ''}`
}
