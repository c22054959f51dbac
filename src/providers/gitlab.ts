import {formHints} from './form-hints.ts'
import {holding, note, warning} from './hint.ts'
import {loginToken} from './login-token.ts'
import type {Hint, Provider, RegistryLogin, Token} from './provider.ts'
import {recogniseToken} from './recognise-token.ts'
import {isServiceHost} from './registry-host.ts'

const title = 'GitLab Container Registry'

/** gitlab.com's registry by its host, any other GitLab's by its logins: its host and port are chosen by who runs it. */
export const gitlab: Provider = {
  id: 'gitlab',
  title,
  hosts: (registry) => isServiceHost(registry, ['registry.gitlab.com']),
  home: 'registry.gitlab.com',
  usernameForm: "that of the deploy token, gitlab+deploy-token-N unless one was chosen, or the person's",
  canonicalKey: (registry) => registry,
  token: (login) => loginToken(login, byUsername(login)),
  hints: (login) => [...formHints(login, {title, vendors: ['gitlab']}), ...gitlabHints(login)],
  handsOut: (login) => byUsername(login) !== undefined || recogniseToken(login.password)?.vendor === 'gitlab',
  account: (login) => (isAccounts(login) ? {holder: 'person', instead: 'a deploy token'} : undefined),
}

const jobUser = 'gitlab-ci-token'

/** The user names that GitLab makes up itself (docs.gitlab.com, read 2026-11). */
function byUsername({username}: RegistryLogin): Token | undefined {
  if (/^gitlab\+deploy-token-\d+$/.test(username)) return {kind: 'GitLab deploy token', isShortLived: false}
  return username === jobUser ? {kind: 'GitLab CI/CD job token', isShortLived: true} : undefined
}

/** Tokens of projects and groups have the form of a person's; the user of each is a bot (docs.gitlab.com, read 2026-11). */
function isAccounts(login: RegistryLogin): boolean {
  const isBots = /^(?:project|group)_\d+_bot/.test(login.username)
  return gitlab.token(login).kind === 'GitLab access token' && !isBots
}

function gitlabHints(login: RegistryLogin): readonly Hint[] {
  const {kind} = gitlab.token(login)
  const isJob = kind === 'GitLab CI/CD job token'
  return holding(
    isJob && login.username !== jobUser && warning(`the user name of a job token is ${jobUser}`),
    !isJob && login.username === jobUser && warning(`the user name ${jobUser} goes with job tokens only`),
    isJob && note('a job token ends with its job; a deploy token with the scope read_registry lasts'),
    kind === 'GitLab access token' && note('the token needs the scope read_registry'),
    kind === 'GitLab deploy token' &&
      note('the token needs the scope read_registry, and may have a day on which it ends'),
  )
}
