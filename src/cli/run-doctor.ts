import {diagnosePulls} from '../app/diagnose-pulls.ts'
import type {CommandOutput} from './command-output.ts'
import {cutShort} from './cut-short.ts'
import {readDoctorInput} from './doctor-input.ts'
import type {WatchFlagValues} from './doctor-watch.ts'
import {type ExitCode, exitCodeOfReport} from './exit-code.ts'
import {asksNodes, type FromNodeFlagValues} from './from-node-flags.ts'
import {registriesOf} from './registry-flags.ts'

type Flags = WatchFlagValues & FromNodeFlagValues & {readonly watch: boolean; readonly advice: boolean}

/**
 * Prints what `doctor` finds, once or with `--watch` again and again. At Ctrl-C nobody waits for registries any longer, and
 * what is known is printed; no node is asked then.
 */
export async function runDoctor(flags: Flags, workloads: readonly string[], output: CommandOutput): Promise<ExitCode> {
  const isAskingNodes = asksNodes(flags)
  const {warnings, listener} = output
  for (const text of warnings) listener.warn(text)
  if (flags.watch) {
    const {watchDoctor} = await import('./doctor-watch.ts')
    return watchDoctor(flags, workloads, {...output, warn: listener.warn})
  }
  const cut = cutShort()
  const {report, snapshot, isWide, fileWarnings} = await output.watch(async (onProgress) => {
    onProgress({kind: 'reading', what: 'Pods, events and Secrets'})
    const input = await readDoctorInput(flags, workloads)
    const {snapshot, scope, isWide, isNamed} = input
    const registries = await registriesOf(flags, onProgress, cut.signal)
    const ask = flags['no-probe'] ? {notAsked: '--no-probe was given'} : registries.ask
    const advice = flags.advice ? {advice: registries.askGrants} : {}
    const options = {scope, ask, warnings, isNamed, onProgress, ...advice}
    const report = await cut.during(() => diagnosePulls(snapshot, options))
    await registries.close()
    return {report, snapshot, isWide, fileWarnings: input.warnings ?? []}
  })
  for (const text of fileWarnings) listener.warn(text)
  if (isAskingNodes && !cut.signal.aborted) {
    const {doctorFromNodes} = await import('./doctor-from-nodes.ts')
    return doctorFromNodes(flags, {report, snapshot, isWide}, output)
  }
  await output.printReport(report, isWide)
  return cut.exitCode ?? exitCodeOfReport(report)
}
