import {formHints} from './form-hints.ts'
import {holding, warning} from './hint.ts'
import {loginToken} from './login-token.ts'
import type {Hint, Provider, RegistryLogin, Token} from './provider.ts'
import {isServiceHost} from './registry-host.ts'

const title = 'Quay'

/** quay.io by its host, another Quay by its robots: a name with a plus sign, and 64 capitals and digits. */
export const quay: Provider = {
  id: 'quay',
  title,
  hosts: isHosted,
  home: 'quay.io',
  usernameForm: 'NAMESPACE+ROBOT, the whole of it',
  canonicalKey: (registry) => registry,
  token: (login) => loginToken(login, byUsername(login)),
  hints: (login) => [...formHints(login, {title, vendors: ['red-hat']}), ...quayHints(login)],
  handsOut: (login) => isRobot(login.username) && hasRobotToken(login),
  account: (login) => (isAccounts(login) ? {holder: 'person', instead: 'a robot account'} : undefined),
  page: ({registry, repository}) => (isHosted(registry) ? `https://quay.io/repository/${repository}` : undefined),
}

function isHosted(registry: string): boolean {
  return isServiceHost(registry, ['quay.io'])
}

/** The user names with a meaning of their own are those of `credential_consts.py` in quay/quay. Read 2026-11. */
function byUsername({username}: RegistryLogin): Token | undefined {
  if (username === '$oauthtoken') return {kind: 'Quay OAuth access token', isShortLived: false}
  if (username === '$app') return {kind: 'Quay application token', isShortLived: false}
  return isRobot(username) ? {kind: 'Quay robot token', isShortLived: false} : undefined
}

/** Whoever is no robot and no application; only quay.io is surely a Quay. */
function isAccounts(login: RegistryLogin): boolean {
  return isHosted(login.registry) && quay.token(login).kind === 'password'
}

function isRobot(username: string): boolean {
  return /^[a-z0-9_.-]+\+[a-z0-9_.-]+$/.test(username)
}

function hasRobotToken({password}: RegistryLogin): boolean {
  return /^[A-Z0-9]{64}$/.test(password.reveal())
}

function quayHints(login: RegistryLogin): readonly Hint[] {
  const {username, password} = login
  return holding(
    hasRobotToken(login) && !isRobot(username) && warning('the user name of a robot is the whole of NAMESPACE+NAME'),
    username.startsWith('\\$') && warning('the user name has a backslash before its "$"'),
    username === '' && !password.isEmpty && warning('the user name is empty; a shell takes $oauthtoken away'),
  )
}
