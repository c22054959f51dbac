import type {X509Certificate} from 'node:crypto'
import type {IncomingMessage} from 'node:http'
import {TLSSocket} from 'node:tls'
import {unauthorized} from './status-error.ts'
import {anonymous, authenticated, type SandboxUser, type UserInfo} from './user.ts'

/**
 * Who sent the request: by client certificate (CN is the user, each O a group), else by bearer token, else nobody.
 * A login that is not known is refused (401), while none at all is let in as `system:anonymous`.
 */
export function authenticate(incoming: IncomingMessage, users: readonly SandboxUser[]): UserInfo {
  const {socket} = incoming
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined
  if (certificate !== undefined && socket instanceof TLSSocket && socket.authorized) return certified(certificate)
  const {authorization} = incoming.headers
  if (authorization === undefined && certificate === undefined) return anonymous
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
  const user = users.find((one) => token !== undefined && tokenOf(one) === token)
  if (user === undefined) throw unauthorized()
  return authenticated(user.name, user.groups)
}

/** The token that stands for a user. */
export function tokenOf(user: SandboxUser): string {
  return user.token ?? `${user.name}-token`
}

function certified(certificate: X509Certificate): UserInfo {
  const {subject} = certificate.toLegacyObject()
  const user = authenticated(String(subject.CN), [subject.O ?? []].flat())
  const fingerprint = certificate.fingerprint256.replaceAll(':', '').toLowerCase()
  return {...user, extra: {'authentication.kubernetes.io/credential-id': [`X509SHA256=${fingerprint}`]}}
}
