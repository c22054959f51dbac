import type {HelperChoice} from '../app/refresh-plan.ts'
import {refreshSecrets} from '../app/refresh-secrets.ts'
import type {Cluster} from '../cluster/kube-client.ts'
import type {PullSecret} from '../credentials/pull-secret.ts'
import {printable} from '../report/printable.ts'
import type {RefreshedLogin, RefreshReport} from '../report/refresh-report.ts'
import {askHelper} from './ask-helper.ts'
import type {DryRun} from './dry-run.ts'
import {type ExitCode, exitCodeOfVerdict, worst} from './exit-code.ts'
import {ExpectedError} from './expected-error.ts'
import type {Listener} from './listener.ts'
import {type ClusterFlagValues, openCluster} from './open-cluster.ts'
import {helperChoice} from './refresh-flags.ts'
import {type RegistryFlagValues, registriesOf, registryWarnings} from './registry-flags.ts'

export interface RefreshFlagValues extends ClusterFlagValues, RegistryFlagValues {
  readonly 'all-namespaces': boolean
  readonly selector?: string | undefined
  readonly helper?: string[] | undefined
  readonly 'if-older-than'?: number | undefined
  readonly 'if-expires-within'?: number | undefined
  readonly 'no-verify': boolean
  readonly 'dry-run': DryRun
}

export interface Refreshed {
  readonly report: RefreshReport
  readonly exitCode: ExitCode
}

/** Renews the logins of Secrets that do not last. Nothing is asked of anybody at a terminal, so that a CronJob can run it. */
export async function refresh(
  names: readonly string[],
  flags: RefreshFlagValues,
  {tell, warn}: Listener,
): Promise<Refreshed> {
  const helpers = helperChoice(flags.helper ?? [])
  const cluster = await openCluster(flags, {readsStdin: true})
  try {
    const secrets = await readSecrets(cluster, names, flags)
    if (!flags['no-verify']) for (const text of registryWarnings(flags)) warn(text)
    const logins = await renew(cluster, secrets, {helpers, isNamed: names.length > 0}, flags)
    const idle = secrets.filter(({name}) => names.length > 0 && !logins.some((login) => login.name === name))
    for (const {name, namespace} of idle) {
      tell(`error: secret "${name}" in namespace "${namespace}" holds no login that a helper gave or that ends soon`)
    }
    for (const login of logins) for (const line of reasonLines(login)) tell(line)
    const exitCode = worst(...logins.map(exitCodeOf), idle.length > 0 ? 2 : 0)
    return {report: {apiVersion: 'imagecreds/v1', kind: 'RefreshReport', dryRun: flags['dry-run'], logins}, exitCode}
  } finally {
    cluster.close()
  }
}

async function readSecrets(
  cluster: Cluster,
  names: readonly string[],
  {'all-namespaces': isEverywhere, selector}: RefreshFlagValues,
): Promise<readonly PullSecret[]> {
  const {allPullSecrets, namedPullSecrets} = await import('../cluster/find-pull-secrets.ts')
  if (names.length === 0) {
    return allPullSecrets(cluster, {
      ...(isEverywhere ? {} : {namespace: cluster.namespace}),
      ...(selector === undefined ? {} : {labelSelector: selector}),
    })
  }
  if (!isEverywhere && selector === undefined) return namedPullSecrets(cluster, cluster.namespace, [...new Set(names)])
  throw new ExpectedError('a Secret that is named stands in one namespace; drop the name, or -A and -l')
}

async function renew(
  cluster: Cluster,
  secrets: readonly PullSecret[],
  rules: {readonly helpers: HelperChoice; readonly isNamed: boolean},
  flags: RefreshFlagValues,
): Promise<readonly RefreshedLogin[]> {
  const {'if-older-than': olderThan, 'if-expires-within': expiresWithin} = flags
  const registries = flags['no-verify'] ? undefined : await registriesOf(flags)
  try {
    return await refreshSecrets(cluster, secrets, {
      ...rules,
      now: Date.now(),
      ...(olderThan !== undefined && {olderThan}),
      ...(expiresWithin !== undefined && {expiresWithin}),
      askHelper,
      ...(registries !== undefined && {askLogin: registries.askLogin}),
      dryRun: flags['dry-run'],
    })
  } finally {
    await registries?.close()
  }
}

/** Why a login was not renewed; that it need not be is in the table. */
function reasonLines({namespace, name, action, why}: RefreshedLogin): readonly string[] {
  if (why === undefined || action === 'not-due') return []
  const line = `secret "${name}" in namespace "${namespace}": ${why}`
  if (action === 'passed-over') return [printable(line)]
  const end =
    action === 'unknown' ? 'it may be renewed all the same: run the same command again' : 'it is left as it is'
  return [printable(`error: ${line}; ${end}`)]
}

function exitCodeOf({action}: RefreshedLogin): ExitCode {
  switch (action) {
    case 'refused':
      return exitCodeOfVerdict('finding')
    case 'failed':
    case 'unknown':
      return 2
    case 'refreshed':
    case 'unchanged':
    case 'not-due':
    case 'passed-over':
      return exitCodeOfVerdict('good')
  }
}
