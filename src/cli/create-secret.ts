import type {NewEntry} from '../credentials/write-docker-config.ts'
import {checkLogins} from './checked-login.ts'
import {type CreateAttachFlagValues, isAttaching, nothingAttached} from './create-attach-flags.ts'
import {readEntries} from './create-entries.ts'
import type {EntryFlagValues} from './entry-flags.ts'
import {type ExitCode, exitCodeOfVerdict} from './exit-code.ts'
import {usageError} from './expected-error.ts'
import type {Listener} from './listener.ts'
import {type RegistryFlagValues, registryWarnings} from './registry-flags.ts'
import {openStore, ownerWarning, type StoreFlagValues, storedText, storeEntries} from './store-entries.ts'
import {namedNamespaces, type TargetFlagValues} from './target-flags.ts'

export interface CreateFlagValues
  extends CreateAttachFlagValues,
    EntryFlagValues,
    TargetFlagValues,
    StoreFlagValues,
    RegistryFlagValues {
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
  const attaching = isAttaching(flags) ? await import('./create-attach.ts') : undefined
  await attaching?.readAttachNames(flags)
  const cluster = await openStore({...flags, asksCluster: attaching !== undefined})
  try {
    const entries = await readEntries(flags, listener)
    if (!flags['no-verify'] && !(await areAccepted(entries, flags, listener))) {
      return {text: '', exitCode: exitCodeOfVerdict('finding')}
    }
    const stored = await storeEntries(name, entries, flags, cluster)
    const warning = ownerWarning(stored)
    if (warning !== undefined) listener.warn(warning)
    const names = {namespace: cluster?.namespace ?? '', names: [stored.name]}
    const attached =
      cluster && attaching ? await attaching.attachStored(cluster, [names], flags, listener) : nothingAttached
    return {text: await storedText(stored, flags, attached), exitCode: attached.exitCode}
  } finally {
    cluster?.close()
  }
}

/** Tells what the registries say to the logins, and whether that allows to store them. */
async function areAccepted(
  entries: readonly NewEntry[],
  flags: CreateFlagValues,
  {warn, tell}: Listener,
): Promise<boolean> {
  for (const text of registryWarnings(flags)) warn(text)
  const verdict = await checkLogins(entries, flags)
  const isAccepted = verdict.kind === 'accepted'
  const lines = isAccepted
    ? verdict.notes
    : [...verdict.refusals.map((text) => `error: ${text}`), 'Nothing was stored.']
  for (const line of lines) tell(line)
  return isAccepted
}
