import {setTimeout as pause} from 'node:timers/promises'
import {type Changes, watchChanges} from '../app/watch-changes.ts'
import type {Cluster} from '../cluster/kube-client.ts'
import {KubeError, type KubeErrorKind} from '../cluster/kube-error.ts'
import type {Resource} from '../cluster/resource.ts'
import {versionNoting} from '../cluster/version-noting.ts'
import {clusterInput, type DoctorFlagValues, type DoctorInput} from './doctor-input.ts'
import {openCluster} from './open-cluster.ts'
import {keepHeapSmall} from './small-heap.ts'

/** What was read of a cluster, once more. */
export interface Reading {
  readonly input: DoctorInput
  /** In milliseconds of `performance.now()`. */
  readonly begun: number
  /** It is the first, or what was named had gone in the meantime. */
  readonly isAnew: boolean
}

/** Between two readings there is a pause of at least so many times what the last one took. */
const restFactor = 5

/** What is not seen as it happens is read so often. */
const rereadSeconds = 30

/** What keeps a cluster from being read for a while. A Pod that was named may come again by its name. */
const passing: ReadonlySet<KubeErrorKind> = new Set([
  'unreachable',
  'cut-off',
  'not-an-api-server',
  'not-found',
  'expired',
  'rate-limited',
  'server-error',
])

/**
 * Reads what `doctor` looks at once, and again after each change, without end. Changes are watched from what the first
 * reading saw. That it cannot be read for a while is told once for each cause; only the first reading throws what is in its
 * way.
 */
export async function* doctorReadings(
  flags: DoctorFlagValues,
  workloads: readonly string[],
  warn: (text: string) => void,
): AsyncGenerator<Reading, never> {
  const {api, versions} = versionNoting(await openCluster(flags))
  if (flags['all-namespaces']) keepHeapSmall()
  const begun = performance.now()
  const input = await clusterInput(api, flags, workloads)
  const changes = changesSince(versions, api, flags, warn)
  let reading: Reading = {input, begun, isAnew: true}
  for (;;) {
    yield reading
    await rested(changes, reading.begun)
    reading = await readAgain(() => clusterInput(api, flags, workloads), changes, warn)
  }
}

/** Tries until it can be read. */
async function readAgain(
  read: () => Promise<DoctorInput>,
  changes: Changes,
  warn: (text: string) => void,
): Promise<Reading> {
  let fault = ''
  let isAnew = false
  for (;;) {
    const begun = performance.now()
    const input = await read().catch(passingFault)
    if (!(input instanceof KubeError)) return {input, begun, isAnew}
    if (input.message !== fault) warn(input.message)
    fault = input.message
    // Whoever was not there is told of from the start when it is.
    const isGone = input.kind === 'not-found'
    isAnew ||= isGone
    await (isGone ? rested(changes, begun) : pause(rereadSeconds * 1000))
  }
}

function passingFault(error: unknown): KubeError {
  if (error instanceof KubeError && passing.has(error.kind)) return error
  throw error
}

/** Ends at the next change, and not before a time in proportion to that since `begun`. */
async function rested(changes: Changes, begun: number): Promise<void> {
  await Promise.all([changes.next(), pause((performance.now() - begun) * restFactor)])
}

function changesSince(
  since: ReadonlyMap<string, string>,
  cluster: Cluster,
  flags: DoctorFlagValues,
  warn: (text: string) => void,
): Changes {
  const options = {
    since,
    ...(!flags['all-namespaces'] && {namespace: cluster.namespace}),
    ...(flags.selector !== undefined && {labelSelector: flags.selector}),
    retryMs: rereadSeconds * 1000,
    onUnseen: ({kind}: Resource, {message}: KubeError) =>
      warn(`changes of ${kind}s are not seen, so that all is read again every ${rereadSeconds} s: ${message}`),
  }
  return watchChanges(cluster, options, new AbortController().signal)
}
