import {isDockerHubAlias} from './explain-key.ts'
import {readServerName} from './server-name.ts'

/** A registry as people write it down, by what the kubelet matches. */
export type GivenRegistry =
  /** `registry` is `host[:port]` as in a reference; `path`, with its slash, is the part of it that the login is for. */
  | {readonly kind: 'registry'; readonly registry: string; readonly path: string}
  /** Follows on what is at fault. Nothing is quoted, for there may be a password in the text. */
  | {readonly kind: 'fault'; readonly message: string}

/**
 * Takes off what no image name has: a scheme, the version of an API, slashes at the end, capital letters of the host and
 * white space around. The names of Docker Hub's other hosts stand for Docker Hub. A path stays, since the kubelet compares
 * it with the beginning of the repository.
 */
export function readGivenRegistry(text: string): GivenRegistry {
  const bare = text.trim().replace(/^[A-Za-z][A-Za-z0-9+.-]*:\/\//, '')
  const slash = bare.search(/[/?#]/)
  const host = (slash < 0 ? bare : bare.slice(0, slash)).toLowerCase()
  const behind = slash < 0 ? '' : bare.slice(slash)
  if (host.includes('@')) return {kind: 'fault', message: 'holds a login, which has members of its own'}
  if (/[?#]/.test(behind)) return {kind: 'fault', message: 'has a query or a fragment'}
  const path = behind
    .replace(/^\/+v[12](?=\/|$)/, '')
    .replace(/^\/+/, '/')
    .replace(/\/+$/, '')
  if (isDockerHubAlias(host) || host === 'index.docker.io') return {kind: 'registry', registry: 'docker.io', path}
  const server = readServerName(host)
  if (server.kind === 'fault') return {kind: 'fault', message: server.message}
  return {kind: 'registry', registry: server.registry, path}
}
