import {registryError} from '../answer.ts'
import {type Product, productRegistry} from '../product.ts'
import type {Behaviour} from '../scripted-registry.ts'

const denial = 'Permission "artifactregistry.repositories.downloadArtifacts" denied on resource (or it may not exist)'

const product: Product = {
  challenge: {scheme: 'bearer', tokenPath: '/v2/token', post: 404},
  refuseLogin(visitor) {
    const isRefused = visitor === 'wrong' || visitor === 'expired'
    return isRefused ? registryError(401, {code: 'UNAUTHORIZED', message: 'authentication failed'}) : undefined
  },
  refuseManifest({visitor, isOpen, hasRepository, hasTag}) {
    const isAllowed = isOpen || (visitor === 'reader' && hasRepository)
    if (!isAllowed) return registryError(403, {code: 'DENIED', message: denial})
    return hasTag ? undefined : registryError(404, {code: 'MANIFEST_UNKNOWN', message: 'Failed to fetch the manifest'})
  },
}

/** Google Artifact Registry: nobody gets a token too, and is denied with it (cloud.google.com, read 2026-11). */
export const gar: Behaviour = productRegistry(product)
