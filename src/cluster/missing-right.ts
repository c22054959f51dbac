import {field} from './json-field.ts'
import type {KubeApi} from './kube-api.ts'
import {KubeError} from './kube-error.ts'
import {permission, type ResourceAddress, resources} from './resource.ts'

/** A right as RBAC names it. */
export interface Right {
  readonly verb: string
  readonly address: ResourceAddress
}

/**
 * Which of these rights this user lacks, as `kubectl auth can-i` takes them: asked beforehand (SelfSubjectAccessReview),
 * so that nothing is begun that cannot be ended. Where the server does not answer that, none is known to be missing.
 */
export async function missingRights(api: KubeApi, rights: readonly Right[]): Promise<readonly string[]> {
  const held = await Promise.all(rights.map((right) => isHeld(api, right)))
  return rights.flatMap(({verb, address}, at) => (held[at] === false ? [permission(verb, address)] : []))
}

async function isHeld(api: KubeApi, {verb, address}: Right): Promise<boolean> {
  const {resource, namespace, name} = address
  const resourceAttributes = {
    verb,
    group: resource.group,
    resource: resource.plural,
    ...(namespace !== undefined && {namespace}),
    ...(name !== undefined && {name}),
  }
  const review = {apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: {resourceAttributes}}
  try {
    const answer = await api.create({resource: resources.selfSubjectAccessReviews}, review)
    return field(answer, 'status', 'allowed') !== false
  } catch (error) {
    if (error instanceof KubeError && (error.kind === 'forbidden' || error.kind === 'not-found')) return true
    throw error
  }
}
