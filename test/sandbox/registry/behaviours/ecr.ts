import {registryError, response} from '../answer.ts'
import {type Product, productRegistry} from '../product.ts'
import type {Behaviour} from '../scripted-registry.ts'

const denial =
  'User: arn:aws:sts::210987654321:assumed-role/node/i-0abc is not authorized to perform: ecr:BatchGetImage on resource'

const product: Product = {
  challenge: {scheme: 'basic', realm: 'https://ecr.example.test/'},
  refuseLogin(visitor) {
    const expired = 'Your authorization token has expired. Reauthenticate and try again.'
    if (visitor === 'expired') return registryError(403, {code: 'DENIED', message: expired})
    if (visitor !== 'wrong') return undefined
    return response(401, {'Content-Type': 'text/plain', 'WWW-Authenticate': 'Basic realm="ecr"'}, 'Not Authorized\n')
  },
  refuseManifest({visitor, hasRepository, hasTag}) {
    if (visitor !== 'reader') return registryError(403, {code: 'DENIED', message: denial})
    const absent = 'The repository with the given name does not exist in the registry with id 123456789012'
    if (!hasRepository) return registryError(404, {code: 'NAME_UNKNOWN', message: absent})
    return hasTag ? undefined : registryError(404, {code: 'MANIFEST_UNKNOWN', message: 'Requested image not found'})
  },
}

/** Amazon ECR: Basic, with a token for a password (read 2026-11). */
export const ecr: Behaviour = productRegistry(product)
