import {type KubeObject, listAt, objectAt, textAt} from './json.ts'
import {coreResource} from './resource-catalogue.ts'
import type {ResourceType} from './resource-type.ts'
import {forbidden, notFound} from './status-error.ts'
import type {Store} from './store.ts'

/** The object as it may be created: in a namespace that exists, a Pod with what its ServiceAccount gives it. */
export function admit(store: Store, type: ResourceType, object: KubeObject): KubeObject {
  const {namespace} = object.metadata
  if (!type.namespaced || namespace === undefined) return object
  const namespaces = coreResource('namespaces')
  if (store.find(namespaces, namespace) === undefined) throw notFound(namespaces, namespace)
  return type.name === 'pods' ? withServiceAccount(store, type, object, namespace) : object
}

/**
 * The ServiceAccount's `imagePullSecrets` count only where the Pod names none of its own, and only now: a Pod does not
 * notice when they change later (plugin/pkg/admission/serviceaccount).
 */
function withServiceAccount(store: Store, type: ResourceType, pod: KubeObject, namespace: string): KubeObject {
  const spec = objectAt(pod, 'spec')
  const account = textAt(spec, 'serviceAccountName') || 'default'
  const found = store.find(coreResource('serviceaccounts'), `${namespace}/${account}`)
  if (found === undefined) {
    const target = {group: type.group, version: type.version, resource: type.name, name: pod.metadata.name ?? ''}
    throw forbidden(
      target,
      `error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`,
    )
  }
  const own = listAt(spec, 'imagePullSecrets')
  const imagePullSecrets = own.length > 0 ? own : listAt(found.object, 'imagePullSecrets')
  const secrets = imagePullSecrets.length > 0 ? {imagePullSecrets} : {}
  return {...pod, spec: {...spec, serviceAccountName: account, serviceAccount: account, ...secrets}}
}
