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
  for (const entry of entries) {
    const lints = entryLints({...entry, ignoredFields: []}, new Date().toISOString())
    for (const {severity, message} of lints)
      if (severity !== 'info') warn(`${printable(entry.key)}: ${printable(message)}`)
  }
  return entries
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
