import {registryError} from '../answer.ts'
import {type Product, productRegistry} from '../product.ts'
import type {Behaviour} from '../scripted-registry.ts'

const product: Product = {
  challenge: {scheme: 'bearer', tokenPath: '/jwt/auth', service: 'container_registry', post: 404},
  refuseLogin(visitor, {isOpen, repository}) {
    if (visitor === 'wrong') return registryError(401, {code: 'UNAUTHORIZED', message: 'HTTP Basic: Access denied'})
    if (visitor === 'expired') return registryError(403, {code: 'DENIED', message: 'access forbidden'})
    if (isOpen || repository === '' || visitor === 'reader') return undefined
    return registryError(403, {code: 'DENIED', message: 'access forbidden'})
  },
  refuseManifest({hasRepository, hasTag}) {
    if (!hasRepository)
      return registryError(404, {code: 'NAME_UNKNOWN', message: 'repository name not known to registry'})
    return hasTag ? undefined : registryError(404, {code: 'MANIFEST_UNKNOWN', message: 'manifest unknown'})
  },
}

/** GitLab's registry, whose tokens GitLab itself issues (docs.gitlab.com, read 2026-11). */
export const gitlab: Behaviour = productRegistry(product)
