import {formHints} from './form-hints.ts'
import {loginToken} from './login-token.ts'
import type {Provider, RegistryLogin, Token} from './provider.ts'
import {isServiceHost} from './registry-host.ts'

const title = 'Red Hat Ecosystem Catalog'

/** Red Hat's registries that ask for a login. A registry service account is `number|name`. Read 2026-11. */
export const redHat: Provider = {
  id: 'red-hat',
  title,
  hosts: (registry) => isServiceHost(registry, ['registry.redhat.io', 'registry.connect.redhat.com']),
  home: 'registry.redhat.io',
  usernameForm: 'NUMBER|NAME, the whole of it',
  canonicalKey: (registry) => registry,
  token: (login) => loginToken(login, byUsername(login)),
  hints: (login) => formHints(login, {title, vendors: ['red-hat']}),
  account: (login) => (isAccounts(login) ? {holder: 'person', instead: 'a registry service account'} : undefined),
}

/** Whoever is no service account logs in as at Red Hat's pages for customers. */
function isAccounts(login: RegistryLogin): boolean {
  return redHat.token(login).kind === 'password'
}

function byUsername({username}: RegistryLogin): Token | undefined {
  return /^\d+\|./.test(username) ? {kind: 'Red Hat registry token', isShortLived: false} : undefined
}
