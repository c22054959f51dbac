import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {attach} from '../cli/attach.ts'
import {BaseCommand} from '../cli/base-command.ts'
import {bindingFlags} from '../cli/binding-flags.ts'
import {type ExitCode, exitCodeOfVerdict} from '../cli/exit-code.ts'
import {secretName} from '../cli/secret-name.ts'

export class Attach extends BaseCommand {
  static override summary = 'Add a Secret to the pull secrets of a ServiceAccount or workload'
  static override description =
    'Adds the Secret to the imagePullSecrets of a ServiceAccount, or of the Pod template of a workload; pull secrets ' +
    'already listed stay. A ServiceAccount passes its pull secrets on to new Pods only: Pods created without the ' +
    'Secret are listed, with the command that replaces them.'
  static override usage = ['attach SECRET --service-account NAME [flags]', 'attach SECRET TYPE/NAME... [flags]']
  static override args = {
    secret: Args.string({required: true, description: 'name of the Secret', parse: secretName}),
    workload: Args.string({description: 'workloads, such as deploy/web', multiple: true}),
  }
  static override flags = {
    ...bindingFlags,
    restart: Flags.boolean({description: 'restart the workloads whose Pods were created without the Secret'}),
  }
  static override examples = [
    'kubectl imagecreds attach regcred --service-account default -n shop --restart',
    'kubectl imagecreds attach regcred deploy/web',
    'kubectl imagecreds attach regcred --all-service-accounts --dry-run=client -o yaml',
  ]

  override async run(): Promise<ExitCode> {
    const {flags, args} = await this.parse(Attach)
    const text = await attach('attach', args.secret, args.workload ?? [], flags, (text) => this.warning(text))
    this.printObjects(text, flags.output)
    return exitCodeOfVerdict('good')
  }
}
