import {helperCall} from '../credentials/credential-helper.ts'
import {type DockerConfigFile, type LoginlessEntry, readDockerConfigFile} from '../credentials/docker-config-file.ts'
import {registryOfKey} from '../credentials/registry-of-key.ts'
import type {NewEntry} from '../credentials/write-docker-config.ts'
import {canonicalKeyOf} from '../providers/canonical-key.ts'
import {providerOf} from '../providers/catalogue.ts'
import {type AskHelper, fetchedNow} from './fetch-login.ts'

export type DockerConfigLogins =
  | {
      readonly kind: 'logins'
      readonly entries: readonly NewEntry[]
      readonly skipped: readonly SkippedEntry[]
    }
  /** Follows on the file's name. */
  | {readonly kind: 'fault'; readonly message: string}

/** An entry that gives no login, and why; the text follows on the key. */
export interface SkippedEntry {
  readonly key: string
  readonly why: string
}

/**
 * The logins of a docker config, those that Docker keeps with a credential helper fetched from there, each under the key
 * that the kubelet finds. Keys with a path stay as they are. With `registries`, as references have them, only theirs, and
 * no helper is asked for another.
 */
export async function dockerConfigLogins(
  bytes: Uint8Array,
  askHelper: AskHelper,
  registries: readonly string[] = [],
): Promise<DockerConfigLogins> {
  const whole = readDockerConfigFile(bytes)
  if (whole.kind === 'fault') return whole
  const file = registries.length === 0 ? whole : entriesOf(whole, registries)
  const fetched = await Promise.all(helperEntries(file).map((entry) => askFor(entry, askHelper)))
  const found = fetched.flatMap((entry) => ('why' in entry ? [] : [entry]))
  const missed = fetched.flatMap((entry) => ('why' in entry ? [entry] : []))
  const skipped = file.loginless.flatMap((entry) =>
    entry.kind === 'helper' ? [] : [{key: entry.key, why: lack(entry)}],
  )
  const {kept, doubles} = withoutDoubles([...file.logins, ...found])
  const entries = kept.map(({key, username, password, email, fetched}) => {
    const optional = {...(email !== undefined && {email}), ...(fetched !== undefined && {fetched})}
    return {key: canonicalKeyOf(key), username, password, ...optional}
  })
  return {kind: 'logins', entries, skipped: [...skipped, ...missed, ...doubles]}
}

/**
 * What a docker config says of these registries. One that it does not name is in the store of all others, if there is one:
 * Docker asks that for any registry.
 */
function entriesOf(file: DockerConfigFile, registries: readonly string[]): DockerConfigFile {
  const isMeant = (key: string) => registries.includes(registryOfKey(key) ?? '')
  const logins = file.logins.filter(({key}) => isMeant(key))
  const named = file.loginless.filter(({key}) => isMeant(key))
  const credHelpers = new Map([...file.credHelpers].filter(([key]) => isMeant(key)))
  const known = new Set(
    [...logins, ...named]
      .map(({key}) => key)
      .concat(...credHelpers.keys())
      .map(registryOfKey),
  )
  const {credsStore} = file
  const unnamed = credsStore === undefined ? [] : registries.filter((registry) => !known.has(registry))
  const stored = unnamed.map((registry) => {
    return {kind: 'helper' as const, key: providerOf(registry).canonicalKey(registry), helper: credsStore ?? ''}
  })
  return {...file, logins, loginless: [...named, ...stored], credHelpers}
}

/**
 * Of keys that the kubelet takes for one, such as `docker.io` and `https://index.docker.io/v1/`, the one that stands as
 * Docker writes it is kept, or else the last.
 */
function withoutDoubles(logins: readonly NewEntry[]): {
  readonly kept: readonly NewEntry[]
  readonly doubles: readonly SkippedEntry[]
} {
  const groups = [...Map.groupBy(logins, ({key}) => canonicalKeyOf(key))].map(([canonical, group]) => {
    return {group, first: group.find(({key}) => key === canonical) ?? group.at(-1)}
  })
  return {
    kept: groups.flatMap(({first}) => first ?? []),
    doubles: groups.flatMap(({group, first}) =>
      group
        .filter((login) => login !== first)
        .map(({key}) => ({key, why: `serves the same images as the entry "${first?.key}"`})),
    ),
  }
}

interface HelperEntry {
  readonly key: string
  readonly helper: string
}

/** Entries that point to a helper, and keys that `credHelpers` names without an entry. */
function helperEntries({logins, loginless, credHelpers}: DockerConfigFile): readonly HelperEntry[] {
  const pointing = loginless.flatMap((entry) => (entry.kind === 'helper' ? [entry] : []))
  const known = new Set([...logins, ...loginless].map(({key}) => key))
  const unlisted = [...credHelpers].flatMap(([key, helper]) => (known.has(key) ? [] : [{key, helper}]))
  return [...pointing, ...unlisted]
}

async function askFor({key, helper}: HelperEntry, askHelper: AskHelper): Promise<NewEntry | SkippedEntry> {
  const call = helperCall(helper, key)
  if (call === undefined) return {key, why: 'names a credential helper that is not a program name'}
  if (registryOfKey(key) === undefined) return {key, why: 'serves no registry'}
  const answer = await askHelper(call.program, key)
  switch (answer.kind) {
    case 'login':
      return {key, username: answer.username, password: answer.password, fetched: fetchedNow(helper, key)}
    case 'identity-token':
      return {key, why: `has only an identity token in ${call.program}, which the kubelet cannot use`}
    case 'not-found':
      return {key, why: `is not known to ${call.program}`}
    case 'fault':
      return {key, why: `could not be asked of ${call.program}: ${answer.message}`}
  }
}

function lack(entry: Exclude<LoginlessEntry, {kind: 'helper'}>): string {
  switch (entry.kind) {
    case 'token':
      return `holds only "${entry.field}", which the kubelet does not read`
    case 'empty':
      return 'holds no login'
    case 'incomplete':
      return `has no ${entry.lacks === 'username' ? 'user name' : 'password'}`
    case 'unreadable':
      return `does not parse: ${entry.fault}`
  }
}
