import {formHints} from './form-hints.ts'
import {holding, warning} from './hint.ts'
import {loginToken} from './login-token.ts'
import type {Hint, HostPart, Provider, RegistryLogin} from './provider.ts'
import {recogniseToken} from './recognise-token.ts'
import {matchServiceHost} from './registry-host.ts'

/** JFrog's cloud. Elsewhere Artifactory has any host, or a host or port for each repository. */
const host = /^(?<registry>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)?)\.jfrog\.io$/

const title = 'JFrog Artifactory'

/** Artifactory, by JFrog's own domain or by the form of its tokens. */
export const artifactory: Provider = {
  id: 'artifactory',
  title,
  hosts: (registry) => matchServiceHost(registry, host) !== undefined,
  // A path belongs into the key only where images have it too: `host/repository/...`.
  usernameForm: 'that of the JFrog user the token was made for',
  canonicalKey: (registry) => registry,
  token: (login) => loginToken(login),
  hints: (login) => [...formHints(login, {title, vendors: ['jfrog']}), ...apiKeyHints(login)],
  handsOut: ({password}) => recogniseToken(password)?.vendor === 'jfrog',
  parts: (registry): readonly HostPart[] => {
    const value = matchServiceHost(registry, host)?.['registry']
    return value === undefined ? [] : [{name: 'registry', value}]
  },
}

/** JFrog stopped making API keys at the end of 2024 (release notes of Artifactory, read 2026-11). */
function apiKeyHints({password}: RegistryLogin): readonly Hint[] {
  const isApiKey = recogniseToken(password)?.kind === 'Artifactory API key'
  return holding(isApiKey && warning('Artifactory has given up API keys; an identity token takes their place'))
}
