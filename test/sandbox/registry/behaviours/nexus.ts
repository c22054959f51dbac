import {registryError} from '../answer.ts'
import {type Product, productRegistry} from '../product.ts'
import type {Behaviour} from '../scripted-registry.ts'

const realm = 'Sonatype Nexus Repository Manager'
const words = 'access to the requested resource is not authorized'
const unknown = 'repository name not known to registry'

const product: Product = {
  challenge: {scheme: 'basic', realm},
  refuseLogin(visitor) {
    if (visitor !== 'wrong' && visitor !== 'expired') return undefined
    return registryError(401, {code: 'UNAUTHORIZED', message: words}, {'WWW-Authenticate': `Basic realm="${realm}"`})
  },
  refuseManifest({visitor, resource, hasRepository, hasTag}) {
    if (visitor !== 'reader') return registryError(403, {code: 'DENIED', message: words})
    // A manifest is unknown in every repository; a list of tags that is not there is a repository's that is not there.
    if (resource === 'tags' && !hasRepository) return registryError(404, {code: 'NAME_UNKNOWN', message: unknown})
    return hasTag ? undefined : registryError(404, {code: 'MANIFEST_UNKNOWN', message: 'manifest unknown'})
  },
}

/** Sonatype Nexus without its Bearer realm (help.sonatype.com, read 2026-11). */
export const nexus: Behaviour = productRegistry(product)
