import type {PullSecret} from '../credentials/pull-secret.ts'
import {ExpectedError} from './expected-error.ts'
import {readInput} from './io.ts'
import {asExpected} from './manifest-files.ts'
import {type ClusterFlagValues, openCluster} from './open-cluster.ts'

export interface SecretFlagValues extends ClusterFlagValues {
  readonly filename?: string[] | undefined
  readonly 'all-namespaces': boolean
  readonly selector?: string | undefined
}

/** The Secrets that `decode` shows: those of files, those that are named, or all pull secrets of the namespace. */
export async function readSecretInput(
  flags: SecretFlagValues,
  words: readonly string[],
): Promise<readonly PullSecret[]> {
  const files = words.includes('-') ? ['-'] : (flags.filename ?? [])
  if (files.length === 0) return fromCluster(flags, words)
  if (words.some((word) => word !== '-')) throw new ExpectedError('a file is read, so no Secret can be named beside it')
  if (flags.selector !== undefined) throw new ExpectedError('--selector selects in a cluster, not in a file')
  const {pullSecretsIn} = await import('../cluster/find-pull-secrets.ts')
  const secrets: PullSecret[] = []
  for (const name of files) {
    const text = Buffer.from(await readInput(name)).toString('utf8')
    const file = {name: name === '-' ? 'standard input' : `file "${name}"`, text}
    secrets.push(...(await asExpected(() => pullSecretsIn(file, flags.namespace ?? 'default'))))
  }
  return secrets
}

async function fromCluster(flags: SecretFlagValues, names: readonly string[]): Promise<readonly PullSecret[]> {
  const isEverywhere = flags['all-namespaces']
  if (names.length > 0 && (isEverywhere || flags.selector !== undefined)) {
    throw new ExpectedError('a Secret that is named stands in one namespace; drop the name, or -A and -l')
  }
  const [{namedPullSecrets, allPullSecrets}, cluster] = await Promise.all([
    import('../cluster/find-pull-secrets.ts'),
    openCluster(flags),
  ])
  try {
    if (names.length > 0) return await namedPullSecrets(cluster, cluster.namespace, names)
    return await allPullSecrets(cluster, {
      ...(isEverywhere ? {} : {namespace: cluster.namespace}),
      ...(flags.selector === undefined ? {} : {labelSelector: flags.selector}),
    })
  } finally {
    cluster.close()
  }
}
