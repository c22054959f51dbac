import {diagnosePulls} from '../app/diagnose-pulls.ts'
import {rememberingAsk} from '../app/remembering-ask.ts'
import {watchChanges} from '../app/watch-changes.ts'
import type {Report} from '../report/report.ts'
import {changeText, reportChange} from '../report/report-change.ts'
import type {TextOptions} from '../report/text-lines.ts'
import {clusterInput, type DoctorFlagValues} from './doctor-input.ts'
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
}

/** Between two readings there is a pause of at least so many times what the last one took. */
const restFactor = 5

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
  const {namespace} = cluster
  const isText = flags.output === 'text' || flags.output === 'wide'
  const changes = watchChanges(
    cluster,
    {
      ...(!flags['all-namespaces'] && {namespace}),
      ...(flags.selector !== undefined && {labelSelector: flags.selector}),
    },
    new AbortController().signal,
  )
  let last: Report | undefined
  for (;;) {
    const begun = performance.now()
    const {snapshot, scope, isWide, isNamed} = await clusterInput(cluster, flags, workloads)
    const registries = await registriesOf(flags)
    const ask = flags['no-probe'] ? {notAsked: '--no-probe was given'} : remembering(registries.ask)
    const report = await diagnosePulls(snapshot, {scope, ask, isNamed, warnings: output.warnings})
    await registries.close()
    const change = last && reportChange(last, report)
    if (change !== undefined && isText) {
      const options = {...(await output.textOptions()), showsNamespaces: isWide}
      output.print(changeText(change, snapshot.takenAt, options))
    }
    if (last === undefined || (change !== undefined && !isText)) {
      const text = await output.reportText(report, isWide)
      output.print(flags.output === 'json' ? onOneLine(text) : text)
    }
    last = report
    const rest = (performance.now() - begun) * restFactor
    await Promise.all([changes.next(), new Promise((resolve) => setTimeout(resolve, rest))])
  }
}

/** Line ends in texts are escapes in JSON, so that each that stands there is between two tokens. */
function onOneLine(json: string): string {
  return json.replace(/\n */g, '')
}
