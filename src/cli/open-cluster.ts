import {homedir} from 'node:os'
import {delimiter} from 'node:path'
import {isatty} from 'node:tty'
import type {ClusterHost} from '../cluster/cluster-host.ts'
import type {Cluster} from '../cluster/kube-client.ts'
import {runLoginPlugin, runSilentLoginPlugin} from './child-process.ts'
import {readText} from './io.ts'

/** The values of `clusterFlags`, with `--namespace` where the command has it. */
export interface ClusterFlagValues {
  readonly kubeconfig?: string | undefined
  readonly context?: string | undefined
  readonly cluster?: string | undefined
  readonly user?: string | undefined
  readonly namespace?: string | undefined
  readonly as?: string | undefined
  readonly 'as-group'?: string[] | undefined
  readonly 'request-timeout'?: number | undefined
}

/** Connects to the cluster that the flags name. `readsStdin`: standard input holds data, so that no login plugin may ask. */
export async function openCluster(flags: ClusterFlagValues, {readsStdin = false} = {}): Promise<Cluster> {
  const {connect} = await import('../cluster/kube-client.ts')
  const {kubeconfig, context, cluster, user, namespace, as, 'as-group': asGroups} = flags
  const requestTimeoutMs = flags['request-timeout']
  return connect(
    {
      ...(kubeconfig !== undefined && {kubeconfig}),
      ...(context !== undefined && {context}),
      ...(cluster !== undefined && {cluster}),
      ...(user !== undefined && {user}),
      ...(namespace !== undefined && {namespace}),
      ...(as !== undefined && {as}),
      ...(asGroups !== undefined && {asGroups}),
      ...(requestTimeoutMs !== undefined && {requestTimeoutMs}),
    },
    clusterHost(readsStdin),
  )
}

/**
 * Connects without a word and without a question, as completion has to: a login plugin's stderr goes nowhere, and
 * flags are as they were typed. Nothing is awaited longer than a shell waits for its completion.
 */
export async function connectQuietly(flags: ReadonlyMap<string, string>): Promise<Cluster> {
  const {connect} = await import('../cluster/kube-client.ts')
  const names = ['kubeconfig', 'context', 'cluster', 'user', 'namespace', 'as'] as const
  const given = names.flatMap((name) => (flags.get(name) ? [[name, flags.get(name)] as const] : []))
  return connect(Object.fromEntries(given), {...clusterHost(true), exec: runSilentLoginPlugin})
}

/** The names of a list in the kubeconfig; it is read and nobody asked. */
export async function kubeconfigNames(
  kubeconfig: string | undefined,
  kind: 'context' | 'cluster' | 'user',
): Promise<readonly string[]> {
  const {readKubeconfig} = await import('../cluster/kubeconfig.ts')
  return [...readKubeconfig(kubeconfig, clusterHost(true))[`${kind}s`].keys()]
}

function clusterHost(readsStdin: boolean): ClusterHost {
  const home = homeFolder()
  return {
    env: process.env,
    ...(home !== undefined && {home}),
    pathDelimiter: delimiter,
    files: {read: readText},
    exec: runLoginPlugin,
    canAsk: isatty(0) && !readsStdin,
  }
}

/** A user id that belongs to no account, as OpenShift gives to containers, has none. */
function homeFolder(): string | undefined {
  try {
    return homedir() || undefined
  } catch {
    return undefined
  }
}
