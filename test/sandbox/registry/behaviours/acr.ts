import {type Answer, registryError} from '../answer.ts'
import {insufficientScope, type Product, productRegistry} from '../product.ts'
import type {Behaviour} from '../scripted-registry.ts'

const tokenPath = '/oauth2/token'
const words = 'authentication required, visit https://aka.ms/acr/authorization for more information.'

const product: Product = {
  challenge: {scheme: 'bearer', tokenPath, post: 400},
  refuseLogin(visitor) {
    const isRefused = visitor === 'wrong' || visitor === 'expired' || visitor === 'nobody'
    return isRefused ? registryError(401, {code: 'UNAUTHORIZED', message: words}) : undefined
  },
  refuseManifest(visit) {
    if (visit.visitor !== 'reader' || !visit.hasRepository) return insufficientScope(visit, tokenPath, words)
    const absent = 'manifest tagged by the given tag is not found'
    return visit.hasTag ? undefined : registryError(404, {code: 'MANIFEST_UNKNOWN', message: absent})
  },
}

/** Azure Container Registry without anonymous pull (github.com/Azure/acr, read 2026-11). */
export const acr: Behaviour = productRegistry(product)

/** The same behind its firewall, for an address it does not know. */
export function acrFirewall(): Answer {
  const message = "client with IP '192.0.2.1' is not allowed access. Refer https://aka.ms/acr/firewall to grant access."
  return registryError(403, {code: 'DENIED', message})
}
