import {encodeAuth} from './auth-entry.ts'
import type {FetchedFrom} from './credential-helper.ts'
import {type GoJson, type GoJsonMember, parseGoJson} from './go-json.ts'
import {goJsonObject, goJsonString} from './go-json-text.ts'
import {fieldNamed} from './go-struct.ts'
import type {DataKey} from './pull-secret.ts'
import {keyringKey} from './registry-key.ts'
import type {Sensitive} from './sensitive.ts'

/** A login to be stored; `key` is written as it is. */
export interface NewEntry {
  readonly key: string
  readonly username: string
  readonly password: Sensitive
  readonly email?: string
  /** Of a login that a credential helper gave; it stands beside the docker config, never in it. */
  readonly fetched?: FetchedFrom
}

type Members = readonly GoJsonMember[]

export type MergedDockerConfig =
  | {
      readonly kind: 'merged'
      readonly bytes: Uint8Array
      /** The keys of the entries that had to go, as they were written. */
      readonly replaced: readonly string[]
    }
  /** What is there is no docker config; nothing of it is quoted. */
  | {readonly kind: 'fault'; readonly fault: string}

/**
 * A docker config with these logins alone, byte for byte as `kubectl create secret docker-registry` writes it
 * (`handleDockerCfgJSONContent` in create_secret_docker.go): no blanks, keys in the order of their bytes. Of two logins
 * under one key the last counts.
 */
export function writeDockerConfig(entries: readonly NewEntry[], dataKey: DataKey = '.dockerconfigjson'): Uint8Array {
  const unique = new Map(entries.map((entry) => [entry.key, entry]))
  const sorted = [...unique.values()].sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)))
  const auths = goJsonObject(sorted.map((entry) => [entry.key, entryText(entry)]))
  return Buffer.from(dataKey === '.dockercfg' ? auths : goJsonObject([['auths', auths]]))
}

/** One value under `auths`; what is empty is left out, `auth` never is (`DockerConfigEntry.MarshalJSON`). */
export function entryText({username, password, email = ''}: NewEntry): string {
  const members = [
    ['username', username],
    ['password', password.reveal()],
    ['email', email],
    ['auth', encodeAuth(username, password)],
  ] as const
  return goJsonObject(members.filter(([, text]) => text !== '').map(([name, text]) => [name, goJsonString(text)]))
}

/**
 * Puts logins into a docker config that exists, and keeps all else in it byte for byte. An entry goes where the kubelet
 * takes its key for that of a new one, such as `https://ghcr.io/v1/` for `ghcr.io`: with both there it would try both,
 * in random order.
 */
export function mergeDockerConfig(
  existing: Uint8Array,
  entries: readonly NewEntry[],
  dataKey: DataKey = '.dockerconfigjson',
): MergedDockerConfig {
  const parsed = parseGoJson(existing)
  if (parsed.kind === 'fault') return {kind: 'fault', fault: `it is not JSON (byte ${parsed.at})`}
  const members = membersOf(parsed.value)
  if (members === undefined) return {kind: 'fault', fault: `it is of JSON type ${parsed.value.kind}, not an object`}
  return dataKey === '.dockercfg' ? mergeTop(existing, members, entries) : mergeAuths(existing, members, entries)
}

function mergeTop(existing: Uint8Array, members: Members, entries: readonly NewEntry[]): MergedDockerConfig {
  const {text, replaced} = mergeEntries(existing, members, entries)
  return {kind: 'merged', bytes: Buffer.from(text, 'latin1'), replaced}
}

/** Members that Go reads as `auths` come together in the place of the first, as they do in the reading. */
function mergeAuths(existing: Uint8Array, members: Members, entries: readonly NewEntry[]): MergedDockerConfig {
  const auths = members.filter(isAuths)
  const wrong = auths.find(({value}) => membersOf(value) === undefined)
  if (wrong) return {kind: 'fault', fault: `its "auths" is of JSON type ${wrong.value.kind}, not an object`}
  const lastNull = auths.findLastIndex(({value}) => value.kind === 'null')
  const inForce = auths.slice(lastNull + 1).flatMap(({value}) => membersOf(value) ?? [])
  const {text, replaced} = mergeEntries(existing, inForce, entries)
  const [first] = auths
  const parts = members.flatMap((member) => {
    if (!isAuths(member)) return source(existing, member)
    return member === first ? `"auths":${text}` : []
  })
  if (first === undefined) parts.push(`"auths":${text}`)
  return {kind: 'merged', bytes: Buffer.from(`{${parts.join(',')}}`, 'latin1'), replaced}
}

/** `text` is a byte string. A new entry stands where the first one stood that it replaces, else at the end. */
function mergeEntries(
  existing: Uint8Array,
  members: Members,
  entries: readonly NewEntry[],
): {readonly text: string; readonly replaced: readonly string[]} {
  const effective = new Map(members.map((member) => [member.name, member]))
  const pending = new Map(entries.map((entry) => [identity(entry.key), entry]))
  const known = new Set(pending.keys())
  const parts: string[] = []
  const replaced: string[] = []
  const write = (entry: NewEntry) => parts.push(toBytes(`${goJsonString(entry.key)}:${entryText(entry)}`))
  for (const member of effective.values()) {
    const id = identity(member.name)
    const entry = pending.get(id)
    if (!known.has(id)) parts.push(source(existing, member))
    else replaced.push(member.name)
    if (entry) write(entry)
    pending.delete(id)
  }
  for (const entry of pending.values()) write(entry)
  return {text: `{${parts.join(',')}}`, replaced}
}

/** What the kubelet takes a key for; one that it cannot read is itself. */
function identity(key: string): string {
  const read = keyringKey(key)
  return read.kind === 'key' ? read.text : `unreadable ${key}`
}

function isAuths({name}: GoJsonMember): boolean {
  return fieldNamed(name, ['auths']) !== undefined
}

/** None for null, which Go reads as if nothing stood there. */
function membersOf(value: GoJson): Members | undefined {
  if (value.kind === 'null') return []
  return value.kind === 'object' ? value.members : undefined
}

function source(existing: Uint8Array, {start, value}: GoJsonMember): string {
  return Buffer.from(existing.subarray(start, value.end)).toString('latin1')
}

function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}
