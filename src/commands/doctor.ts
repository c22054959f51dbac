import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {diagnosePulls} from '../app/diagnose-pulls.ts'
import {BaseCommand} from '../cli/base-command.ts'
import {cutShort} from '../cli/cut-short.ts'
import {readDoctorInput} from '../cli/doctor-input.ts'
import type {WatchFlagValues} from '../cli/doctor-watch.ts'
import {type ExitCode, exitCodeOfReport, interruptedExitCode} from '../cli/exit-code.ts'
import {adviceFlags, clusterFlags, progressFlags, selectionFlags, watchFlags} from '../cli/flags.ts'
import {asksNodes, fromNodeFlags} from '../cli/from-node-flags.ts'
import {manifestFlags} from '../cli/manifest-flags.ts'
import {reportOutputFlags} from '../cli/output-flag.ts'
import {registriesOf, registryFlags, registryWarnings} from '../cli/registry-flags.ts'
import type {ReportFlagValues} from '../cli/report-output.ts'

export class Doctor extends BaseCommand {
  static override summary = 'Tell why images do not pull, with the proof and the way out'
  static override description =
    'Reads Pods, their events and pull Secrets, asks the registries what the kubelet would ask, and names the cause of ' +
    'each failing pull. Without TYPE/NAME it looks at all Pods of the namespace.'
  static override strict = false
  static override usage = ['doctor [TYPE/NAME...] [flags]', 'doctor -f FILE [flags]']
  static override args = {
    workload: Args.string({
      description: 'Pods or workloads to look at, such as pod/web-0 or deploy/web',
      multiple: true,
    }),
  }
  static override flags = {
    ...selectionFlags,
    ...manifestFlags,
    'no-probe': Flags.boolean({description: 'ask no registry'}),
    ...adviceFlags,
    ...reportOutputFlags,
    ...progressFlags,
    ...watchFlags,
    ...clusterFlags,
    ...registryFlags,
    ...fromNodeFlags,
  }
  static override examples = [
    'kubectl imagecreds doctor',
    'kubectl imagecreds doctor deploy/web -n shop',
    'kubectl imagecreds doctor -A -o json',
    'kubectl imagecreds doctor -n shop --from-node worker-1',
    'kubectl imagecreds doctor deploy/web --watch',
    'kubectl get pods,events,secrets,sa -o json | kubectl imagecreds doctor -f -',
    'helm template shop ./chart | kubectl imagecreds doctor -f - -n shop --against-cluster',
  ]

  override async run(): Promise<ExitCode> {
    const {flags, args} = await this.parse(Doctor)
    const isAskingNodes = asksNodes(flags)
    const warnings = flags['no-probe'] ? [] : registryWarnings(flags)
    for (const text of warnings) this.warning(text)
    if (flags.watch) return this.watch(flags, args.workload ?? [], warnings)
    const cut = cutShort()
    const {report, snapshot, isWide, fileWarnings} = await this.whileWorking(
      flags['no-progress'] ? 'none' : flags.output,
      async (onProgress) => {
        onProgress({kind: 'reading', what: 'Pods, events and Secrets'})
        const input = await readDoctorInput(flags, args.workload ?? [])
        const {snapshot, scope, isWide, isNamed} = input
        const registries = await registriesOf(flags, onProgress, cut.signal)
        const ask = flags['no-probe'] ? {notAsked: '--no-probe was given'} : registries.ask
        const options = {
          scope,
          ask,
          warnings,
          isNamed,
          onProgress,
          ...(flags.advice && {advice: registries.askGrants}),
        }
        const report = await cut.during(() => diagnosePulls(snapshot, options))
        await registries.close()
        return {report, snapshot, isWide, fileWarnings: input.warnings ?? []}
      },
    )
    for (const text of fileWarnings) this.warning(text)
    if (isAskingNodes && !cut.signal.aborted) {
      const {doctorFromNodes} = await import('../cli/doctor-from-nodes.ts')
      return doctorFromNodes(flags, {report, snapshot, isWide}, this.output(flags, warnings))
    }
    await this.printReport(report, flags, {showsNamespaces: isWide})
    return cut.signal.aborted ? interruptedExitCode : exitCodeOfReport(report)
  }

  private async watch(
    flags: ReportFlagValues & WatchFlagValues,
    workloads: readonly string[],
    warnings: readonly string[],
  ): Promise<ExitCode> {
    const {watchDoctor} = await import('../cli/doctor-watch.ts')
    return watchDoctor(flags, workloads, {
      warnings,
      textOptions: () => this.textOptions(),
      reportText: (report, showsNamespaces) => this.reportText(report, flags, {showsNamespaces}),
      print: (text) => this.print(text),
      warn: this.listener.warn,
    })
  }
}
