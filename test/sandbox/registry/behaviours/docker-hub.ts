import {json, registryError} from '../answer.ts'
import {insufficientScope, type Product, productRegistry} from '../product.ts'
import type {Behaviour} from '../scripted-registry.ts'

const tokenPath = '/token'

const product: Product = {
  challenge: {scheme: 'bearer', tokenPath, service: 'registry.docker.io'},
  refuseLogin(visitor) {
    if (visitor === 'expired') return json(401, {details: 'personal access token is expired'})
    return visitor === 'wrong' ? json(401, {details: 'incorrect username or password'}) : undefined
  },
  // The same words for a repository that is not there and for one that is somebody else's.
  refuseManifest(visit) {
    if (!visit.isOpen && visit.visitor !== 'reader')
      return insufficientScope(visit, tokenPath, 'authentication required')
    if (!visit.hasRepository) return insufficientScope(visit, tokenPath, 'authentication required')
    return visit.hasTag ? undefined : registryError(404, {code: 'MANIFEST_UNKNOWN', message: 'manifest unknown'})
  },
  headers: {
    'ratelimit-limit': '100;w=21600',
    'ratelimit-remaining': '76;w=21600',
    'docker-ratelimit-source': '192.0.2.1',
  },
}

/** Docker Hub (docs.docker.com, read 2026-11). */
export const dockerHub: Behaviour = productRegistry(product)
