import {foreignScheme, isDockerHubAlias} from './explain-key.ts'
import {dockerHubKey, keyringKey, type Location, locate} from './registry-key.ts'

/** Which images a key of `auths` serves, whatever image is asked for. */
export type KeyReach =
  | {readonly kind: 'docker-hub'}
  /** Every repository of `host[:port]` whose path begins with `prefix`, as plain text; all of them where it is empty. */
  | {readonly kind: 'registry'; readonly host: string; readonly prefix: string; readonly isWildcard: boolean}
  | {readonly kind: 'nothing'; readonly why: KeyFault}

/** Why no image name can ever match a key. */
export type KeyFault =
  /** The kubelet passes over the entry; `fault` is what Go says of the key. */
  | {readonly kind: 'unreadable'; readonly fault: string}
  /** Only `https://` and `http://` are taken off. */
  | {readonly kind: 'scheme'; readonly scheme: string}
  | {readonly kind: 'docker-hub-alias'; readonly host: string}
  /** Docker Hub's images are looked up below `docker.io`, so a path below `index.docker.io` meets none. */
  | {readonly kind: 'docker-hub-path'; readonly path: string}
  | {readonly kind: 'tag'; readonly suffix: string}
  | {readonly kind: 'path-case'; readonly path: string}
  /** An image name's first part is a registry only with a "." or ":" in it, as `localhost`, or in capitals. */
  | {readonly kind: 'no-registry-name'; readonly host: string}

/** The rules are those of `keyMatches` and of the reference grammar, turned round: what could stand on the other side. */
export function keyReach(key: string): KeyReach {
  const scheme = foreignScheme(key)
  if (scheme !== undefined) return nothing({kind: 'scheme', scheme})
  const normalised = keyringKey(key)
  if (normalised.kind === 'fault') return nothing({kind: 'unreadable', fault: normalised.fault})
  if (normalised.text === dockerHubKey || normalised.text === 'docker.io') return {kind: 'docker-hub'}
  const location = locate(normalised.text)
  if (location === undefined) return nothing({kind: 'unreadable', fault: 'it is not a URL'})
  const fault = faultOf(location)
  return fault === undefined ? reached(location) : nothing(fault)
}

function reached({labels, port, path}: Location): KeyReach {
  const host = labels.join('.')
  // With a port, the brackets of an IPv6 address have been taken off.
  const address = port !== '' && host.includes(':') ? `[${host}]` : host
  return {
    kind: 'registry',
    host: port === '' ? address : `${address}:${port}`,
    prefix: path.replace(/^\//, ''),
    isWildcard: /[*?]/.test(host),
  }
}

function faultOf({labels, port, path}: Location): KeyFault | undefined {
  const host = labels.join('.')
  if (isDockerHubAlias(host)) return {kind: 'docker-hub-alias', host}
  // It is matched as a pattern (`matchesGlob`), and Go takes brackets around nothing but an address.
  if (host.startsWith('[')) return {kind: 'unreadable', fault: 'an IPv6 address without a port is a set of characters'}
  if (host === dockerHubKey && port === '') return {kind: 'docker-hub-path', path}
  const suffix = /(?:@|:[^/]*$)/.exec(path)
  if (suffix) return {kind: 'tag', suffix: path.slice(suffix.index)}
  if (path !== path.toLowerCase()) return {kind: 'path-case', path}
  const isRegistry = labels.length > 1 || port !== '' || host === 'localhost' || /[A-Z*?]/.test(host)
  return isRegistry ? undefined : {kind: 'no-registry-name', host}
}

function nothing(why: KeyFault): KeyReach {
  return {kind: 'nothing', why}
}
