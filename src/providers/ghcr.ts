import {formHints} from './form-hints.ts'
import {holding, note, warning} from './hint.ts'
import {loginToken} from './login-token.ts'
import type {Hint, Provider, RegistryLogin} from './provider.ts'
import {recogniseToken} from './recognise-token.ts'
import {isServiceHost} from './registry-host.ts'

const title = 'GitHub Container Registry'

/** GitHub's registry. A GitHub Enterprise server has the same under a host of its own, told by the form of the token. */
export const ghcr: Provider = {
  id: 'ghcr',
  title,
  hosts: isHosted,
  home: 'ghcr.io',
  usernameForm: 'any text, by custom the GitHub user',
  canonicalKey: (registry) => registry,
  token: (login) => loginToken(login, isHex(login) ? oldToken : undefined),
  hints: (login) => [...formHints(login, {title, vendors: ['github']}), ...githubHints(login)],
  handsOut: ({password}) => recogniseToken(password)?.vendor === 'github',
  account: (login) =>
    personalKinds.has(ghcr.token(login).kind)
      ? {holder: 'person', instead: 'a token of a machine account with the scope read:packages alone'}
      : undefined,
  // A browser is sent on from here to the page of the package, which only GitHub knows: a user's or an organization's.
  page: ({registry, repository}) => (isHosted(registry) ? `https://ghcr.io/${repository}` : undefined),
}

function isHosted(registry: string): boolean {
  return isServiceHost(registry, ['ghcr.io'])
}

/** Personal access tokens had no prefix before 2021. */
const oldToken = {kind: 'GitHub token (without prefix)', isShortLived: false}

/** Of these a person's account and a machine's have the same. */
const personalKinds: ReadonlySet<string> = new Set([
  oldToken.kind,
  'GitHub personal access token (classic)',
  'GitHub fine-grained personal access token',
  'GitHub OAuth access token',
])

function isHex({password}: RegistryLogin): boolean {
  return /^[0-9a-f]{40}$/.test(password.reveal())
}

/** From GitHub's pages on its container registry, read 2026-11. */
function githubHints(login: RegistryLogin): readonly Hint[] {
  const {username, password} = login
  if (password.isEmpty) return []
  const {kind} = ghcr.token(login)
  return holding(
    kind === 'password' && warning('GitHub takes a token, not the password of an account'),
    kind === 'GitHub fine-grained personal access token' &&
      warning('GitHub Packages takes no fine-grained tokens; a classic one with the scope read:packages serves'),
    username === '' && warning('the user name is empty; any text serves, as long as there is one'),
    kind === 'GitHub personal access token (classic)' &&
      note('the token needs the scope read:packages, and to be authorized where an organization has single sign-on'),
    kind === 'GitHub App installation token' &&
      note("a workflow's token ends with its job; a classic personal access token with the scope read:packages lasts"),
  )
}
