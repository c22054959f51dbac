import {isObject, type Json, type JsonObject, listAt, textAt} from './json.ts'
import {rbacResource} from './resource-catalogue.ts'
import type {Store} from './store.ts'
import type {UserInfo} from './user.ts'

/** What somebody wants to do: to a resource, or to a path that is none. */
export interface Attributes {
  readonly verb: string
  readonly group?: string
  readonly resource?: string
  readonly subresource?: string
  readonly namespace?: string
  readonly name?: string
  readonly path?: string
}

export type Decision = {readonly allowed: true; readonly reason: string} | {readonly allowed: false}

/** Whether `user` may do this, by the Roles and bindings in the store (plugin/pkg/auth/authorizer/rbac). */
export function authorize(store: Store, user: UserInfo, attributes: Attributes): Decision {
  if (user.groups.includes('system:masters')) return {allowed: true, reason: ''}
  for (const grant of grants(store, user, attributes.namespace)) {
    if (grant.rules.some((rule) => allows(rule, attributes))) return {allowed: true, reason: reasonOf(grant)}
  }
  return {allowed: false}
}

/** Every rule that holds for `user` in `namespace`, bindings of the whole cluster first. */
export function rulesFor(store: Store, user: UserInfo, namespace: string): readonly JsonObject[] {
  return [...grants(store, user, namespace)].flatMap((grant) => grant.rules)
}

interface Grant {
  /** `ClusterRoleBinding "x"`, `RoleBinding "x/namespace"`. */
  readonly binding: string
  readonly role: string
  readonly subject: string
  readonly rules: readonly JsonObject[]
}

function* grants(store: Store, user: UserInfo, namespace: string | undefined): Generator<Grant> {
  for (const {object} of store.now(rbacResource('clusterrolebindings')).objects) {
    const subject = subjectFor(object, user, '')
    if (subject === undefined) continue
    yield {binding: `ClusterRoleBinding "${object.metadata.name}"`, subject, ...referencedRole(store, object, '')}
  }
  if (namespace === undefined || namespace === '') return
  for (const {key, object} of store.now(rbacResource('rolebindings')).objects) {
    if (!key.startsWith(`${namespace}/`)) continue
    const subject = subjectFor(object, user, namespace)
    if (subject === undefined) continue
    const binding = `RoleBinding "${object.metadata.name}/${namespace}"`
    yield {binding, subject, ...referencedRole(store, object, namespace)}
  }
}

function referencedRole(store: Store, binding: JsonObject, namespace: string): Pick<Grant, 'role' | 'rules'> {
  const kind = textAt(binding, 'roleRef', 'kind') ?? ''
  const name = textAt(binding, 'roleRef', 'name') ?? ''
  const found =
    kind === 'Role'
      ? store.find(rbacResource('roles'), `${namespace}/${name}`)
      : store.find(rbacResource('clusterroles'), name)
  return {role: `${kind} "${name}"`, rules: listAt(found?.object, 'rules').filter(isObject)}
}

/** The subject of the binding that the user is, in the words of the reason. */
function subjectFor(binding: JsonObject, user: UserInfo, namespace: string): string | undefined {
  const subject = listAt(binding, 'subjects').find((one) => isSubject(one, user, namespace))
  if (subject === undefined) return undefined
  const kind = textAt(subject, 'kind') ?? ''
  const name = textAt(subject, 'name') ?? ''
  const home = textAt(subject, 'namespace') ?? namespace
  return kind === 'ServiceAccount' ? `${kind} "${name}/${home}"` : `${kind} "${name}"`
}

function isSubject(subject: Json, user: UserInfo, namespace: string): boolean {
  const name = textAt(subject, 'name') ?? ''
  switch (textAt(subject, 'kind')) {
    case 'User':
      return name === user.name
    case 'Group':
      return user.groups.includes(name)
    case 'ServiceAccount':
      return user.name === `system:serviceaccount:${textAt(subject, 'namespace') ?? namespace}:${name}`
    default:
      return false
  }
}

function allows(rule: JsonObject, {verb, path, ...wanted}: Attributes): boolean {
  if (!holds(rule, 'verbs', verb)) return false
  if (path !== undefined) return listAt(rule, 'nonResourceURLs').some((pattern) => matchesPath(pattern, path))
  const {group = '', resource = '', subresource, name} = wanted
  const names = listAt(rule, 'resourceNames')
  if (names.length > 0 && !names.includes(name ?? '')) return false
  return holds(rule, 'apiGroups', group) && holdsResource(rule, resource, subresource)
}

function holds(rule: JsonObject, member: string, value: string): boolean {
  const values = listAt(rule, member)
  return values.includes('*') || values.includes(value)
}

/** A star covers subresources, too; a resource alone has none of its own; a star and a slash go before one of all. */
function holdsResource(rule: JsonObject, resource: string, subresource: string | undefined): boolean {
  if (subresource === undefined || subresource === '') return holds(rule, 'resources', resource)
  const values = listAt(rule, 'resources')
  return ['*', `${resource}/${subresource}`, `*/${subresource}`].some((pattern) => values.includes(pattern))
}

function matchesPath(pattern: Json, path: string): boolean {
  if (typeof pattern !== 'string') return false
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern
}

function reasonOf({binding, role, subject}: Grant): string {
  return `RBAC: allowed by ${binding} of ${role} to ${subject}`
}
