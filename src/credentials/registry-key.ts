import {matchesGlob} from './go-glob.ts'
import {type GoUrl, type ParsedGoUrl, parseGoUrl} from './go-url.ts'
import {decodeUtf8} from './go-utf8.ts'

/** The key that Docker Hub's login has in the kubelet's keyring, and the only one that it falls back to. */
export const dockerHubKey = 'index.docker.io'

/** The name a key of `auths` has in the keyring, or the reason why the kubelet passes over the entry. */
export type KeyringKey =
  /** `text` is a byte string, so that sorting is by bytes, as in Go. */
  {readonly kind: 'key'; readonly text: string} | {readonly kind: 'fault'; readonly fault: string}

/** Host and port apart, the host by its labels; text again, no bytes. */
export interface Location {
  readonly labels: readonly string[]
  readonly port: string
  readonly path: string
}

/**
 * Cuts the scheme off a key, and a version with its slash off its path (`BasicDockerKeyring.Add` in
 * kubernetes/pkg/credentialprovider/keyring.go). Only `https://` and `http://` count as schemes, in lower case.
 */
export function keyringKey(key: string): KeyringKey {
  const parsed = parseGoUrl(toBytes(key).replace(/^https?:\/\//, ''))
  if (parsed.kind === 'fault') return parsed
  const {host, path} = parsed.url
  const effective = path.replace(/^\/v[12](?=\/)/, '')
  return {kind: 'key', text: effective === '/' ? host : host + effective}
}

/** Does the login under this keyring key go to this repository name (`URLsMatchStr`)? */
export function keyMatches(keyText: string, repositoryName: string): boolean {
  return keyMatcher(repositoryName)(keyText)
}

/**
 * The test of keyring keys for one repository name. Ports must be equal, so must the number of labels, a wildcard stands
 * for all or part of one label, and the path is a plain string prefix: `quay.io/core` also serves quay.io/coreos/etcd
 * (`URLsMatch`).
 */
export function keyMatcher(repositoryName: string): (keyText: string) => boolean {
  const target = locate(toBytes(repositoryName))
  if (!target) return () => false
  return (keyText) => {
    const key = locate(keyText)
    return (
      key !== undefined &&
      key.port === target.port &&
      key.labels.length === target.labels.length &&
      target.path.startsWith(key.path) &&
      key.labels.every((label, index) => matchesGlob(label, target.labels[index] ?? ''))
    )
  }
}

/**
 * Is this an image that Docker Hub's login is tried for when nothing else matches? Only "." and ":" in the first
 * component speak against it, so `localhost/app` and `MYHOST/app` are offered that login too (`isDefaultRegistryMatch`).
 */
export function isDockerHubName(repositoryName: string): boolean {
  const slash = repositoryName.indexOf('/')
  const first = slash < 0 ? repositoryName : repositoryName.slice(0, slash)
  if (first === '') return false
  return slash < 0 || first === 'docker.io' || first === 'index.docker.io' || !/[.:]/.test(first)
}

/**
 * Host, port and path of a keyring key, or of a repository name, which is ASCII; nothing where Go reads no URL in it
 * (`SplitURL`). A key whose escapes have been undone may be none any more.
 */
export function locate(keyText: string): Location | undefined {
  return location(parseGoUrl(keyText))
}

function location(parsed: ParsedGoUrl): Location | undefined {
  if (parsed.kind === 'fault') return undefined
  const {host, port} = splitPort(parsed.url)
  return {labels: toText(host).split('.'), port, path: toText(parsed.url.path)}
}

/** Go's `net.SplitHostPort`: without a port the brackets of an IPv6 address stay, with one they go. */
function splitPort({host}: GoUrl): {readonly host: string; readonly port: string} {
  const split = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([0-9]*)$/.exec(host)
  return split ? {host: split[1] ?? split[2] ?? '', port: split[3] ?? ''} : {host, port: ''}
}

function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

function toText(bytes: string): string {
  return /^[\x00-\x7f]*$/.test(bytes) ? bytes : decodeUtf8(Buffer.from(bytes, 'latin1'))
}
