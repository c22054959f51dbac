import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {BaseCommand} from '../cli/base-command.ts'
import type {ExitCode} from '../cli/exit-code.ts'
import {adviceFlags, clusterFlags, progressFlags, selectionFlags, watchFlags} from '../cli/flags.ts'
import {fromNodeFlags} from '../cli/from-node-flags.ts'
import {manifestFlags} from '../cli/manifest-flags.ts'
import {reportOutputFlags} from '../cli/output-flag.ts'
import {registryFlags, registryWarnings} from '../cli/registry-flags.ts'
import {runDoctor} from '../cli/run-doctor.ts'

export class Doctor extends BaseCommand {
  static override summary = 'Find out why images do not pull, with evidence and the fix'
  static override description =
    'Reads Pods, their events and their pull secrets, asks the registries what the kubelet would ask, and names the ' +
    'cause of each failing pull. Without TYPE/NAME it looks at all Pods in the namespace.'
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
    'helm template ./chart | kubectl imagecreds doctor -f - --against-cluster',
  ]

  override async run(): Promise<ExitCode> {
    const {flags, args} = await this.parse(Doctor)
    const warnings = flags['no-probe'] ? [] : registryWarnings(flags)
    return runDoctor(flags, args.workload ?? [], this.output(flags, warnings))
  }
}
