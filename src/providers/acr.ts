import {formHints} from './form-hints.ts'
import {holding, note, warning} from './hint.ts'
import {loginToken} from './login-token.ts'
import type {Hint, HostPart, Provider, RegistryLogin, Token} from './provider.ts'
import {recogniseToken} from './recognise-token.ts'
import {matchServiceHost} from './registry-host.ts'

const title = 'Azure Container Registry'

/** NAME.azurecr.io, NAME.REGION.geo.azurecr.io for one replica, and the national clouds' domains. Read 2026-11. */
const host = /^(?<registry>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9]+\.geo)?\.azurecr\.(?:io|cn|us|de)$/

/** The user name that goes with tokens of Microsoft Entra, in place of one (Azure/acr, docs/AAD-OAuth.md). */
const noUser = '00000000-0000-0000-0000-000000000000'

/** Azure Container Registry, by its host. */
export const acr: Provider = {
  id: 'acr',
  title,
  hosts: (registry) => nameOf(registry) !== undefined,
  usernameForm: 'the application ID of a service principal, or the name of a repository token',
  canonicalKey: (registry) => registry,
  token: (login) => loginToken(login, byUsername(login)),
  hints: (login) => [...formHints(login, {title, vendors: ['microsoft']}), ...azureHints(login)],
  handsOut: ({username, password}) => username === noUser || /^ACR /.test(recogniseToken(password)?.kind ?? ''),
  account: ({registry, username}) =>
    username.toLowerCase() === nameOf(registry)
      ? {holder: 'administrator', instead: 'a token whose scope map allows to pull, or a service principal'}
      : undefined,
  parts: (registry): readonly HostPart[] => {
    const value = nameOf(registry)
    return value === undefined ? [] : [{name: 'registry', value}]
  },
}

function nameOf(registry: string): string | undefined {
  return matchServiceHost(registry, host)?.['registry']
}

function byUsername({registry, username}: RegistryLogin): Token | undefined {
  if (username === noUser) return {kind: 'ACR refresh token', isShortLived: true}
  if (username.toLowerCase() === nameOf(registry)) return {kind: 'ACR admin password', isShortLived: false}
  return isUuid(username) ? {kind: 'Microsoft Entra client secret', isShortLived: false} : undefined
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}

/** The life of a refresh token as read 2026-11. */
function azureHints(login: RegistryLogin): readonly Hint[] {
  const {kind} = acr.token(login)
  const isRefresh = kind === 'ACR refresh token'
  return holding(
    isRefresh && login.username !== noUser && warning(`the user name of a refresh token is ${noUser}`),
    isForeignRegistry(login) && warning('the token was made for another registry'),
    kind === 'ACR access token' && warning('an access token does not log in; it is made from a refresh token'),
    kind === 'Microsoft Entra access token' &&
      warning('a token of Microsoft Entra does not log in; "az acr login --expose-token" exchanges it'),
    kind === 'Microsoft Entra client secret' &&
      login.username === noUser &&
      warning('the user name of a service principal is its application ID'),
    isRefresh &&
      note('a refresh token lasts about three hours; a service principal or a repository token lasts longer'),
  )
}

/** A token of the registry names it in `aud`; a replica of another region is the same registry. */
function isForeignRegistry({registry, password}: RegistryLogin): boolean {
  const audience =
    recogniseToken(password)
      ?.jwt?.audience.map(nameOf)
      .filter((name) => name !== undefined) ?? []
  const name = nameOf(registry)
  return name !== undefined && audience.length > 0 && !audience.includes(name)
}
