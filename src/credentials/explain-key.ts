import {type Reference, repositoryName} from '../reference/reference.ts'
import {matchesGlob} from './go-glob.ts'
import {dockerHubKey, isDockerHubName, keyMatches, keyringKey, type Location, locate} from './registry-key.ts'

/** Does a key of `auths` serve an image, and if not, what stands between them. */
export type KeyVerdict =
  | {readonly kind: 'match'; readonly by: 'host' | 'path' | 'wildcard' | 'docker-hub'}
  /** The kubelet passes over the entry; `fault` is what Go says of the key. */
  | {readonly kind: 'unreadable-key'; readonly fault: string}
  /** Only `https://` and `http://` are taken off; `scheme` is another, or one of these in capitals. */
  | {readonly kind: 'scheme'; readonly scheme: string}
  | {readonly kind: 'other-host'; readonly host: string}
  /** The host is right but for capital letters. */
  | {readonly kind: 'case'; readonly host: string}
  /** A name of Docker Hub that the kubelet does not know as such. */
  | {readonly kind: 'docker-hub-alias'; readonly host: string}
  /** The wildcard would fit if it stood for more or fewer labels; one stands for exactly one. */
  | {readonly kind: 'wildcard-labels'; readonly keyLabels: number; readonly imageLabels: number}
  /** The image names a port, the key none. */
  | {readonly kind: 'port-missing'; readonly port: string}
  /** The key names a port, the image none; `:443` is a port like any other. */
  | {readonly kind: 'port-extra'; readonly port: string}
  | {readonly kind: 'other-port'; readonly port: string; readonly imagePort: string}
  /** `/v1` or `/v2` at the end is only taken off together with a slash behind it, and any other version never. */
  | {readonly kind: 'version-path'; readonly version: string}
  /** The lookup is by repository: nothing with a tag or a digest in it can match. */
  | {readonly kind: 'tag-in-key'; readonly suffix: string}
  /** The path is right but for capital letters. */
  | {readonly kind: 'path-case'; readonly path: string}
  | {readonly kind: 'other-path'; readonly path: string}

const hubAliases: ReadonlySet<string> = new Set([
  'registry-1.docker.io',
  'registry.docker.io',
  'hub.docker.com',
  'registry.hub.docker.com',
  'docker.com',
  'www.docker.com',
  'auth.docker.io',
  'cloud.docker.com',
])

/**
 * Judges one key by itself against an image. A key that matches may still lose: Docker Hub's falls back behind any
 * other entry, and a longer one is tried first (`attemptsFor`).
 */
export function explainKey(key: string, reference: Reference): KeyVerdict {
  const name = repositoryName(reference)
  const scheme = foreignScheme(key)
  if (scheme !== undefined) return {kind: 'scheme', scheme}
  const normalised = keyringKey(key)
  if (normalised.kind === 'fault') return {kind: 'unreadable-key', fault: normalised.fault}
  const entry = locate(normalised.text)
  const image = locate(name)
  if (!entry || !image) return {kind: 'unreadable-key', fault: 'not a URL'}
  if (keyMatches(normalised.text, name)) return {kind: 'match', by: matchedBy(entry)}
  if (normalised.text === dockerHubKey && isDockerHubName(name)) return {kind: 'match', by: 'docker-hub'}
  return mismatch(entry, image, name)
}

/** A host of Docker's that people take for Docker Hub's registry, and the kubelet does not. */
export function isDockerHubAlias(host: string): boolean {
  return hubAliases.has(host.toLowerCase())
}

/** What stands between them, the host first: a wrong path below another host says nothing. */
function mismatch(entry: Location, image: Location, name: string): KeyVerdict {
  return hostMismatch(entry, image, name) ?? portMismatch(entry, image) ?? pathMismatch(entry, image)
}

function hostMismatch(entry: Location, image: Location, name: string): KeyVerdict | undefined {
  const host = entry.labels.join('.')
  const hosts = isDockerHubName(name) && image.port === '' ? [image.labels, dockerHubKey.split('.')] : [image.labels]
  if (hosts.some((labels) => labelsMatch(entry.labels, labels))) return undefined
  if (hosts.some((labels) => labelsMatch(lowerCase(entry.labels), lowerCase(labels)))) return {kind: 'case', host}
  if (image.labels.join('.') === 'docker.io' && isDockerHubAlias(host)) {
    return {kind: 'docker-hub-alias', host}
  }
  if (hosts.some((labels) => wildcardReaches(entry.labels, labels))) {
    return {kind: 'wildcard-labels', keyLabels: entry.labels.length, imageLabels: image.labels.length}
  }
  return {kind: 'other-host', host}
}

function portMismatch(entry: Location, image: Location): KeyVerdict | undefined {
  if (entry.port === image.port) return undefined
  if (entry.port === '') return {kind: 'port-missing', port: image.port}
  if (image.port === '') return {kind: 'port-extra', port: entry.port}
  return {kind: 'other-port', port: entry.port, imagePort: image.port}
}

function pathMismatch({path}: Location, image: Location): KeyVerdict {
  const version = /^\/(v[0-9]+)\/?$/.exec(path)?.[1]
  if (version !== undefined) return {kind: 'version-path', version}
  const suffix = /(?:@|:[^/]*$)/.exec(path)
  if (suffix && image.path.startsWith(path.slice(0, suffix.index))) {
    return {kind: 'tag-in-key', suffix: path.slice(suffix.index)}
  }
  const kind = image.path.startsWith(path.toLowerCase()) ? 'path-case' : 'other-path'
  return {kind, path}
}

/** What stands before `://` where that is not taken off. */
export function foreignScheme(key: string): string | undefined {
  const scheme = /^\s*([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(key)?.[1]
  return scheme === 'https' || scheme === 'http' ? undefined : scheme
}

function matchedBy({labels, path}: Location): 'host' | 'path' | 'wildcard' {
  if (labels.some((label) => label.includes('*'))) return 'wildcard'
  return path === '' ? 'host' : 'path'
}

function labelsMatch(pattern: readonly string[], labels: readonly string[]): boolean {
  return pattern.length === labels.length && pattern.every((part, index) => matchesGlob(part, labels[index] ?? ''))
}

/** Do the labels behind the last wildcard end the host, so that only the number of labels is wrong? */
function wildcardReaches(pattern: readonly string[], labels: readonly string[]): boolean {
  const last = pattern.findLastIndex((part) => part.includes('*'))
  const tail = pattern.slice(last + 1)
  return last >= 0 && tail.length > 0 && labelsMatch(tail, labels.slice(-tail.length))
}

function lowerCase(labels: readonly string[]): readonly string[] {
  return labels.map((label) => label.toLowerCase())
}
