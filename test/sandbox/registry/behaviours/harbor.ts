import {registryError} from '../answer.ts'
import {type Product, productRegistry} from '../product.ts'
import type {Behaviour} from '../scripted-registry.ts'

const product: Product = {
  challenge: {scheme: 'bearer', tokenPath: '/service/token', service: 'harbor-registry', post: 405},
  refuseLogin(visitor) {
    const isRefused = visitor === 'wrong' || visitor === 'expired'
    return isRefused ? registryError(401, {code: 'UNAUTHORIZED', message: 'unauthorized'}) : undefined
  },
  refuseManifest({visitor, repository, isOpen, hasRepository, hasTag}) {
    const denial = `unauthorized to access repository: ${repository}, action: pull`
    if (!isOpen && visitor !== 'reader') return registryError(401, {code: 'UNAUTHORIZED', message: denial})
    if (!hasRepository) return registryError(404, {code: 'NOT_FOUND', message: `repository ${repository} not found`})
    return hasTag ? undefined : registryError(404, {code: 'NOT_FOUND', message: `artifact ${repository} not found`})
  },
}

/** Harbor, whose codes are not the specification's (goharbor/harbor, read 2026-11). */
export const harbor: Behaviour = productRegistry(product)
