import {formHints} from './form-hints.ts'
import {parseGoogleKey} from './google-key.ts'
import {holding, note, warning} from './hint.ts'
import {loginToken} from './login-token.ts'
import type {Hint, HostPart, Provider, RegistryLogin, Token} from './provider.ts'
import {matchServiceHost} from './registry-host.ts'

const title = 'Google Artifact Registry'

/** A host for each location, and the names that Container Registry had before. Read 2026-11. */
const host =
  /^(?:(?<location>[a-z0-9-]+)-docker\.pkg\.dev|(?:(?<continent>asia|eu|us)\.)?gcr\.io|(?:k8s|mirror|marketplace)\.gcr\.io)$/

/** Google's registries, `gcr.io` among them. A login is stored for each host by itself, so for each location. */
export const gar: Provider = {
  id: 'gar',
  title,
  hosts: (registry) => matchServiceHost(registry, host) !== undefined,
  usernameForm: '_json_key for a key file, oauth2accesstoken for an access token',
  canonicalKey: (registry) => registry,
  token: (login) => loginToken(login, byUsername(login)),
  hints: (login) => [...formHints(login, {title, vendors: ['google']}), ...googleHints(login)],
  parts: (registry): readonly HostPart[] => {
    const {location, continent} = matchServiceHost(registry, host) ?? {}
    const value = location ?? continent
    return value === undefined ? [] : [{name: 'region', value}]
  },
  page: ({registry, repository}) => {
    const {location} = matchServiceHost(registry, host) ?? {}
    const [project, name] = repository.split('/')
    if (location === undefined || project === undefined || name === undefined) return undefined
    return `https://console.cloud.google.com/artifacts/docker/${project}/${location}/${name}`
  },
}

const accessUser = 'oauth2accesstoken'
const keyUsers = {json: '_json_key', base64: '_json_key_base64'} as const

function byUsername({username}: RegistryLogin): Token | undefined {
  return username === accessUser ? {kind: 'Google OAuth access token', isShortLived: true} : undefined
}

/** From Google's page on Docker authentication for Artifact Registry, read 2026-11. */
function googleHints(login: RegistryLogin): readonly Hint[] {
  const {username, password} = login
  if (password.isEmpty) return []
  const key = parseGoogleKey(password.reveal())
  const isAccess = gar.token(login).kind === 'Google OAuth access token'
  const isKeyUser = username === keyUsers.json || username === keyUsers.base64
  return holding(
    isAccess && username !== accessUser && warning(`the user name of an access token is ${accessUser}`),
    key &&
      username !== keyUsers[key.encoding] &&
      warning(
        `the user name of a ${key.encoding === 'json' ? 'key file' : 'key file in base64'} is ${keyUsers[key.encoding]}`,
      ),
    isKeyUser && !key && warning(`the user name ${username} goes with a whole key file, and the password is not one`),
    isAccess && note('an access token lasts about an hour; a service account key has no end'),
  )
}
