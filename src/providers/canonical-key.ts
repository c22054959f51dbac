import {keyReach} from '../credentials/key-reach.ts'
import {registryOfKey} from '../credentials/registry-of-key.ts'
import {providerOf} from './catalogue.ts'

/**
 * The key under which both the kubelet and Docker's tools find the login of this one. A key with a path, with a wildcard,
 * or that serves nothing says more than a registry, and stays as it is.
 */
export function canonicalKeyOf(key: string): string {
  const registry = registryOfKey(key)
  const reach = keyReach(key)
  if (registry === undefined || (reach.kind === 'registry' && reach.prefix !== '')) return key
  return providerOf(registry).canonicalKey(registry)
}
