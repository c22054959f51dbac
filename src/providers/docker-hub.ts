import {formHints} from './form-hints.ts'
import {holding, note} from './hint.ts'
import {loginToken} from './login-token.ts'
import type {Hint, Provider, RegistryLogin} from './provider.ts'
import {recogniseToken} from './recognise-token.ts'
import {isServiceHost} from './registry-host.ts'

const title = 'Docker Hub'

/** Nothing but these names, without a port, is taken for Docker Hub by the kubelet and the runtimes. */
const indexHosts = ['docker.io', 'index.docker.io']

/** Names of its API. They serve the same images; the kubelet looks for a key of the same name. */
const apiHosts = ['registry-1.docker.io', 'registry.hub.docker.com']

/** Docker Hub. A reference to it says `docker.io` or nothing. */
export const dockerHub: Provider = {
  id: 'docker-hub',
  title,
  hosts: (registry) => indexHosts.includes(registry) || isServiceHost(registry, apiHosts),
  home: 'docker.io',
  usernameForm: 'a Docker ID, or of an organization access token the organization',
  // Docker's tools look for this key and no other (`GetAuthConfigKey` in docker/cli); the kubelet takes it as well.
  canonicalKey: (registry) => (indexHosts.includes(registry) ? 'https://index.docker.io/v1/' : registry),
  token: (login) => loginToken(login, isUuid(login) ? oldToken : undefined),
  hints: (login) => [...formHints(login, {title, vendors: ['docker']}), ...organizationHints(login)],
  account: (login) => (isAccounts(login) ? {holder: 'person', instead: 'an organization access token'} : undefined),
  page: ({repository}) => {
    const official = /^library\/([^/]+)$/.exec(repository)?.[1]
    return official === undefined ? `https://hub.docker.com/r/${repository}` : `https://hub.docker.com/_/${official}`
  },
}

/** Personal access tokens were UUIDs before they got a prefix. Read 2026-11. */
const oldToken = {kind: 'Docker personal access token (without prefix)', isShortLived: false}

function isUuid({password}: RegistryLogin): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(password.reveal())
}

/** Docker Hub's users are people; for machines an organization has tokens of its own. */
function isAccounts(login: RegistryLogin): boolean {
  const {kind} = dockerHub.token(login)
  return kind === 'password' || kind === oldToken.kind || kind === 'Docker personal access token'
}

/** Organization access tokens go with the organization's name (docs.docker.com, read 2026-11). */
function organizationHints({password}: RegistryLogin): readonly Hint[] {
  const isOrganizations = recogniseToken(password)?.kind === 'Docker organization access token'
  return holding(isOrganizations && note('the user name of an organization access token is that of the organization'))
}
