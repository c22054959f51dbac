import {checkLogins} from './checked-login.ts'
import {readEntries} from './create-entries.ts'
import type {EntryFlagValues} from './entry-flags.ts'
import {type ExitCode, exitCodeOfVerdict} from './exit-code.ts'
import {usageError} from './expected-error.ts'
import type {Listener} from './listener.ts'
import {type RegistryFlagValues, registryWarnings} from './registry-flags.ts'
import {openStore, ownerWarning, type StoreFlagValues, storedText, storeEntries} from './store-entries.ts'
import {namedNamespaces, type TargetFlagValues} from './target-flags.ts'

export interface CreateFlagValues extends EntryFlagValues, TargetFlagValues, StoreFlagValues, RegistryFlagValues {
  readonly 'no-verify': boolean
}

/** What a call of `create` ends with; the text is empty where nothing was stored. */
export interface Created {
  readonly text: string
  readonly exitCode: ExitCode
}

/** Stores logins in one Secret of one namespace, as `kubectl create secret docker-registry` does, once they are accepted. */
export async function createSecret(
  name: string | undefined,
  given: CreateFlagValues,
  listener: Listener,
): Promise<Created> {
  if (name === undefined) throw usageError('NAME is required', 'create')
  const [namespace] = namedNamespaces(given)
  const flags = {...given, namespace}
  const cluster = await openStore(flags)
  const entries = await readEntries(flags, listener)
  if (!flags['no-verify']) {
    for (const text of registryWarnings(flags)) listener.warn(text)
    const verdict = await checkLogins(entries, flags)
    if (verdict.kind === 'refused') {
      for (const line of [...verdict.refusals.map((refusal) => `error: ${refusal}`), 'Nothing is stored.']) {
        listener.tell(line)
      }
      return {text: '', exitCode: exitCodeOfVerdict('finding')}
    }
    for (const note of verdict.notes) listener.tell(note)
  }
  const stored = await storeEntries(name, entries, flags, cluster)
  const warning = ownerWarning(stored)
  if (warning !== undefined) listener.warn(warning)
  return {text: await storedText(stored, flags), exitCode: exitCodeOfVerdict('good')}
}
