import {parseReference} from '../reference/parse-reference.ts'
import {isDockerHubAlias} from './explain-key.ts'

/** Why a text is not `host[:port]` as an image names its registry. */
export type ServerFault =
  | 'blank'
  | 'white-space'
  | 'user-info'
  | 'scheme'
  | 'query'
  | 'trailing-slash'
  /** `/v1`, `/v2/` and the like, which belong to an API and to no image. */
  | 'version-path'
  | 'path'
  | 'wildcard'
  | 'upper-case'
  /** A host of Docker's that is not Docker Hub's registry to the kubelet. */
  | 'docker-hub-alias'
  | 'port'
  /** Without a dot or a port an image's first part is no registry. */
  | 'short-name'
  /** The kubelet takes its brackets for a set of characters. */
  | 'address-without-port'
  | 'host'

export type ServerName =
  /** `registry` is `host[:port]` as in a reference, `key` what to write under `auths`. */
  | {readonly kind: 'registry'; readonly registry: string; readonly key: string}
  | {
      readonly kind: 'fault'
      readonly fault: ServerFault
      /** Follows on "the server": `has a scheme`. Nothing is quoted, for there may be a password in the text. */
      readonly message: string
      /** What to write instead, where the text leaves no doubt. */
      readonly instead?: string
    }

/** The key that `docker login` and `kubectl create secret docker-registry` write for Docker Hub. */
const dockerHubUrl = 'https://index.docker.io/v1/'

/**
 * Reads what a user gives as the server of a login. kubectl writes any text as the key, and the kubelet then finds it or
 * not; here only what an image can name is a server. Docker Hub may be called by the URL that kubectl's own default is,
 * and by every other spelling that the kubelet takes for it.
 */
export function readServerName(text: string): ServerName {
  if (/^(?:https?:\/\/)?(?:index\.)?docker\.io(?:\/(?:v[12]\/)?)?$/.test(text)) {
    return {kind: 'registry', registry: 'docker.io', key: text}
  }
  const parts = cut(text.trim())
  const fault = faultOf(text, parts)
  if (fault === undefined) return {kind: 'registry', registry: text, key: text}
  const instead = insteadOf(parts)
  return {kind: 'fault', fault, message: messages[fault], ...(instead !== undefined && {instead})}
}

interface Parts {
  readonly scheme: string
  readonly userinfo: string
  readonly host: string
  readonly path: string
  readonly query: string
}

const messages: Readonly<Record<ServerFault, string>> = {
  blank: 'is blank',
  'white-space': 'holds white space',
  'user-info': 'holds a user name; it goes into a flag of its own',
  scheme: 'has a scheme; images name their registry without one',
  query: 'has a query or a fragment',
  'trailing-slash': 'ends in a slash',
  'version-path': 'has the path of an API version; no image is below it',
  path: 'has a path; a login is for the whole registry',
  wildcard: 'has a wildcard; one registry must be named',
  'upper-case': 'has capital letters; the kubelet compares hosts letter by letter',
  'docker-hub-alias': 'is not where images of Docker Hub are looked up',
  port: 'has a port that is not a number from 1 to 65535',
  'short-name': 'has neither a dot nor a port, so that no image can name it as its registry',
  'address-without-port': 'is an IPv6 address without a port; the kubelet finds such a key for no image',
  host: 'is no host name',
}

function cut(text: string): Parts {
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.exec(text)?.[0] ?? ''
  const rest = text.slice(scheme.length)
  const end = rest.search(/[/?#]/)
  const authority = end < 0 ? rest : rest.slice(0, end)
  const behind = end < 0 ? '' : rest.slice(end)
  const query = behind.search(/[?#]/)
  const at = authority.lastIndexOf('@')
  return {
    scheme,
    userinfo: at < 0 ? '' : authority.slice(0, at + 1),
    host: authority.slice(at + 1),
    path: query < 0 ? behind : behind.slice(0, query),
    query: query < 0 ? '' : behind.slice(query),
  }
}

/** The first fault, in the order in which the text is to be mended. */
function faultOf(text: string, {scheme, userinfo, host, path, query}: Parts): ServerFault | undefined {
  if (text.trim() === '') return 'blank'
  if (/\s/.test(text)) return 'white-space'
  if (userinfo !== '') return 'user-info'
  if (isDockerHubAlias(host)) return 'docker-hub-alias'
  if (scheme !== '') return 'scheme'
  if (query !== '') return 'query'
  if (path === '/') return 'trailing-slash'
  if (/^\/v[0-9]+\/?$/.test(path)) return 'version-path'
  if (path !== '') return 'path'
  return hostFault(host)
}

function hostFault(host: string): ServerFault | undefined {
  if (/[*?]/.test(host)) return 'wildcard'
  if (host !== host.toLowerCase()) return 'upper-case'
  if (isNameable(host)) return host.endsWith(']') ? 'address-without-port' : undefined
  const port = /:([^:\]]*)$/.exec(host)?.[1]
  if (port !== undefined && !isPort(port)) return 'port'
  return /^[a-z0-9-]+$/.test(host) ? 'short-name' : 'host'
}

/** Would an image of this registry be read as one of this registry? */
function isNameable(host: string): boolean {
  const port = /:([0-9]+)$/.exec(host)?.[1]
  if (port !== undefined && !isPort(port)) return false
  const parsed = parseReference(`${host}/image`)
  return parsed.kind === 'reference' && parsed.reference.registry === host
}

function isPort(text: string): boolean {
  return /^[0-9]{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535
}

function insteadOf({host}: Parts): string | undefined {
  const registry = host.toLowerCase()
  if (isDockerHubAlias(registry) || registry === 'docker.io' || registry === 'index.docker.io') return dockerHubUrl
  return hostFault(registry) === undefined ? registry : undefined
}
