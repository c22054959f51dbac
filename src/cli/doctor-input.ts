import type {Cluster} from '../cluster/kube-client.ts'
import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import type {WorkloadName} from '../cluster/workload-name.ts'
import {ExpectedError} from './expected-error.ts'
import {buildIt, type ReadFiles, readManifestFiles} from './manifest-files.ts'
import type {ManifestFlagValues} from './manifest-flags.ts'
import {type ClusterFlagValues, openCluster} from './open-cluster.ts'
import {keepHeapSmall} from './small-heap.ts'

export interface DoctorFlagValues extends ClusterFlagValues, Partial<ManifestFlagValues> {
  readonly 'all-namespaces': boolean
  readonly selector?: string | undefined
}

/** What `doctor` looks at, and its name for the reader. */
export interface DoctorInput {
  readonly snapshot: ClusterSnapshot
  readonly scope: string
  /** The scope does not tell the namespace of each Pod. */
  readonly isWide: boolean
  /** Pods or workloads were named. */
  readonly isNamed: boolean
  /** What is to be known of how files were read. */
  readonly warnings?: readonly string[]
}

/** Reads the Pods that flags and arguments select, with all that their pulls depend on, from the cluster or from files. */
export async function readDoctorInput(flags: DoctorFlagValues, workloads: readonly string[]): Promise<DoctorInput> {
  if (flags.kustomize !== undefined)
    throw new ExpectedError('kustomizations are not built here', {nextSteps: [buildIt]})
  return flags.filename === undefined ? fromCluster(flags, workloads) : fromFiles(flags, flags.filename, workloads)
}

async function fromCluster(flags: DoctorFlagValues, workloads: readonly string[]): Promise<DoctorInput> {
  // What is wrong with the call is said before a login plugin may run.
  await namedWorkloads(flags, workloads)
  const cluster = await openCluster(flags)
  if (flags['all-namespaces']) keepHeapSmall()
  try {
    return await clusterInput(cluster, flags, workloads)
  } finally {
    cluster.close()
  }
}

/** The same out of a cluster that is open already. */
export async function clusterInput(
  cluster: Cluster,
  flags: DoctorFlagValues,
  workloads: readonly string[],
): Promise<DoctorInput> {
  const isEverywhere = flags['all-namespaces']
  const named = await namedWorkloads(flags, workloads)
  const {readSnapshot} = await import('../cluster/read-snapshot.ts')
  const {namespace} = cluster
  const snapshot = await readSnapshot(cluster, {
    ...(isEverywhere ? {} : {namespace}),
    ...(flags.selector === undefined ? {} : {labelSelector: flags.selector}),
    ...(named.length === 0 ? {} : {workloads: named}),
  })
  const {workloadWords} = await import('../cluster/workload-name.ts')
  const scope = isEverywhere ? 'all namespaces' : scopeOf(namespace, workloadWords(workloads))
  return {snapshot, scope, isWide: isEverywhere, isNamed: named.length > 0}
}

async function namedWorkloads(flags: DoctorFlagValues, workloads: readonly string[]): Promise<readonly WorkloadName[]> {
  if (flags['all-namespaces'] && workloads.length > 0) {
    throw new ExpectedError('a workload stands in one namespace, so it cannot be named together with --all-namespaces')
  }
  const {parseWorkloadName, workloadWords} = await import('../cluster/workload-name.ts')
  return workloadWords(workloads).map(parseWorkloadName)
}

async function fromFiles(
  flags: DoctorFlagValues,
  names: readonly string[],
  workloads: readonly string[],
): Promise<DoctorInput> {
  if (workloads.length > 0) {
    throw new ExpectedError('with --filename all Pods of the files are looked at; no workload can be named beside it')
  }
  if (flags.selector !== undefined) throw new ExpectedError('--selector selects in a cluster, not in --filename')
  const {snapshot, warnings} = await filesSnapshot(flags, names)
  const files = names.map((name) => (name === '-' ? 'standard input' : name)).join(', ')
  const [namespace, ...others] = new Set(snapshot.pods.map((pod) => pod.namespace))
  const isWide = namespace === undefined || others.length > 0
  return {snapshot, scope: isWide ? files : `${files}: namespace "${namespace}"`, isWide, isNamed: false, warnings}
}

/** What the files hold, and beside it what the cluster has, where that is asked for. Platforms that are given win over those of nodes. */
async function filesSnapshot(flags: DoctorFlagValues, names: readonly string[]): Promise<ReadFiles> {
  const {recursive: isRecursive = false, platform: platforms = []} = flags
  const {snapshot, warnings} = flags['against-cluster']
    ? await besideCluster(flags, names, isRecursive)
    : await readManifestFiles(names, {namespace: flags.namespace, isRecursive})
  if (platforms.length === 0) return {snapshot, warnings}
  const {onPlatforms} = await import('../cluster/pod-platforms.ts')
  return {snapshot: {...snapshot, pods: onPlatforms(snapshot.pods, platforms)}, warnings}
}

/** Objects that name no namespace are in that of the context, as `kubectl apply` has it. */
async function besideCluster(
  flags: DoctorFlagValues,
  names: readonly string[],
  isRecursive: boolean,
): Promise<ReadFiles> {
  const cluster = await openCluster(flags, {readsStdin: names.includes('-')})
  try {
    const {snapshot, warnings} = await readManifestFiles(names, {namespace: cluster.namespace, isRecursive})
    const {readBesideManifests} = await import('../cluster/read-beside-manifests.ts')
    return {snapshot: await readBesideManifests(cluster, snapshot), warnings}
  } finally {
    cluster.close()
  }
}

function scopeOf(namespace: string, workloads: readonly string[]): string {
  return workloads.length === 0 ? `namespace "${namespace}"` : `${workloads.join(', ')} in namespace "${namespace}"`
}
