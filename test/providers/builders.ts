import {Sensitive} from '../../src/credentials/sensitive.ts'
import type {Provider, RegistryLogin} from '../../src/providers/provider.ts'

/** A login as text, for tables. */
export interface GivenLogin {
  readonly registry?: string
  readonly username?: string
  readonly password?: string
}

/** A login for any registry that tells nothing, unless something else is said. */
export function aLogin({registry = 'registry.test', username = '', password = ''}: GivenLogin): RegistryLogin {
  return {registry, username, password: new Sensitive(password)}
}

/** The warnings and notes of a provider, as text. */
export function hintsOf(
  provider: Provider,
  login: GivenLogin,
): {readonly warnings: string[]; readonly notes: string[]} {
  const hints = provider.hints(aLogin(login))
  const texts = (severity: string) => hints.filter((hint) => hint.severity === severity).map(({text}) => text)
  return {warnings: texts('warning'), notes: texts('info')}
}

/** A JSON Web Token with these claims and a signature that verifies nowhere. */
export function aJwt(claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({alg: 'RS256', typ: 'JWT'})}.${part(claims)}.c2lnbmF0dXJl`
}

/** The password of ECR, with its end in seconds. */
export function anEcrPassword(expiration: unknown): string {
  return base64(JSON.stringify({payload: 'c2VhbGVk', datakey: 'a2V5', version: '2', type: 'DATA_KEY', expiration}))
}

/** A Google credential file. */
export function aGoogleKey(type = 'service_account'): string {
  return JSON.stringify({
    type,
    project_id: 'shop',
    private_key: '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n',
  })
}

/** A refresh token of the Azure registry with this name. */
export function anAcrToken(audience: string, grant = 'refresh_token'): string {
  const made = 1_795_000_000
  const claims = {aud: audience, iss: 'Azure Container Registry', grant_type: grant, iat: made, exp: made + 10_800}
  return aJwt(claims)
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
