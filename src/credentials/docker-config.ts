import {readAuthEntry} from './auth-entry.ts'
import {type GoJson, type GoJsonMember, type GoJsonObject, parseGoJson} from './go-json.ts'
import {fieldNamed, mismatchText, type TypeMismatch} from './go-struct.ts'
import type {AuthEntry, DataKey} from './pull-secret.ts'
import {shownKey} from './shown-key.ts'

/** What the kubelet makes of the bytes under a data key of a pull secret. */
export type DockerConfig =
  | {
      readonly kind: 'config'
      /** In the order of the text; of a key that occurs twice, the last. */
      readonly entries: readonly AuthEntry[]
      /** What carries logins elsewhere and is not read: `credsStore`, `credHelpers`, entries outside `auths`. */
      readonly ignoredFields: readonly string[]
    }
  /** One fault spoils the whole; there is no partial reading. `fault` is the kubelet's text. */
  | {readonly kind: 'fault'; readonly fault: string; readonly entryKey?: string}

type Entries = Map<string, AuthEntry>
type Fault = Extract<DockerConfig, {kind: 'fault'}>

/** Reads a docker config as the kubelet does (`json.Unmarshal` into `DockerConfigJSON` or `DockerConfig`). */
export function parseDockerConfig(bytes: Uint8Array, dataKey: DataKey): DockerConfig {
  const parsed = parseGoJson(bytes)
  if (parsed.kind === 'fault') return {kind: 'fault', fault: parsed.fault}
  switch (dataKey) {
    case '.dockerconfigjson':
      return readConfigJson(parsed.value)
    case '.dockercfg':
      return readDockercfg(parsed.value)
  }
}

function readDockercfg(value: GoJson): DockerConfig {
  if (value.kind === 'null') return config(new Map(), [])
  if (value.kind !== 'object') return mismatchFault({found: value.kind, path: [], wanted: dockerConfigType}, '')
  const entries: Entries = new Map()
  return readEntries(value, entries, []) ?? config(entries, [])
}

/**
 * Members that mean the same are read one after the other into the same map, and null empties it. A fault inside an
 * entry ends the reading, so it comes before any other mismatch, even one that stands earlier.
 */
function readConfigJson(value: GoJson): DockerConfig {
  if (value.kind === 'null') return config(new Map(), [])
  if (value.kind !== 'object') return mismatchFault({found: value.kind, path: [], wanted: configJsonType}, '')
  const entries: Entries = new Map()
  let mismatch: TypeMismatch | undefined
  for (const member of value.members) {
    const field = fieldNamed(member.name, ['auths', 'HttpHeaders'])
    if (field === undefined) continue
    if (field === 'HttpHeaders') {
      mismatch ??= headersMismatch(member.value)
    } else if (member.value.kind === 'null') {
      entries.clear()
    } else if (member.value.kind === 'object') {
      const fault = readEntries(member.value, entries, ['auths'])
      if (fault) return fault
    } else {
      mismatch ??= {found: member.value.kind, path: ['auths'], wanted: dockerConfigType}
    }
  }
  return mismatch ? mismatchFault(mismatch, 'DockerConfigJSON') : config(entries, ignoredFields(value))
}

const configJsonType = 'credentialprovider.DockerConfigJSON'
const dockerConfigType = 'credentialprovider.DockerConfig'

/** Reads into `entries`; `path` is where they stand. */
function readEntries({members}: GoJsonObject, entries: Entries, path: readonly string[]): Fault | undefined {
  for (const {name, value} of members) {
    const read = readAuthEntry(name, value)
    switch (read.kind) {
      case 'entry':
        entries.set(name, read.entry)
        break
      case 'fault':
        return {...read, entryKey: shownKey(name)}
      case 'mismatch': {
        const struct = path.length === 0 ? 'dockerConfigEntryWithAuth' : 'DockerConfigJSON'
        const mismatch = {...read.mismatch, path: [...path, ...read.mismatch.path]}
        return {...mismatchFault(mismatch, struct), entryKey: shownKey(name)}
      }
    }
  }
  return undefined
}

/** `HttpHeaders` is read with the rest and must be a map of strings, though nothing uses it. */
function headersMismatch(value: GoJson): TypeMismatch | undefined {
  const path = ['HttpHeaders']
  if (value.kind === 'null') return undefined
  if (value.kind !== 'object') return {found: value.kind, path, wanted: 'map[string]string'}
  const wrong = value.members.find((member) => member.value.kind !== 'string' && member.value.kind !== 'null')
  return wrong && {found: wrong.value.kind, path, wanted: 'string'}
}

function ignoredFields({members}: GoJsonObject): readonly string[] {
  return [...new Set(members.filter(carriesLogins).map(({name}) => name))]
}

/** Does a login stand here that is not read: with a helper, or in an entry beside `auths` instead of below it? */
function carriesLogins({name, value}: GoJsonMember): boolean {
  if (fieldNamed(name, ['auths', 'HttpHeaders']) !== undefined) return false
  switch (fieldNamed(name, ['credsStore', 'credHelpers'])) {
    case 'credsStore':
      return value.kind === 'string' && value.text !== ''
    case 'credHelpers':
      return value.kind === 'object' && value.members.length > 0
    case undefined: {
      const holdsLogin = ({name}: GoJsonMember) => fieldNamed(name, ['username', 'password', 'auth']) !== undefined
      return value.kind === 'object' && value.members.some(holdsLogin)
    }
  }
}

function config(entries: Entries, ignored: readonly string[]): DockerConfig {
  return {kind: 'config', entries: [...entries.values()], ignoredFields: ignored}
}

function mismatchFault(mismatch: TypeMismatch, struct: string): Fault {
  return {kind: 'fault', fault: mismatchText(mismatch, struct)}
}
