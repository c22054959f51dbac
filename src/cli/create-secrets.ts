import {type NamespacePlan, type PlannedLogin, type PlannedSecret, planSecrets} from '../app/create-plan.ts'
import {type NamespaceRequest, createSecrets as storeSecrets} from '../app/create-secrets.ts'
import type {Cluster} from '../cluster/kube-client.ts'
import {loginManifest} from '../cluster/secret-manifest.ts'
import type {NewEntry} from '../credentials/write-docker-config.ts'
import {loginFault, loginNote, reachSteps, tryLogins} from './checked-login.ts'
import {isAttaching, nothingAttached} from './create-attach-flags.ts'
import {readEntries, warnOfEntries} from './create-entries.ts'
import type {Created, CreateFlagValues} from './create-secret.ts'
import {type CreatedIn, createdText, failedLines} from './created-text.ts'
import {type ExitCode, exitCodeOfVerdict, worst} from './exit-code.ts'
import {ExpectedError, usageError} from './expected-error.ts'
import type {Listener} from './listener.ts'
import {registryWarnings} from './registry-flags.ts'
import {hashedName, openStore, ownerWarning} from './store-entries.ts'
import {isListed, namedNamespaces} from './target-flags.ts'
import {targetNamespaces} from './target-namespaces.ts'
import type {ValuesFlagValues} from './values-flags.ts'

type SeveralFlagValues = CreateFlagValues & ValuesFlagValues

/**
 * Stores logins in several Secrets and namespaces. Each login is tried once; a namespace gets all that is meant for it or
 * nothing, and what is wrong with one keeps no other from its Secrets. The worst of them is the exit code.
 */
export async function createSecrets(
  name: string | undefined,
  flags: SeveralFlagValues,
  listener: Listener,
): Promise<Created> {
  const [firstNamespace] = namedNamespaces(flags)
  const attaching = isAttaching(flags) ? await import('./create-attach.ts') : undefined
  await attaching?.readAttachNames(flags)
  const cluster = await openStore({
    ...flags,
    namespace: firstNamespace,
    asksCluster: isListed(flags) || isAttaching(flags),
  })
  try {
    const namespaces = await targetNamespaces(flags, cluster, flags['dry-run'] !== 'none')
    const plans = await readPlans(await readLogins(name, flags, listener), namespaces, flags['append-hash'])
    const checked = flags['no-verify'] ? undefined : await checkPlans(plans, flags, listener)
    const good = plans.filter((plan) => !entriesOf(plan).some((entry) => checked?.faulty.has(entry)))
    for (const {namespace} of plans.filter((plan) => !good.includes(plan))) {
      listener.tell(`${namespace === undefined ? '' : `namespace "${namespace}": `}nothing is stored`)
    }
    const {stored, hasFailed} = cluster === undefined ? foretold(good) : await store(cluster, good, flags, listener)
    const names = stored.map(({namespace = '', secrets}) => ({namespace, names: secrets.map(({name: own}) => own)}))
    const attached =
      cluster && attaching ? await attaching.attachStored(cluster, names, flags, listener) : nothingAttached
    const text = await createdText(stored, {dryRun: flags['dry-run'], output: flags.output, attached})
    const exitCode = worst(checked?.exitCode ?? 0, hasFailed ? 2 : 0, attached.exitCode)
    return {text: stored.length === 0 ? '' : text, exitCode}
  } finally {
    cluster?.close()
  }
}

async function readLogins(
  name: string | undefined,
  flags: SeveralFlagValues,
  listener: Listener,
): Promise<readonly PlannedLogin[]> {
  if (flags.filename !== undefined) {
    const {readValuesFiles} = await import('./values-logins.ts')
    const logins = await readValuesFiles(flags, name, listener)
    warnOfEntries(
      logins.map(({entry}) => entry),
      (text) => listener.warn(text),
    )
    return logins
  }
  if (name === undefined) throw usageError('NAME is required', 'create')
  const entries = await readEntries(flags, listener)
  return entries.map((entry) => ({secret: name, entry}))
}

async function readPlans(
  logins: readonly PlannedLogin[],
  namespaces: readonly (string | undefined)[],
  hasHash: boolean,
): Promise<readonly NamespacePlan[]> {
  const planned = planSecrets(logins, namespaces)
  if (planned.kind === 'fault') throw new ExpectedError(planned.message)
  if (!hasHash) return planned.namespaces
  return Promise.all(
    planned.namespaces.map(async ({namespace, secrets: [first, ...others]}) => {
      return {namespace, secrets: [await hashed(first), ...(await Promise.all(others.map(hashed)))] as const}
    }),
  )
}

async function hashed({name, entries}: PlannedSecret): Promise<PlannedSecret> {
  return {name: await hashedName(name, entries), entries}
}

/** Tells how every login was taken, and which of them are not to be stored. */
async function checkPlans(
  plans: readonly NamespacePlan[],
  flags: SeveralFlagValues,
  {tell, warn}: Listener,
): Promise<{readonly faulty: ReadonlySet<NewEntry>; readonly exitCode: ExitCode}> {
  for (const text of registryWarnings(flags)) warn(text)
  const checked = await tryLogins([...new Set(plans.flatMap(entriesOf))], flags)
  const judged = checked.map((each) => ({each, fault: loginFault(each)}))
  const lines = judged.map(({each, fault}) => (fault === undefined ? loginNote(each) : `error: ${fault.message}`))
  for (const line of new Set(lines)) tell(line)
  const isUnclear = judged.some(({fault}) => fault?.kind === 'unclear')
  if (isUnclear) for (const step of ['--no-verify stores logins unchecked.', ...reachSteps(checked)]) tell(step)
  const codes = judged.map(({fault}): ExitCode => {
    if (fault === undefined) return exitCodeOfVerdict('good')
    return fault.kind === 'refused' ? exitCodeOfVerdict('finding') : 2
  })
  return {
    faulty: new Set(judged.flatMap(({each, fault}) => (fault === undefined ? [] : [each.entry]))),
    exitCode: worst(...codes),
  }
}

async function store(
  cluster: Cluster,
  plans: readonly NamespacePlan[],
  flags: SeveralFlagValues,
  {tell, warn}: Listener,
): Promise<{readonly stored: readonly CreatedIn[]; readonly hasFailed: boolean}> {
  const requests = plans.map(({namespace, secrets}): NamespaceRequest => {
    return {namespace: namespace ?? cluster.namespace, secrets}
  })
  const outcomes = await storeSecrets(cluster, requests, {
    isUpdate: flags.update,
    createsNamespaces: flags['create-namespace'],
    dryRun: flags['dry-run'],
  })
  const stored = outcomes.filter((outcome) => outcome.kind === 'stored')
  const warnings = stored.flatMap(({secrets}) => secrets.flatMap((secret) => ownerWarning(secret) ?? []))
  for (const text of new Set(warnings)) warn(text)
  const failures = outcomes.filter((outcome) => outcome.kind === 'failed')
  for (const failure of failures) for (const line of failedLines(failure)) tell(line)
  return {stored, hasFailed: failures.length > 0}
}

/** Without a cluster: what would be made where nothing is. */
function foretold(plans: readonly NamespacePlan[]): {
  readonly stored: readonly CreatedIn[]
  readonly hasFailed: boolean
} {
  const stored = plans.map(({namespace, secrets}): CreatedIn => {
    const named = secrets.map(({name, entries}) => {
      const metadata = {name, ...(namespace === undefined ? {} : {namespace})}
      return {name, action: 'created' as const, object: loginManifest(metadata, entries)}
    })
    return {kind: 'stored', namespace, isNew: false, secrets: named}
  })
  return {stored, hasFailed: false}
}

function entriesOf({secrets}: NamespacePlan): readonly NewEntry[] {
  return secrets.flatMap(({entries}) => entries)
}
