import {json, registryError} from '../answer.ts'
import {type Product, productRegistry} from '../product.ts'
import type {Behaviour} from '../scripted-registry.ts'

const product: Product = {
  challenge: {scheme: 'bearer', tokenPath: '/artifactory/api/docker/docker-local/v2/token', post: 401},
  refuseLogin(visitor) {
    const message = visitor === 'expired' ? 'Token failed verification: expired' : 'Bad credentials'
    return visitor === 'wrong' || visitor === 'expired' ? json(401, {errors: [{status: 401, message}]}) : undefined
  },
  refuseManifest({visitor, isOpen, hasRepository, hasTag}) {
    const denial = 'The client does not have permission for manifest'
    if (!isOpen && visitor !== 'reader') return registryError(403, {code: 'DENIED', message: denial})
    if (!hasRepository)
      return registryError(404, {code: 'NAME_UNKNOWN', message: 'The named repository does not exist'})
    return hasTag
      ? undefined
      : registryError(404, {code: 'MANIFEST_UNKNOWN', message: 'The named manifest is not known'})
  },
}

/** JFrog Artifactory, with its token server under a path (public issues, read 2026-11). */
export const artifactory: Behaviour = productRegistry(product)
