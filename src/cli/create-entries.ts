import {dockerConfigLogins} from '../app/docker-config-logins.ts'
import {fetchLogin} from '../app/fetch-login.ts'
import {shownKey} from '../credentials/shown-key.ts'
import type {NewEntry} from '../credentials/write-docker-config.ts'
import {entryLints} from '../doctor/secret-lint.ts'
import {providerOf} from '../providers/catalogue.ts'
import type {Provider} from '../providers/provider.ts'
import {printable} from '../report/printable.ts'
import {askHelper} from './ask-helper.ts'
import {dockerConfigPlace} from './docker-config-place.ts'
import type {EntryFlagValues} from './entry-flags.ts'
import {ExpectedError} from './expected-error.ts'
import {readInput} from './io.ts'
import type {Listener} from './listener.ts'
import {loginOf, registryOf} from './login-flags.ts'
import {assertProvider, namedProvider} from './named-provider.ts'

type Entries = readonly [NewEntry, ...NewEntry[]]

/** The logins that `create` is to store: the one that the flags give, a helper's, or those of a docker config. */
export async function readEntries(flags: EntryFlagValues, listener: Listener): Promise<Entries> {
  const {'from-docker-config': file, 'from-helper': helper} = flags
  const product = flags.provider === undefined ? undefined : namedProvider(flags.provider)
  const entries = await (file !== undefined
    ? fileEntries(file, flags.registry ?? [], listener)
    : oneEntry(
        helper === undefined ? loginEntry(flags, product, listener) : helperEntry(helper, flags, product),
        flags,
      ))
  warnOfEntries(entries, (text) => listener.warn(text), product)
  return entries
}

/** What the form of a login says against it, before any registry is asked. */
export function warnOfEntries(entries: readonly NewEntry[], warn: (text: string) => void, product?: Provider): void {
  const takenAt = new Date().toISOString()
  const texts = entries.flatMap((entry) => {
    const lints = entryLints({...entry, ignoredFields: []}, takenAt, product)
    return lints
      .filter(({severity}) => severity !== 'info')
      .map(({message}) => `${printable(entry.key)}: ${printable(message)}`)
  })
  for (const text of new Set(texts)) warn(text)
}

async function oneEntry(read: Promise<NewEntry>, {email}: EntryFlagValues): Promise<Entries> {
  const entry = await read
  return [email === undefined || email === '' ? entry : {...entry, email}]
}

async function loginEntry(flags: EntryFlagValues, product: Provider | undefined, {warn}: Listener): Promise<NewEntry> {
  const server = flags.server ?? product?.home
  const registry = registryOf(server)
  if (product !== undefined) assertProvider(product, registry)
  const known = product ?? providerOf(registry)
  const username = flags.username ?? known.username
  if (username === undefined && known.usernameForm !== undefined) {
    throw new ExpectedError('no user name is given', {
      nextSteps: [`Name it with --username: with ${known.title} it is ${known.usernameForm}.`],
    })
  }
  const {entry} = await loginOf({...flags, server, username}, warn)
  return {...entry, key: known.canonicalKey(registry)}
}

/** The login that a credential helper keeps for `--server`; it is asked by the key that Docker asks it by. */
async function helperEntry(name: string, {server}: EntryFlagValues, product: Provider | undefined): Promise<NewEntry> {
  const registry = registryOf(server)
  if (product !== undefined) assertProvider(product, registry)
  const key = (product ?? providerOf(registry)).canonicalKey(registry)
  const fetched = await fetchLogin({helper: name, server: key, key, registry}, askHelper)
  switch (fetched.kind) {
    case 'login':
      return fetched.entry
    case 'fault':
      throw new ExpectedError(fetched.message)
    case 'no-program':
      throw new ExpectedError('--from-helper takes the name of a program: NAME of docker-credential-NAME')
  }
}

async function fileEntries(given: string, servers: readonly string[], {warn, tell}: Listener): Promise<Entries> {
  const registries = servers.map((server) => registryOf(server, '--registry'))
  const file = given === '' ? dockerConfigPlace() : given
  const name = file === '-' ? 'standard input' : `file "${file}"`
  if (given === '') tell(printable(`logins are taken from ${name}`))
  const read = await dockerConfigLogins(await readInput(file), askHelper, registries)
  if (read.kind === 'fault') throw new ExpectedError(`${name} ${read.message}`)
  const skipped = read.skipped.map(({key, why}) => printable(`entry "${shownKey(key)}" ${why}`))
  const [first, ...others] = read.entries
  const place = registries.length === 0 ? '' : ` for ${registries.join(', ')}`
  if (first === undefined) {
    throw new ExpectedError(`${name} holds no login${place} that a Secret could be made of`, {nextSteps: skipped})
  }
  for (const text of skipped) warn(`${text}; it is left out`)
  return [first, ...others]
}
