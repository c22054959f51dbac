import {keyReach} from './key-reach.ts'

/** The registry, as in a reference, that the login under a key goes to; none for a wildcard or a key without use. */
export function registryOfKey(key: string): string | undefined {
  const reach = keyReach(key)
  switch (reach.kind) {
    case 'docker-hub':
      return 'docker.io'
    case 'registry':
      return reach.isWildcard ? undefined : reach.host
    case 'nothing':
      return undefined
  }
}
