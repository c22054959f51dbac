import {json, registryError, response} from '../../sandbox/registry/answer.ts'
import type {RecordedRequest} from '../../sandbox/registry/recorded-request.ts'
import {canaries} from './canary.ts'

const image = {
  schemaVersion: 2,
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  config: {mediaType: 'application/vnd.oci.image.config.v1+json', digest: `sha256:${'1'.repeat(64)}`, size: 2},
  layers: [{mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: `sha256:${'2'.repeat(64)}`, size: 2}],
}

/** Asks for a login by Basic, and repeats in its refusal whatever it was told. */
export function echo({headers}: RecordedRequest) {
  const {authorization = ''} = headers
  const told = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString()
  const challenge = {'WWW-Authenticate': 'Basic realm="echo"'}
  return registryError(401, {code: told || 'UNAUTHORIZED', message: `no: ${authorization} ${told}`}, challenge)
}

/** Gives a token to everybody, and sends who asks for a blob to another host by a URL that is signed. */
export function bearer({url, headers, origin, method}: RecordedRequest) {
  const {registryToken} = canaries
  if (url.startsWith('/token')) return json(200, {token: registryToken, access_token: registryToken})
  if (!headers.authorization?.startsWith('Bearer ')) return challenged(`${origin}/token`)
  if (url.includes('/blobs/')) return response(307, {Location: signed(`${origin.replace(/\d+$/, '1')}${url}`)})
  if (url.includes('/manifests/')) {
    const text = JSON.stringify(image)
    return response(200, {'Content-Type': image.mediaType}, method === 'HEAD' ? '' : text)
  }
  return json(200, {})
}

/** The URL as object stores and CDNs sign it, each in its own way. */
export function signed(url: string): string {
  const signature = encodeURIComponent(canaries.signature)
  return `${url}?X-Amz-Signature=${signature}&sig=${signature}&token=${signature}&se=2026&${signature}#${signature}`
}

/** Sends who asks to a token server whose URL has secrets of its own, and refuses all there. */
export function asksAtSecretRealm({url, origin}: RecordedRequest) {
  const secret = encodeURIComponent(canaries.realm)
  if (url.startsWith('/token')) return registryError(403, {code: 'DENIED', message: `no: ${origin}${url}`})
  return challenged(`${origin.replace('//', `//ci:${secret}@`)}/token?sig=${secret}`)
}

/** Sends who asks to a token server. */
export function challenged(realm: string) {
  const challenge = {'WWW-Authenticate': `Bearer realm="${realm}",service="s"`}
  return registryError(401, {code: 'UNAUTHORIZED', message: 'authentication required'}, challenge)
}
