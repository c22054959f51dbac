import {type CheckedEntry, checkEntries, isLoginRefused} from '../app/check-entries.ts'
import type {NewEntry} from '../credentials/write-docker-config.ts'
import {printable} from '../report/printable.ts'
import {ExpectedError} from './expected-error.ts'
import {type RegistryFlagValues, registriesOf} from './registry-flags.ts'

/** What registries said to the logins: nothing against them, or which were refused. */
export type LoginVerdict =
  | {readonly kind: 'accepted'; readonly notes: readonly string[]}
  | {readonly kind: 'refused'; readonly refusals: readonly string[]}

/**
 * Tries logins before they are stored. A refusal is a verdict; a registry that gives none is the user's to decide, since
 * the nodes may reach what this machine does not.
 */
export async function checkLogins(entries: readonly NewEntry[], flags: RegistryFlagValues): Promise<LoginVerdict> {
  const registries = await registriesOf(flags)
  const checked = await checkEntries(entries, registries.askLogin)
  await registries.close()
  const refusals = checked.flatMap((entry) => refusalOf(entry) ?? [])
  if (refusals.length > 0) return {kind: 'refused', refusals}
  const unclear = checked.flatMap((entry) => unclearOf(entry) ?? [])
  if (unclear.length === 0) return {kind: 'accepted', notes: checked.map(noteOf)}
  const isUnreached = checked.some(({verdict}) => verdict?.answer === 'unreachable')
  throw new ExpectedError(unclear.join('; '), {
    nextSteps: [
      'Nothing is stored; --no-verify stores the login unchecked.',
      ...(isUnreached ? ['Nodes may reach what this machine does not.'] : []),
    ],
  })
}

function refusalOf({entry, verdict}: CheckedEntry): string | undefined {
  if (verdict === undefined || !isLoginRefused(verdict)) return undefined
  const words = verdict.detail === undefined ? '' : `: ${verdict.detail}`
  return printable(`${verdict.registry} refuses the login "${entry.username}"${words}`)
}

function unclearOf({entry, verdict}: CheckedEntry): string | undefined {
  if (verdict === undefined || verdict.isGood) return undefined
  const words = verdict.detail ?? verdict.answer
  return printable(`the login "${entry.username}" could not be checked at ${verdict.registry}: ${words}`)
}

function noteOf({entry, verdict}: CheckedEntry): string {
  if (verdict === undefined) return printable(`${entry.key} names no single registry, so its login was not checked`)
  if (verdict.answer === 'accepted') return printable(`${verdict.registry} accepts the login "${entry.username}"`)
  return printable(`${verdict.registry} asks nobody for a login, so "${entry.username}" was not checked`)
}
