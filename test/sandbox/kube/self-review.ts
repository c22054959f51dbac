import type {ApiCall} from './api-call.ts'
import {decodeObject} from './decode-object.ts'
import {isObject, type JsonObject, type KubeObject, objectAt, textAt} from './json.ts'
import {ownedAfterUpdate} from './managed-fields.ts'
import {type Attributes, authorize, rulesFor} from './rbac.ts'
import {objectReply, type Reply} from './reply.ts'
import {apiVersionOf, type ResourceType} from './resource-type.ts'
import {badRequest} from './status-error.ts'
import {timestamp, writeOptions} from './write-options.ts'

/**
 * Answers what a caller asks about itself: who it is, whether it may do one thing, and all it may do in a namespace.
 */
export function createReview(call: ApiCall, type: ResourceType): Reply {
  const review = decodeObject(type, call.body, call.headers['content-type'])
  const head = {kind: type.kind, apiVersion: apiVersionOf(type)}
  switch (type.kind) {
    case 'SelfSubjectReview':
      return objectReply(201, {...head, metadata: {creationTimestamp: timestamp(call.now)}, status: whoAmI(call)})
    case 'SelfSubjectAccessReview':
      return objectReply(201, {...head, ...owned(call, type, review), status: accessStatus(call, review)})
    default:
      return objectReply(201, {...head, metadata: {}, spec: {}, status: rulesStatus(call, review)})
  }
}

function whoAmI({user}: ApiCall): JsonObject {
  const extra = user.extra === undefined ? {} : {extra: user.extra}
  return {userInfo: {username: user.name, groups: user.groups, ...extra}}
}

function owned(call: ApiCall, type: ResourceType, review: KubeObject): JsonObject {
  const options = writeOptions(call.info.query, call.headers, call.now)
  return ownedAfterUpdate(type, {object: review, options})
}

function accessStatus({store, user}: ApiCall, review: KubeObject): JsonObject {
  const decision = authorize(store, user, attributesAsked(review))
  if (!decision.allowed) return {allowed: false}
  return decision.reason === '' ? {allowed: true} : {allowed: true, reason: decision.reason}
}

function attributesAsked(review: KubeObject): Attributes {
  const asked = objectAt(review, 'spec', 'resourceAttributes')
  const verb = textAt(asked, 'verb') ?? ''
  const path = textAt(review, 'spec', 'nonResourceAttributes', 'path')
  if (path !== undefined) return {verb: textAt(review, 'spec', 'nonResourceAttributes', 'verb') ?? '', path}
  if (!isObject(review['spec']) || !('resourceAttributes' in review['spec'])) {
    throw badRequest('exactly one of nonResourceAttributes or resourceAttributes must be specified')
  }
  const member = (name: string) => textAt(asked, name) ?? ''
  const subresource = member('subresource')
  return {
    verb,
    group: member('group'),
    resource: member('resource'),
    namespace: member('namespace'),
    name: member('name'),
    ...(subresource === '' ? {} : {subresource}),
  }
}

function rulesStatus({store, user}: ApiCall, review: KubeObject): JsonObject {
  const namespace = textAt(review, 'spec', 'namespace') ?? ''
  if (namespace === '') throw badRequest('no namespace on request')
  const rules = user.groups.includes('system:masters') ? everything : rulesFor(store, user, namespace)
  return {
    resourceRules: rules.filter((rule) => rule['nonResourceURLs'] === undefined),
    nonResourceRules: rules.filter((rule) => rule['nonResourceURLs'] !== undefined),
    incomplete: false,
  }
}

const everything: readonly JsonObject[] = [
  {verbs: ['*'], apiGroups: ['*'], resources: ['*']},
  {verbs: ['*'], nonResourceURLs: ['*']},
]
