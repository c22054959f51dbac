import {formHints} from './form-hints.ts'
import {holding, warning} from './hint.ts'
import {loginToken} from './login-token.ts'
import type {Hint, Provider, RegistryLogin} from './provider.ts'
import {isServiceHost} from './registry-host.ts'

const title = 'NVIDIA NGC'

/** NVIDIA's registry, with one user name for all: the text `$oauthtoken` (docs.nvidia.com, read 2026-11). */
export const ngc: Provider = {
  id: 'ngc',
  title,
  hosts: (registry) => isServiceHost(registry, ['nvcr.io']),
  home: 'nvcr.io',
  username: '$oauthtoken',
  canonicalKey: (registry) => registry,
  token: (login) => loginToken(login, login.password.isEmpty ? undefined : {kind: 'NGC API key', isShortLived: false}),
  hints: (login) => [...formHints(login, {title, vendors: ['nvidia']}), ...userHints(login)],
}

function userHints({username, password}: RegistryLogin): readonly Hint[] {
  const isOther = username !== '$oauthtoken' && !password.isEmpty
  return holding(
    isOther && warning('the user name is always $oauthtoken; a shell takes it away, save in single quotes'),
  )
}
