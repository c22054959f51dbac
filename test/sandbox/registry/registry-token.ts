import {createHash, createPrivateKey, createPublicKey, randomUUID, sign} from 'node:crypto'
import type {KeyPair} from '../certificate-authority.ts'
import type {TokenAccess} from './token-right.ts'

export interface TokenClaims {
  readonly issuer: string
  readonly service: string
  /** Empty for nobody. */
  readonly subject: string
  readonly lifetimeSeconds: number
  readonly access: readonly TokenAccess[]
}

/**
 * A token that Distribution 2.8 accepts (Distribution, "Token Authentication Implementation"): a JWT signed ES256,
 * whose `kid` is the libtrust key id of a certificate in the registry's `rootcertbundle`.
 */
export function registryToken(signer: KeyPair, claims: TokenClaims): string {
  const now = Math.floor(Date.now() / 1000)
  const header = {typ: 'JWT', alg: 'ES256', kid: libtrustKeyId(signer.cert)}
  const payload = {
    iss: claims.issuer,
    sub: claims.subject,
    aud: claims.service,
    exp: now + claims.lifetimeSeconds,
    nbf: now - 10,
    iat: now,
    jti: randomUUID(),
    access: claims.access,
  }
  const signed = `${segment(header)}.${segment(payload)}`
  const signature = sign('sha256', Buffer.from(signed), {
    key: createPrivateKey(signer.key),
    dsaEncoding: 'ieee-p1363',
  })
  return `${signed}.${signature.toString('base64url')}`
}

function segment(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

/**
 * The first 240 bits of the public key's SHA-256, base32, in twelve groups of four (`keyIDFromCryptoKey`, libtrust).
 */
function libtrustKeyId(certificate: string): string {
  const der = createPublicKey(certificate).export({type: 'spki', format: 'der'})
  const bytes = createHash('sha256').update(der).digest().subarray(0, 30)
  return base32(bytes).replace(/.{4}(?=.)/g, '$&:')
}

/** RFC 4648, section 6; 30 bytes need no padding. */
function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  return bits.replace(/.{5}/g, (five) => letters.charAt(Number.parseInt(five, 2)))
}
