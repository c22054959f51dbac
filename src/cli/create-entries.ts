import {dockerConfigLogins} from '../app/docker-config-logins.ts'
import {shownKey} from '../credentials/shown-key.ts'
import type {NewEntry} from '../credentials/write-docker-config.ts'
import {entryLints} from '../doctor/secret-lint.ts'
import {printable} from '../report/printable.ts'
import {askHelper} from './ask-helper.ts'
import {ExpectedError} from './expected-error.ts'
import {readInput} from './io.ts'
import {type LoginFlagValues, loginOf} from './login-flags.ts'

export interface EntryFlagValues extends LoginFlagValues {
  readonly email?: string | undefined
  readonly 'from-docker-config'?: string | undefined
}

/** The logins that `create` is to store: the one that the flags give, or those of a docker config. */
export async function readEntries(
  flags: EntryFlagValues,
  warn: (text: string) => void,
): Promise<readonly [NewEntry, ...NewEntry[]]> {
  const file = flags['from-docker-config']
  const entries = await (file === undefined ? flagEntry(flags, warn) : fileEntries(file, warn))
  warnOfEntries(entries, warn)
  return entries
}

/** What the form of a login says against it, before any registry is asked. */
export function warnOfEntries(entries: readonly NewEntry[], warn: (text: string) => void): void {
  const takenAt = new Date().toISOString()
  const texts = entries.flatMap((entry) => {
    const lints = entryLints({...entry, ignoredFields: []}, takenAt).filter(({severity}) => severity !== 'info')
    return lints.map(({message}) => `${printable(entry.key)}: ${printable(message)}`)
  })
  for (const text of new Set(texts)) warn(text)
}

async function flagEntry(flags: EntryFlagValues, warn: (text: string) => void): Promise<readonly [NewEntry]> {
  const {entry} = await loginOf(flags, warn)
  return [flags.email === undefined || flags.email === '' ? entry : {...entry, email: flags.email}]
}

async function fileEntries(file: string, warn: (text: string) => void): Promise<readonly [NewEntry, ...NewEntry[]]> {
  const name = file === '-' ? 'standard input' : `file "${file}"`
  const read = await dockerConfigLogins(await readInput(file), askHelper)
  if (read.kind === 'fault') throw new ExpectedError(`${name} ${read.message}`)
  const skipped = read.skipped.map(({key, why}) => printable(`entry "${shownKey(key)}" ${why}`))
  const [first, ...others] = read.entries
  if (first === undefined) {
    throw new ExpectedError(`${name} holds no login that a Secret could be made of`, {nextSteps: skipped})
  }
  for (const text of skipped) warn(`${text}; it is left out`)
  return [first, ...others]
}
