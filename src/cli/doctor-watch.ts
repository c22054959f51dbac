import {diagnosePulls} from '../app/diagnose-pulls.ts'
import {rememberingAsk} from '../app/remembering-ask.ts'
import type {Report} from '../report/report.ts'
import {changeText, reportChange} from '../report/report-change.ts'
import type {TextOptions} from '../report/text-lines.ts'
import type {DoctorFlagValues, DoctorInput} from './doctor-input.ts'
import {doctorReadings} from './doctor-readings.ts'
import {type ExitCode, exitCodeOfReport} from './exit-code.ts'
import {ExpectedError} from './expected-error.ts'
import {outputFailed, outputWritten} from './output.ts'
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

/**
 * Prints a report, and then, until the process is ended or nobody reads on, what has changed since: text tells what is new and what has
 * healed, `-o json` prints a document on a line of its own for each change, other formats the whole report. Registries are
 * asked only what they were not asked before.
 */
export async function watchDoctor(
  flags: WatchFlagValues,
  workloads: readonly string[],
  output: WatchOutput,
): Promise<ExitCode> {
  if (flags.filename !== undefined) throw new ExpectedError('--watch watches a cluster, not --filename')
  const readings = doctorReadings(flags, workloads, output.warn)
  const remembering = rememberingAsk()
  const unread = outputFailed()
  let last: Report | undefined
  for (;;) {
    const {input, isAnew} = (await readings.next()).value
    const registries = await registriesOf(flags)
    const ask = flags['no-probe'] ? {notAsked: '--no-probe was given'} : remembering(registries.ask)
    const {snapshot, scope, isNamed} = input
    const report = await diagnosePulls(snapshot, {scope, ask, isNamed, warnings: output.warnings})
    await registries.close()
    const text = await roundText(report, isAnew ? undefined : last, input, flags.output, output)
    if (text !== undefined) {
      output.print(text)
      await outputWritten()
      if (unread.aborted) return exitCodeOfReport(report)
    }
    last = report
  }
}

/** What is said of a round: all of the first one, and of another what has changed since `last`, if anything. */
async function roundText(
  report: Report,
  last: Report | undefined,
  {snapshot, isWide}: DoctorInput,
  format: string,
  output: WatchOutput,
): Promise<string | undefined> {
  const there = new Set(snapshot.pods.map(({namespace, name}) => `${namespace}/${name}`))
  const change = last && reportChange(last, report, ({namespace, pod}) => there.has(`${namespace}/${pod}`))
  if (last !== undefined && change === undefined) return undefined
  if (change !== undefined && (format === 'text' || format === 'wide')) {
    return changeText(change, snapshot.takenAt, {...(await output.textOptions()), showsNamespaces: isWide})
  }
  const text = await output.reportText(report, isWide)
  return format === 'json' ? onOneLine(text) : text
}

/** Line ends in texts are escapes in JSON, so that each that stands there is between two tokens. */
function onOneLine(json: string): string {
  return json.replace(/\n */g, '')
}
