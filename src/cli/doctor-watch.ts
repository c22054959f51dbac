import {setTimeout as pause} from 'node:timers/promises'
import {diagnosePulls} from '../app/diagnose-pulls.ts'
import {rememberingAsk} from '../app/remembering-ask.ts'
import {type Changes, watchChanges} from '../app/watch-changes.ts'
import type {Cluster} from '../cluster/kube-client.ts'
import {KubeError, type KubeErrorKind} from '../cluster/kube-error.ts'
import type {Resource} from '../cluster/resource.ts'
import type {Report} from '../report/report.ts'
import {changeText, reportChange} from '../report/report-change.ts'
import type {TextOptions} from '../report/text-lines.ts'
import {clusterInput, type DoctorFlagValues, type DoctorInput} from './doctor-input.ts'
import {ExpectedError} from './expected-error.ts'
import {openCluster} from './open-cluster.ts'
import {type RegistryFlagValues, registriesOf} from './registry-flags.ts'

export interface WatchFlagValues extends DoctorFlagValues, RegistryFlagValues {
  readonly output: string
  readonly 'no-probe': boolean
}

/** Where reports go. */
export interface WatchOutput {
  readonly warnings: readonly string[]
  readonly textOptions: () => Promise<TextOptions>
  /** A whole report in the format of `-o`. */
  reportText(report: Report, showsNamespaces: boolean): Promise<string>
  print(text: string): void
  warn(text: string): void
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
  'rate-limited',
  'server-error',
])

/**
 * Prints a report, and then, until the process is ended, what has changed since: text tells what is new and what has
 * healed, `-o json` prints a document on a line of its own for each change, other formats the whole report. Registries are
 * asked only what they were not asked before.
 */
export async function watchDoctor(
  flags: WatchFlagValues,
  workloads: readonly string[],
  output: WatchOutput,
): Promise<never> {
  if (flags.filename !== undefined) throw new ExpectedError('--watch watches a cluster, not --filename')
  const cluster = await openCluster(flags)
  const remembering = rememberingAsk()
  const isText = flags.output === 'text' || flags.output === 'wide'
  const changes = changesFor(cluster, flags, output)
  let isFirst = true
  let fault = ''
  let last: Report | undefined
  for (;;) {
    const begun = performance.now()
    const input = await readOrFault(cluster, flags, workloads)
    if (input instanceof KubeError) {
      if (isFirst) throw input
      if (input.message !== fault) output.warn(input.message)
      fault = input.message
      // Whoever was not there is told of from the start when it is.
      const isAwaited = input.kind === 'not-found'
      if (isAwaited) last = undefined
      await (isAwaited ? rested(changes, begun) : pause(rereadSeconds * 1000))
      continue
    }
    fault = ''
    isFirst = false
    const {snapshot, scope, isWide, isNamed} = input
    const registries = await registriesOf(flags)
    const ask = flags['no-probe'] ? {notAsked: '--no-probe was given'} : remembering(registries.ask)
    const report = await diagnosePulls(snapshot, {scope, ask, isNamed, warnings: output.warnings})
    await registries.close()
    const there = new Set(snapshot.pods.map(({namespace, name}) => `${namespace}/${name}`))
    const change = last && reportChange(last, report, ({namespace, pod}) => there.has(`${namespace}/${pod}`))
    if (change !== undefined && isText) {
      const options = {...(await output.textOptions()), showsNamespaces: isWide}
      output.print(changeText(change, snapshot.takenAt, options))
    }
    if (last === undefined || (change !== undefined && !isText)) {
      const text = await output.reportText(report, isWide)
      output.print(flags.output === 'json' ? onOneLine(text) : text)
    }
    last = report
    await rested(changes, begun)
  }
}

/** Ends at the next change, and not before a time in proportion to that since `begun`. */
async function rested(changes: Changes, begun: number): Promise<void> {
  await Promise.all([changes.next(), pause((performance.now() - begun) * restFactor)])
}

function changesFor(cluster: Cluster, flags: WatchFlagValues, {warn}: WatchOutput): Changes {
  const options = {
    ...(!flags['all-namespaces'] && {namespace: cluster.namespace}),
    ...(flags.selector !== undefined && {labelSelector: flags.selector}),
    retryMs: rereadSeconds * 1000,
    onUnseen: ({kind}: Resource, {message}: KubeError) =>
      warn(`changes of ${kind}s are not seen, so that all is read again every ${rereadSeconds} s: ${message}`),
  }
  return watchChanges(cluster, options, new AbortController().signal)
}

async function readOrFault(
  cluster: Cluster,
  flags: WatchFlagValues,
  workloads: readonly string[],
): Promise<DoctorInput | KubeError> {
  try {
    return await clusterInput(cluster, flags, workloads)
  } catch (error) {
    if (error instanceof KubeError && passing.has(error.kind)) return error
    throw error
  }
}

/** Line ends in texts are escapes in JSON, so that each that stands there is between two tokens. */
function onOneLine(json: string): string {
  return json.replace(/\n */g, '')
}
