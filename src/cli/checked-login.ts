import {type CheckedEntry, checkEntries, isLoginRefused} from '../app/check-entries.ts'
import type {NewEntry} from '../credentials/write-docker-config.ts'
import {printable} from '../report/printable.ts'
import {ExpectedError} from './expected-error.ts'
import {type RegistryFlagValues, registriesOf} from './registry-flags.ts'

/** What registries said to the logins: nothing against them, or which were refused. */
export type LoginVerdict =
  | {readonly kind: 'accepted'; readonly notes: readonly string[]}
  | {readonly kind: 'refused'; readonly refusals: readonly string[]}

/** What speaks against a login: the registry refuses it, or could not be asked. */
export interface LoginFault {
  readonly kind: 'refused' | 'unclear'
  readonly message: string
}

/**
 * Tries logins before they are stored. A refusal is a verdict; a registry that gives none is the user's to decide, since
 * the nodes may reach what this machine does not.
 */
export async function checkLogins(entries: readonly NewEntry[], flags: RegistryFlagValues): Promise<LoginVerdict> {
  const checked = await tryLogins(entries, flags)
  const faults = checked.flatMap((entry) => loginFault(entry) ?? [])
  const refusals = distinct(faults.flatMap(({kind, message}) => (kind === 'refused' ? [message] : [])))
  if (refusals.length > 0) return {kind: 'refused', refusals}
  if (faults.length === 0)
    return {kind: 'accepted', notes: distinct([...checked.map(loginNote), ...checked.flatMap(oddities)])}
  throw new ExpectedError(distinct(faults.map(({message}) => message)).join('; '), {
    nextSteps: ['Nothing was stored; --no-verify stores the login unchecked.', ...reachSteps(checked)],
  })
}

/** Presents each login to its registry, the same one only once. */
export async function tryLogins(
  entries: readonly NewEntry[],
  flags: RegistryFlagValues,
): Promise<readonly CheckedEntry[]> {
  const registries = await registriesOf(flags)
  try {
    return await checkEntries(entries, registries.askLogin)
  } finally {
    await registries.close()
  }
}

/** Nothing where the login may be stored. */
export function loginFault({entry, verdict}: CheckedEntry): LoginFault | undefined {
  if (verdict === undefined || verdict.isGood) return undefined
  if (isLoginRefused(verdict)) {
    const words = verdict.detail === undefined ? '' : `: ${verdict.detail}`
    const message = printable(`${verdict.registry} refuses the login "${entry.username}"${words}`)
    return {kind: 'refused', message}
  }
  const words = verdict.detail ?? verdict.answer
  const message = printable(`the login "${entry.username}" could not be checked at ${verdict.registry}: ${words}`)
  return {kind: 'unclear', message}
}

/** What is to be known where a registry was asked and not reached. */
export function reachSteps(checked: readonly CheckedEntry[]): readonly string[] {
  const isUnreached = checked.some(({verdict}) => verdict?.answer === 'unreachable')
  return isUnreached ? ['Nodes may reach what this machine does not.'] : []
}

/** What is odd about the way to an answer, such as a token server at a private address. */
function oddities({verdict}: CheckedEntry): readonly string[] {
  return (verdict?.warnings ?? []).map((text) => printable(`warning: ${text}`))
}

/** How a login that may be stored was taken. */
export function loginNote({entry, verdict}: CheckedEntry): string {
  if (verdict === undefined) return printable(`${entry.key} names no single registry, so its login was not checked`)
  if (verdict.answer === 'accepted') return printable(`${verdict.registry} accepts the login "${entry.username}"`)
  return printable(`${verdict.registry} asks nobody for a login, so "${entry.username}" was not checked`)
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
