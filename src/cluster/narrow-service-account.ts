import {namesField} from './json-field.ts'
import {narrowMeta} from './object-meta.ts'
import type {ServiceAccount} from './snapshot.ts'

export function narrowServiceAccount(object: unknown): ServiceAccount | undefined {
  const meta = narrowMeta(object)
  if (meta === undefined) return undefined
  return {
    namespace: meta.namespace,
    name: meta.name,
    pullSecretNames: namesField(object, 'imagePullSecrets'),
    mountableSecretNames: namesField(object, 'secrets'),
  }
}
