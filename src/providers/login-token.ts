import type {RegistryLogin, Token} from './provider.ts'
import {recogniseToken} from './recognise-token.ts'

/**
 * The token of a login. The form of the password leads; the user name, where a product gives it a meaning, decides what
 * a form does not tell.
 */
export function loginToken(login: RegistryLogin, byUsername?: Token): Token {
  const form = recogniseToken(login.password)
  if (!form) return byUsername ?? {kind: 'password', isShortLived: false}
  const {expiresAt, isShortLived} = form
  const kind = form.vendor === 'unknown' && byUsername ? byUsername.kind : form.kind
  return {kind, ...(expiresAt !== undefined && {expiresAt}), isShortLived}
}
