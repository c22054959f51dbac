import {registryError} from '../answer.ts'
import {type Product, productRegistry} from '../product.ts'
import type {Behaviour} from '../scripted-registry.ts'

const product: Product = {
  challenge: {scheme: 'bearer', tokenPath: '/token', post: 404},
  // A bad login is refused even for what everybody may have.
  refuseLogin(visitor, {isOpen, repository}) {
    if (visitor === 'wrong' || visitor === 'expired') return registryError(403, {code: 'DENIED', message: 'denied'})
    if (isOpen || repository === '' || visitor === 'reader') return undefined
    return registryError(403, {code: 'DENIED', message: 'requested access to the resource is denied'})
  },
  refuseManifest({hasRepository, hasTag}) {
    if (!hasRepository)
      return registryError(404, {code: 'NAME_UNKNOWN', message: 'repository name not known to registry'})
    return hasTag ? undefined : registryError(404, {code: 'MANIFEST_UNKNOWN', message: 'manifest unknown'})
  },
}

/** GitHub's registry (docs.github.com and public issues, read 2026-11). */
export const ghcr: Behaviour = productRegistry(product)
