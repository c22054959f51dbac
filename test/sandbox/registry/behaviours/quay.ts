import {json, registryError} from '../answer.ts'
import {type Product, productRegistry} from '../product.ts'
import type {Behaviour} from '../scripted-registry.ts'

const product: Product = {
  challenge: {scheme: 'bearer', tokenPath: '/v2/auth', post: 405},
  refuseLogin(visitor) {
    const isRefused = visitor === 'wrong' || visitor === 'expired'
    return isRefused ? json(401, {error: 'Invalid Username or Password', status: 401}) : undefined
  },
  // One sentence for what is not there and for what is somebody else's, and no `error` in a challenge.
  refuseManifest({visitor, isOpen, hasRepository, hasTag}) {
    const isAllowed = isOpen || (visitor === 'reader' && hasRepository)
    const denial = 'access to the requested resource is not authorized'
    if (!isAllowed) return registryError(401, {code: 'UNAUTHORIZED', message: denial})
    return hasTag ? undefined : registryError(404, {code: 'MANIFEST_UNKNOWN', message: 'manifest unknown'})
  },
}

/** Quay (docs.quay.io and public issues, read 2026-11). */
export const quay: Behaviour = productRegistry(product)
