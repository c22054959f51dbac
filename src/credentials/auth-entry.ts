import {decodePadded, decodeUnpadded} from './go-base64.ts'
import type {GoJson, GoJsonMember} from './go-json.ts'
import {fieldNamed, type TypeMismatch} from './go-struct.ts'
import {decodeUtf8} from './go-utf8.ts'
import type {AuthEntry} from './pull-secret.ts'
import {Sensitive} from './sensitive.ts'
import {shownKey} from './shown-key.ts'

/** The user name and password that an `auth` holds, or what the kubelet says of it. */
export type DecodedAuth =
  | {readonly kind: 'login'; readonly username: string; readonly password: Sensitive}
  | {readonly kind: 'fault'; readonly fault: string}

export type ReadEntry =
  | {readonly kind: 'entry'; readonly entry: AuthEntry}
  | {readonly kind: 'fault'; readonly fault: string}
  | {readonly kind: 'mismatch'; readonly mismatch: TypeMismatch}

/** A "=" at the end, but for what Go's `strings.TrimSpace` takes off, which is not quite JavaScript's white space. */
const endsPadded = /=[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/

const fields = ['username', 'password', 'email', 'auth'] as const

type Fields = Readonly<Record<(typeof fields)[number], string>>

/** Reads one value under `auths`, or at the top of a `.dockercfg` (`DockerConfigEntry.UnmarshalJSON` in config.go). */
export function readAuthEntry(key: string, value: GoJson): ReadEntry {
  if (value.kind === 'null') return readFields(shownKey(key), [])
  if (value.kind === 'object') return readFields(shownKey(key), value.members)
  const mismatch = {found: value.kind, path: [], wanted: 'credentialprovider.dockerConfigEntryWithAuth'}
  return {kind: 'mismatch', mismatch}
}

/**
 * Undoes base64(username:password) (`decodeDockerConfigFieldAuth`). The first colon parts them; padding may be there or
 * not, and line ends anywhere, also behind the text.
 */
export function decodeAuth(auth: string): DecodedAuth {
  const decoded = endsPadded.test(auth) ? decodePadded(auth) : decodeUnpadded(auth)
  if (decoded.kind === 'fault') return decoded
  const colon = decoded.bytes.indexOf(0x3a)
  if (colon < 0) {
    return {kind: 'fault', fault: 'unable to parse auth field, must be formatted as base64(username:password)'}
  }
  const username = decodeUtf8(decoded.bytes.subarray(0, colon))
  const password = new Sensitive(decodeUtf8(decoded.bytes.subarray(colon + 1)))
  return {kind: 'login', username, password}
}

/** The `auth` of a login, padded; a user name with a colon in it does not survive the way back. */
export function encodeAuth(username: string, password: Sensitive): string {
  return Buffer.from(`${username}:${password.reveal()}`, 'utf8').toString('base64')
}

/**
 * Of a name that occurs twice the last value counts, null leaves the one before. A value of the wrong kind fails the
 * entry, and `auth` is then not looked at.
 */
function readFields(key: string, members: readonly GoJsonMember[]): ReadEntry {
  const found = {username: '', password: '', email: '', auth: ''}
  const ignored = new Set<string>()
  let mismatch: TypeMismatch | undefined
  for (const {name, value} of members) {
    const field = fieldNamed(name, fields)
    if (field === undefined) {
      if (!isEmpty(value)) ignored.add(name)
    } else if (value.kind === 'string') {
      found[field] = value.text
    } else if (value.kind !== 'null') {
      mismatch ??= {found: value.kind, path: [field], wanted: 'string'}
    }
  }
  if (mismatch) return {kind: 'mismatch', mismatch}
  return readLogin(key, found, [...ignored])
}

function readLogin(
  key: string,
  {username, password, email, auth}: Fields,
  ignoredFields: readonly string[],
): ReadEntry {
  const stated = {username, password: new Sensitive(password)}
  const decoded = auth === '' ? stated : decodeAuth(auth)
  if ('fault' in decoded) return decoded
  const login = {username: decoded.username, password: decoded.password}
  const isOverridden = !isSilentOr(username, login.username) || !isSilentOr(password, login.password.reveal())
  return {
    kind: 'entry',
    entry: {
      key,
      ...login,
      ...(email !== '' && {email}),
      ...(isOverridden && {overridden: stated}),
      ignoredFields,
    },
  }
}

function isSilentOr(text: string, expected: string): boolean {
  return text === '' || text === expected
}

function isEmpty(value: GoJson): boolean {
  return value.kind === 'null' || (value.kind === 'string' && value.text === '')
}
