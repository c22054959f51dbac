import {readAuthEntry} from './auth-entry.ts'
import {type GoJson, type GoJsonObject, parseGoJson} from './go-json.ts'
import {fieldNamed} from './go-struct.ts'
import {decodeUtf8} from './go-utf8.ts'
import type {AuthEntry} from './pull-secret.ts'
import {Sensitive} from './sensitive.ts'

/** A `config.json` of the Docker CLI or an `auth.json` of podman, by what a pull Secret can be made of. */
export interface DockerConfigFile {
  readonly kind: 'config'
  /** The entries with a user name and a password, in the order of the file. */
  readonly logins: readonly AuthEntry[]
  readonly loginless: readonly LoginlessEntry[]
  /** The credential helper for every key that `credHelpers` does not name. */
  readonly credsStore?: string
  /** The credential helper by key, which need not stand under `auths`. */
  readonly credHelpers: ReadonlyMap<string, string>
}

/** An entry that is there and that nothing can be taken from. */
export type LoginlessEntry =
  /** Docker keeps its login with this helper (`docker-credential-NAME`). */
  | {readonly kind: 'helper'; readonly key: string; readonly helper: string}
  /** It holds a token that only Docker's tools can use; the kubelet reads user name and password. */
  | {readonly kind: 'token'; readonly key: string; readonly field: string}
  | {readonly kind: 'empty'; readonly key: string}
  /** One of user name and password is missing. */
  | {readonly kind: 'incomplete'; readonly key: string; readonly lacks: 'username' | 'password'}
  /** `fault` is in the kubelet's words. */
  | {readonly kind: 'unreadable'; readonly key: string; readonly fault: string}

/** Why a file is no docker config. Nothing of its contents is in `message`. */
export interface DockerConfigFileFault {
  readonly kind: 'fault'
  readonly fault:
    | 'empty'
    | 'utf-16'
    | 'base64'
    | 'kubernetes-object'
    | 'not-json'
    | 'not-an-object'
    | 'auths-not-an-object'
    | 'entries-at-top'
    | 'no-auths'
  /** Follows on the file's name: `is empty`. */
  readonly message: string
}

/** Reads a docker config for its logins. One bad entry does not spoil the others, as it would for the kubelet. */
export function readDockerConfigFile(bytes: Uint8Array): DockerConfigFile | DockerConfigFileFault {
  const contents = withoutMark(bytes)
  const parsed = parseGoJson(contents)
  if (parsed.kind === 'fault') return syntaxFault(contents, parsed.at)
  const {value} = parsed
  if (value.kind !== 'object') return fault('not-an-object', `is JSON of type ${value.kind}, not an object`)
  const auths = lastMember(value, 'auths')
  const helpers = lastMember(value, 'credHelpers')
  const store = lastMember(value, 'credsStore')
  if (auths === undefined && helpers === undefined && store === undefined) return unknownObject(value)
  if (auths !== undefined && auths.kind !== 'object' && auths.kind !== 'null') {
    return fault('auths-not-an-object', `has an "auths" of JSON type ${auths.kind}, not an object`)
  }
  return readConfig(auths, textOf(store), helperNames(helpers))
}

function readConfig(
  auths: GoJson | undefined,
  credsStore: string | undefined,
  credHelpers: ReadonlyMap<string, string>,
): DockerConfigFile {
  const members = auths?.kind === 'object' ? auths.members : []
  const logins: AuthEntry[] = []
  const loginless: LoginlessEntry[] = []
  for (const [key, value] of new Map(members.map((member) => [member.name, member.value]))) {
    const entry = readEntry(key, value, credHelpers.get(key) ?? credsStore)
    if ('kind' in entry) loginless.push(entry)
    else logins.push(entry)
  }
  return {kind: 'config', logins, loginless, ...(credsStore !== undefined && {credsStore}), credHelpers}
}

function readEntry(key: string, value: GoJson, helper: string | undefined): AuthEntry | LoginlessEntry {
  const read = readAuthEntry(key, value)
  if (read.kind === 'fault') return {kind: 'unreadable', key, fault: read.fault}
  if (read.kind === 'mismatch') return {kind: 'unreadable', key, fault: `a ${read.mismatch.found} stands for a text`}
  const entry = withoutPadding(read.entry)
  const {username, password} = entry
  if (username !== '' && !password.isEmpty) return entry
  const token = entry.ignoredFields.find((field) => fieldNamed(field, ['identitytoken', 'registrytoken']) !== undefined)
  if (token !== undefined) return {kind: 'token', key, field: token}
  if (helper !== undefined) return {kind: 'helper', key, helper}
  if (username === '' && password.isEmpty) return {kind: 'empty', key}
  return {kind: 'incomplete', key, lacks: username === '' ? 'username' : 'password'}
}

/** Docker once filled up with NUL what it wrote, and cuts it off the password to this day (`decodeAuth` in docker/cli). */
function withoutPadding(entry: AuthEntry): AuthEntry {
  const password = entry.password.reveal()
  let start = 0
  let end = password.length
  while (password[start] === '\0') start += 1
  while (end > start && password[end - 1] === '\0') end -= 1
  return end - start === password.length ? entry : {...entry, password: new Sensitive(password.slice(start, end))}
}

/** Windows tools put a byte order mark before UTF-8, which JSON does not allow and a reader can pass over. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}

function syntaxFault(bytes: Uint8Array, at: number): DockerConfigFileFault {
  const text = decodeUtf8(bytes).trim()
  if (text === '') return fault('empty', 'is empty')
  if (text.includes('\0')) return fault('utf-16', 'is not in UTF-8; PowerShell writes UTF-16 where ">" is used')
  if (/^(?:apiVersion|kind|metadata|type|data):/m.test(text)) return kubernetesObject()
  if (isBase64OfObject(text)) return fault('base64', 'is base64; decode it first')
  const line = bytes.subarray(0, at).reduce((lines, byte) => (byte === 0x0a ? lines + 1 : lines), 1)
  return fault('not-json', `is not JSON; the reading stops in line ${line}`)
}

function unknownObject(value: GoJsonObject): DockerConfigFileFault {
  if (value.members.some(({name}) => name === 'apiVersion' || name === 'kind')) return kubernetesObject()
  const hasEntries = value.members.some(({name, value: entry}) => {
    const read = entry.kind === 'object' ? readAuthEntry(name, entry) : undefined
    return read?.kind === 'fault' || (read?.kind === 'entry' && read.entry.username !== '')
  })
  return hasEntries
    ? fault('entries-at-top', 'has its entries at the top, as .dockercfg had them; they belong under "auths"')
    : fault('no-auths', 'has none of "auths", "credsStore" and "credHelpers"')
}

function kubernetesObject(): DockerConfigFileFault {
  return fault('kubernetes-object', 'is a Kubernetes object, not the docker config inside a Secret')
}

function isBase64OfObject(text: string): boolean {
  return /^[A-Za-z0-9+/\s]+={0,2}$/.test(text) && Buffer.from(text, 'base64').toString('latin1').trim().startsWith('{')
}

function lastMember({members}: GoJsonObject, field: string): GoJson | undefined {
  return members.findLast(({name}) => fieldNamed(name, [field]) !== undefined)?.value
}

function textOf(value: GoJson | undefined): string | undefined {
  return value?.kind === 'string' && value.text !== '' ? value.text : undefined
}

function helperNames(value: GoJson | undefined): ReadonlyMap<string, string> {
  const members = value?.kind === 'object' ? value.members : []
  const named = members.map((member) => [member.name, textOf(member.value)] as const)
  return new Map(named.flatMap(([key, helper]) => (helper === undefined ? [] : [[key, helper]])))
}

function fault(kind: DockerConfigFileFault['fault'], message: string): DockerConfigFileFault {
  return {kind: 'fault', fault: kind, message}
}
