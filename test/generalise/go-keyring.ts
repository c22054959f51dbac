import {naiveBase64} from './naive-base64.ts'

/** A login as the kubelet hands it to the runtime. */
export interface Login {
  readonly username: string
  readonly password: string
}

/** A Secret as the API stores it, its data as text. */
export interface StoredSecret {
  readonly type: string
  readonly data: Readonly<Record<string, string>>
}

/** What a Pod's Secrets give for one image: the logins in the kubelet's order, or the fault that stops every pull. */
export type Keyring = {readonly logins: readonly Login[]} | {readonly fault: string}

/**
 * The kubelet's keyring, written a second time and naively after `pkg/credentialprovider/{config,keyring}.go` and
 * `secrets/secrets.go`, as a judge of the one in `src/`. It serves texts that JSON.parse and encoding/json read alike.
 */
export function goKeyring(secrets: readonly StoredSecret[], repository: string): Keyring {
  const creds = new Map<string, Login[]>()
  for (const {type, data} of secrets) {
    const text = type === 'kubernetes.io/dockerconfigjson' ? data['.dockerconfigjson'] : dockercfg(type, data)
    if (text === undefined || text === '') continue
    const read = readEntries(text, type === 'kubernetes.io/dockerconfigjson')
    if ('fault' in read) return read
    for (const [key, login] of read.entries) {
      const name = indexKey(key)
      if (name !== undefined) creds.set(name, [...(creds.get(name) ?? []), login])
    }
  }
  const matching = [...creds.keys()]
    .sort(byBytes)
    .reverse()
    .filter((key) => urlsMatch(key, repository))
  if (matching.length > 0) return {logins: matching.flatMap((key) => creds.get(key) ?? [])}
  return {logins: isDefaultRegistryMatch(repository) ? (creds.get('index.docker.io') ?? []) : []}
}

function dockercfg(type: string, data: Readonly<Record<string, string>>): string | undefined {
  return type === 'kubernetes.io/dockercfg' ? data['.dockercfg'] : undefined
}

type Entries = {readonly entries: readonly (readonly [string, Login])[]} | {readonly fault: string}

function readEntries(text: string, isConfigJson: boolean): Entries {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return {fault: `invalid character '${text.trim()[0] ?? ''}' looking for beginning of value`}
  }
  const auths = isConfigJson ? member(json, 'auths') : json
  if (auths === undefined || auths === null) return {entries: []}
  if (typeof auths !== 'object' || Array.isArray(auths)) return {fault: cannotUnmarshal(auths)}
  const entries: (readonly [string, Login])[] = []
  for (const [key, entry] of Object.entries(auths)) {
    const read = readEntry(entry)
    if ('fault' in read) return read
    entries.push([key, read])
  }
  return {entries}
}

/** `DockerConfigEntry.UnmarshalJSON`. */
function readEntry(entry: unknown): Login | {readonly fault: string} {
  if (entry === null) return {username: '', password: ''}
  if (typeof entry !== 'object' || Array.isArray(entry)) return {fault: cannotUnmarshal(entry)}
  const [username = '', password = '', auth = ''] = ['username', 'password', 'auth'].map(
    (name) => member(entry, name) ?? '',
  )
  const odd = [username, password, auth].find((value) => typeof value !== 'string')
  if (odd !== undefined) return {fault: cannotUnmarshal(odd)}
  if (auth === '') return {username: String(username), password: String(password)}
  return decodeAuth(String(auth))
}

/** `decodeDockerConfigFieldAuth`: what ends in padding must be padded, anything else must not. */
export function decodeAuth(auth: string): Login | {readonly fault: string} {
  const decoded = naiveBase64(auth, auth.trimEnd().endsWith('='))
  if ('corruptAt' in decoded) return {fault: `illegal base64 data at input byte ${decoded.corruptAt}`}
  const text = decoded.bytes.toString()
  const colon = text.indexOf(':')
  if (colon === -1) return {fault: 'unable to parse auth field, must be formatted as base64(username:password)'}
  return {username: text.slice(0, colon), password: text.slice(colon + 1)}
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).findLast(([key]) => key.toLowerCase() === name)?.[1]
}

function cannotUnmarshal(value: unknown): string {
  const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value
  return `json: cannot unmarshal ${kind} into Go value of type credentialprovider.DockerConfigEntry`
}

/** `BasicDockerKeyring.Add`; the keys it is given here are no odd URLs. */
export function indexKey(key: string): string | undefined {
  const bare = key.startsWith('https://') ? key.slice(8) : key.startsWith('http://') ? key.slice(7) : key
  const slash = bare.indexOf('/')
  const host = slash === -1 ? bare : bare.slice(0, slash)
  let path = slash === -1 ? '' : bare.slice(slash)
  // net/url: these cannot stand in a host, nor anything but digits in a port.
  if (/[ "<>\\^`{|}]|:.*\D.*$/.test(host)) return undefined
  if (path.startsWith('/v2/') || path.startsWith('/v1/')) path = path.slice(3)
  return path.length > 0 && path !== '/' ? host + path : host
}

/** `URLsMatchStr`. */
function urlsMatch(glob: string, target: string): boolean {
  const [one, other] = [splitUrl(glob), splitUrl(target)]
  if (one.port !== other.port || one.labels.length !== other.labels.length) return false
  if (!other.path.startsWith(one.path)) return false
  return one.labels.every((label, at) => labelMatch(label, other.labels[at] ?? ''))
}

function splitUrl(url: string): {readonly labels: readonly string[]; readonly port: string; readonly path: string} {
  const slash = url.indexOf('/')
  const host = slash === -1 ? url : url.slice(0, slash)
  const colon = host.lastIndexOf(':')
  const [name, port] = colon === -1 ? [host, ''] : [host.slice(0, colon), host.slice(colon + 1)]
  return {labels: name.split('.'), port, path: slash === -1 ? '' : url.slice(slash)}
}

/** `filepath.Match` for patterns with no other sign than `*` and `?`. */
function labelMatch(pattern: string, label: string): boolean {
  const [first, ...rest] = pattern
  if (first === undefined) return label === ''
  if (first === '*') return labelMatch(rest.join(''), label) || (label !== '' && labelMatch(pattern, label.slice(1)))
  return label !== '' && (first === '?' || first === label[0]) && labelMatch(rest.join(''), label.slice(1))
}

function isDefaultRegistryMatch(image: string): boolean {
  const [first = '', ...rest] = image.split('/')
  if (first === '') return false
  if (rest.length === 0 || first === 'docker.io' || first === 'index.docker.io') return true
  return !first.includes('.') && !first.includes(':')
}

function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}
