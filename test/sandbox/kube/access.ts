import type {ApiCall} from './api-call.ts'
import {type Attributes, authorize} from './rbac.ts'
import type {RequestInfo} from './request-info.ts'
import {forbidden, forbiddenPath} from './status-error.ts'
import {authenticated, type UserInfo} from './user.ts'

/**
 * The call as the user it impersonates (`Impersonate-User`, `Impersonate-Group`), who needs the right to be that user.
 */
export function impersonate(call: ApiCall): ApiCall {
  const {headers} = call
  const name = headers['impersonate-user']
  if (typeof name !== 'string') return call
  const groups = [headers['impersonate-group'] ?? []].flat().flatMap((group) => group.split(', '))
  checkAccess({...call, info: impersonation('users', name)})
  for (const group of groups) checkAccess({...call, info: impersonation('groups', group)})
  return {...call, user: authenticated(name, groups)}
}

/** Refuses what the user has no right to (responsewriters.ForbiddenStatusError). */
export function checkAccess({store, user, info}: Pick<ApiCall, 'store' | 'user' | 'info'>): void {
  if (authorize(store, user, attributesOf(info)).allowed) return
  throw refusal(user, info)
}

function refusal(user: UserInfo, {verb, path, resource: target}: RequestInfo) {
  if (target === undefined) return forbiddenPath(`User "${user.name}" cannot ${verb} path "${path}"`)
  const {group, resource, subresource, namespace} = target
  const what = subresource === undefined ? resource : `${resource}/${subresource}`
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`
  return forbidden(target, `User "${user.name}" cannot ${verb} resource "${what}" in API group "${group}" ${where}`)
}

function attributesOf({verb, path, resource: target}: RequestInfo): Attributes {
  return target === undefined ? {verb, path} : {verb, ...target}
}

function impersonation(resource: string, name: string): RequestInfo {
  const address = {group: '', version: 'v1', resource, name}
  return {verb: 'impersonate', path: '', query: new URLSearchParams(), resource: address}
}
