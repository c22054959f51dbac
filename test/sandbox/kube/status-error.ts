import type {FieldError} from './field-error.ts'
import {pathText} from './field-set.ts'
import type {Json, JsonObject} from './json.ts'
import type {RequestedResource} from './request-info.ts'
import {qualifiedName, type ResourceType} from './resource-type.ts'

/**
 * A refusal, with the `Status` object that goes into the answer. The texts are those of k8s.io/apimachinery
 * (pkg/api/errors), because clients and people match on them.
 */
export class StatusError extends Error {
  readonly status: JsonObject
  readonly code: number

  constructor(code: number, reason: string | undefined, message: string, extra: JsonObject = {}) {
    super(message)
    this.name = 'StatusError'
    this.code = code
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: extra['metadata'] ?? {},
      status: 'Failure',
      message,
      ...(reason === undefined ? {} : {reason}),
      ...(extra['details'] === undefined ? {} : {details: extra['details']}),
      code,
    }
  }
}

export function unauthorized(): StatusError {
  return new StatusError(401, 'Unauthorized', 'Unauthorized')
}

/** `subject` is what may not be touched, `why` names the caller and the right that is missing. */
export function forbidden(target: RequestedResource, why: string): StatusError {
  const {group, resource, name} = target
  const subject = qualifiedName({group, name: resource}) + (name === undefined ? '' : ` "${name}"`)
  const details = {...(name === undefined ? {} : {name}), ...groupOf(target), kind: resource}
  return new StatusError(403, 'Forbidden', `${subject} is forbidden: ${why}`, {details})
}

/** A path that is no resource. */
export function forbiddenPath(why: string): StatusError {
  return new StatusError(403, 'Forbidden', `forbidden: ${why}`, {details: {}})
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message)
}

export function notFound(type: ResourceType, name: string): StatusError {
  const message = `${qualifiedName(type)} "${name}" not found`
  return new StatusError(404, 'NotFound', message, {details: details(type, name)})
}

export function alreadyExists(type: ResourceType, name: string): StatusError {
  const message = `${qualifiedName(type)} "${name}" already exists`
  return new StatusError(409, 'AlreadyExists', message, {details: details(type, name)})
}

export function conflict(type: ResourceType, name: string, why: string): StatusError {
  const message = `Operation cannot be fulfilled on ${qualifiedName(type)} "${name}": ${why}`
  return new StatusError(409, 'Conflict', message, {details: details(type, name)})
}

/** The object has changed since the caller read it. */
export function staleVersion(type: ResourceType, name: string): StatusError {
  const advice = 'please apply your changes to the latest version and try again'
  return conflict(type, name, `the object has been modified; ${advice}`)
}

/** One field that another manager owns. */
export interface ApplyConflict {
  readonly owner: string
  readonly path: string
}

/** The fields are listed under each owner; one alone stands in the sentence (NewConflictError in managedfields). */
export function applyConflict(conflicts: readonly ApplyConflict[]): StatusError {
  const count = conflicts.length === 1 ? '1 conflict' : `${conflicts.length} conflicts`
  const byOwner = [...Map.groupBy(conflicts, ({owner}) => owner)]
  const texts = byOwner.map(([owner, [first, ...more]]) => {
    if (first === undefined || more.length === 0) return `conflict with ${owner}: ${pathText(first?.path ?? '')}`
    const fields = [first, ...more].map(({path}) => `\n- ${pathText(path)}`)
    return `conflicts with ${owner}:${fields.join('')}`
  })
  const causes = conflicts.map(({owner, path}): Json => {
    return {reason: 'FieldManagerConflict', message: `conflict with ${owner}`, field: pathText(path)}
  })
  const message = `Apply failed with ${count}: ${texts.join('\n')}`
  return new StatusError(409, 'Conflict', message, {details: {causes}})
}

export function methodNotAllowed(): StatusError {
  const message = 'the server does not allow this method on the requested resource'
  return new StatusError(405, 'MethodNotAllowed', message, {details: {}})
}

export function notAcceptable(): StatusError {
  return new StatusError(406, 'NotAcceptable', 'only the following media types are accepted: application/json')
}

export function unsupportedMediaType(accepted: readonly string[]): StatusError {
  const message = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`
  return new StatusError(415, 'UnsupportedMediaType', message)
}

export function unprocessable(message: string): StatusError {
  return new StatusError(422, 'Invalid', message, {details: {}})
}

/** `fresh` continues the list without its consistency (resourceExpired in apiserver's etcd3 store). */
export function expiredContinue(fresh: string): StatusError {
  const message =
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without ' +
    'the continue parameter, or use the continue token in this response to retrieve the remainder of the results. ' +
    'Continuing with the provided token results in an inconsistent list - objects that were created, modified, or ' +
    'deleted between the time the first chunk was returned and now may show up in the list.'
  return new StatusError(410, 'Expired', message, {metadata: {continue: fresh}})
}

export function expired(message: string): StatusError {
  return new StatusError(410, 'Expired', message)
}

export function futureVersion(asked: number, current: number): StatusError {
  const message = `Too large resource version: ${asked}, current: ${current}`
  const causes = [{reason: 'ResourceVersionTooLarge', message: 'Too large resource version'}]
  return new StatusError(504, 'Timeout', message, {details: {causes, retryAfterSeconds: 1}})
}

/** One error stands alone in the message; several stand in brackets (utilerrors.Aggregate). */
export function invalid(type: Pick<ResourceType, 'group' | 'kind'>, name: string, errors: readonly FieldError[]) {
  const texts = [...new Set(errors.map((error) => `${error.field}: ${error.body}`))]
  const subject = type.group === '' ? type.kind : `${type.kind}.${type.group}`
  const joined = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`
  const causes = errors.map(({reason, body, field}): Json => ({reason, message: body, field}))
  return new StatusError(422, 'Invalid', `${subject} "${name}" is invalid: ${joined}`, {
    details: {name, ...groupOf(type), kind: type.kind, causes},
  })
}

/** The answer to a DELETE that does not show the object. */
export function successStatus(type: ResourceType, name: string, uid: string): JsonObject {
  const subject = {name, ...groupOf(type), kind: type.name, uid}
  return {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details: subject}
}

function details(type: ResourceType, name: string): JsonObject {
  return {name, ...groupOf(type), kind: type.name}
}

function groupOf(type: {readonly group: string}): JsonObject {
  return type.group === '' ? {} : {group: type.group}
}
