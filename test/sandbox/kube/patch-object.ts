import {checkObject} from './decode-object.ts'
import {isObject, type Json, type JsonObject} from './json.ts'
import {jsonPatch} from './json-patch.ts'
import {mergePatch} from './merge-patch.ts'
import {apiVersionOf, type ResourceType} from './resource-type.ts'
import {applyObject} from './server-side-apply.ts'
import {badRequest, notFound, unsupportedMediaType} from './status-error.ts'
import type {Store} from './store.ts'
import {keyPrefix, type StoredObject} from './stored-object.ts'
import {strategicMergePatch} from './strategic-merge-patch.ts'
import {type Part, updateObject} from './update-object.ts'
import type {WriteOptions} from './write-options.ts'

/** The object that a patch is for; it need not be there for a server-side apply. */
export interface PatchTarget {
  readonly type: ResourceType
  readonly namespace: string | undefined
  readonly name: string
}

/** A patch as it came: its media type says what the document means. */
export interface PatchBody {
  readonly mediaType: string
  readonly document: Json
}

const applyType = 'application/apply-patch+yaml'

const patchTypes = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  applyType,
]

/** Whether a patch of this media type may be for an object that is not there yet. */
export function mayCreate(mediaType: string): boolean {
  return mediaType === applyType
}

/** Applies a patch of any of the four kinds and stores what comes out. */
export function patchObject(
  store: Store,
  target: PatchTarget,
  {mediaType, document}: PatchBody,
  part: Part,
  options: WriteOptions,
): {readonly object: StoredObject; readonly isNew: boolean} {
  if (!patchTypes.includes(mediaType)) throw unsupportedMediaType(patchTypes)
  const {type, namespace, name} = target
  const stored = store.find(type, keyPrefix(type, namespace ?? '') + name)
  if (mayCreate(mediaType)) {
    return applyObject(store, target, stored, checkObject(type, document), part, options)
  }
  if (stored === undefined) throw notFound(type, name)
  const current = {kind: type.kind, apiVersion: apiVersionOf(type), ...stored.object}
  const given = checkObject(type, patchedDocument(current, mediaType, document))
  return {object: updateObject(store, stored, given, part, options), isNew: false}
}

function patchedDocument(current: JsonObject, mediaType: string, patch: Json): Json {
  if (mediaType === 'application/json-patch+json') return jsonPatch(current, patch)
  if (!isObject(patch)) throw badRequest('json: cannot unmarshal value into Go value of type map[string]interface {}')
  if (mediaType === 'application/merge-patch+json') return mergePatch(current, patch)
  return strategicMergePatch(current, patch)
}
