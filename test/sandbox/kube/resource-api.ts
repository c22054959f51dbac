import {checkAccess} from './access.ts'
import type {ApiCall} from './api-call.ts'
import {createObject, inNamespace} from './create-object.ts'
import {decodeObject, mediaTypeOf, parseBody} from './decode-object.ts'
import {deleteObject, deleteOptions} from './delete-object.ts'
import {toCoreEvent} from './event-shape.ts'
import type {KubeObject} from './json.ts'
import {listPage, selectionOf} from './list-objects.ts'
import {ensureServiceAccount} from './namespace-content.ts'
import {mayCreate, patchObject} from './patch-object.ts'
import {jsonReply, objectReply, pathNotFound, type Reply} from './reply.ts'
import type {RequestedResource} from './request-info.ts'
import {coreResource, findResource} from './resource-catalogue.ts'
import type {ResourceType} from './resource-type.ts'
import {createReview} from './self-review.ts'
import {methodNotAllowed, notFound, successStatus} from './status-error.ts'
import {keyPrefix, type StoredObject} from './stored-object.ts'
import {type Part, updateObject} from './update-object.ts'
import {type View, viewFor} from './view.ts'
import {watchObjects} from './watch-objects.ts'
import {type WriteOptions, writeOptions} from './write-options.ts'

/** Answers a request for a resource: the verbs of the Kubernetes API over the objects in the store. */
export function answerResource(call: ApiCall, target: RequestedResource): Reply {
  const type = findResource(target.group, target.version, target.resource)
  const part = partOf(type, target.subresource)
  if (type === undefined || part === undefined) return pathNotFound
  if (isReview(type)) return createReview(call, type)
  const view = viewFor(type, call.headers.accept, call.info.query, call.now)
  return answerVerb({...call, type, part, target, view, stored: storageOf(type)})
}

/** A call for a resource that exists. */
interface ResourceCall extends ApiCall {
  readonly type: ResourceType
  /** The resource under whose name the objects are kept. */
  readonly stored: ResourceType
  readonly part: Part
  readonly target: RequestedResource
  readonly view: View
}

function answerVerb(call: ResourceCall): Reply {
  const {verb} = call.info
  if (call.part === 'status' && !['get', 'update', 'patch'].includes(verb)) throw methodNotAllowed()
  if (!call.type.verbs.includes(verb)) throw methodNotAllowed()
  if (['update', 'patch'].includes(verb) && call.target.name === undefined) throw methodNotAllowed()
  switch (verb) {
    case 'get':
      return jsonReply(200, call.view.one(existing(call)))
    case 'list':
      return list(call)
    case 'watch':
      return watchObjects(call.store, call.stored, call.view, selection(call), call.info.query)
    case 'create':
      return created(call)
    case 'update':
      return updated(call)
    case 'patch':
      return patched(call)
    case 'delete':
      return deleted(call)
    default:
      return deletedAll(call)
  }
}

function list(call: ResourceCall): Reply {
  const {metadata, items} = listPage(call.store, call.stored, selection(call), call.info.query)
  return jsonReply(200, call.view.many(metadata, items))
}

function created(call: ResourceCall): Reply {
  if (call.target.name !== undefined) throw methodNotAllowed()
  const object = createObject(call.store, call.stored, bodyObject(call), options(call))
  if (call.type.name === 'namespaces') ensureServiceAccount(call.store, object.key, call.now)
  return jsonReply(201, call.view.one(object))
}

function updated(call: ResourceCall): Reply {
  const given = bodyObject(call)
  const object = updateObject(call.store, existing(call), given, call.part, options(call))
  return jsonReply(200, call.view.one(object))
}

function patched(call: ResourceCall): Reply {
  const {target, store, part} = call
  const mediaType = mediaTypeOf(call.headers['content-type'])
  const patch = {mediaType, document: parseBody(call.body, mediaType)}
  if (mayCreate(mediaType) && find(call) === undefined) checkAccess({...call, info: {...call.info, verb: 'create'}})
  const place = {type: call.stored, namespace: target.namespace, name: target.name ?? ''}
  const {object, isNew} = patchObject(store, place, patch, part, options(call))
  return jsonReply(isNew ? 201 : 200, call.view.one(object))
}

function deleted(call: ResourceCall): Reply {
  const {type, store, target} = call
  const last = deleteObject(store, existing(call), deletion(call))
  if (type.returnsDeleted) return jsonReply(200, call.view.one(last))
  return objectReply(200, successStatus(type, target.name ?? '', last.object.metadata.uid ?? ''))
}

function deletedAll(call: ResourceCall): Reply {
  const {metadata, items} = listPage(call.store, call.stored, selection(call), call.info.query)
  for (const item of items) deleteObject(call.store, item, deletion(call))
  return jsonReply(200, call.view.many(metadata, items))
}

function existing(call: ResourceCall): StoredObject {
  const found = find(call)
  if (found === undefined) throw notFound(call.type, call.target.name ?? '')
  return found
}

function find({store, stored, target: {namespace = '', name = ''}}: ResourceCall): StoredObject | undefined {
  return store.find(stored, keyPrefix(stored, namespace) + name)
}

function selection({stored, target, info}: ResourceCall) {
  return selectionOf(stored, target.namespace, info.query)
}

function bodyObject({type, target, body, headers}: ResourceCall): KubeObject {
  const object = decodeObject(type, body, headers['content-type'])
  return inNamespace(type, type.shows === undefined ? object : toCoreEvent(object), target.namespace)
}

function options({info, headers, now}: ResourceCall): WriteOptions {
  return writeOptions(info.query, headers, now)
}

function deletion({body, headers, info, now}: ResourceCall) {
  const document = body.length === 0 ? undefined : parseBody(body, mediaTypeOf(headers['content-type']))
  return deleteOptions(document, info.query, now)
}

function storageOf(type: ResourceType): ResourceType {
  return type.shows === undefined ? type : coreResource(type.shows)
}

/** Nothing where the resource has no such subresource. */
function partOf(type: ResourceType | undefined, subresource: string | undefined): Part | undefined {
  if (subresource === undefined) return 'object'
  return subresource === 'status' && type?.hasStatus === true ? 'status' : undefined
}

/** The kinds that are only asked about, never kept. */
function isReview(type: ResourceType): boolean {
  return type.verbs.length === 1 && type.verbs[0] === 'create'
}
