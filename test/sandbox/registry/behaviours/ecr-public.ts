import {registryError} from '../answer.ts'
import {type Product, productRegistry} from '../product.ts'
import type {Behaviour} from '../scripted-registry.ts'

const product: Product = {
  challenge: {scheme: 'bearer', tokenPath: '/token/', service: 'public.ecr.aws', post: 405},
  refuseLogin(visitor) {
    const expired = 'Your authorization token has expired. Reauthenticate and try again.'
    if (visitor === 'expired') return registryError(403, {code: 'DENIED', message: expired})
    return visitor === 'wrong' ? registryError(401, {code: 'DENIED', message: 'Not Authorized'}) : undefined
  },
  // Everything that is there is there for everybody.
  refuseManifest({hasRepository, hasTag, repository}) {
    const absent = `The repository with name '${repository}' does not exist in the registry with id 'acme'`
    if (!hasRepository) return registryError(404, {code: 'NAME_UNKNOWN', message: absent})
    return hasTag ? undefined : registryError(404, {code: 'MANIFEST_UNKNOWN', message: 'Requested image not found'})
  },
}

/** Amazon's public gallery (docs.aws.amazon.com and public issues, read 2026-11). */
export const ecrPublic: Behaviour = productRegistry(product)
