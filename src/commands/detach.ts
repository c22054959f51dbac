import * as Args from '@oclif/core/args'
import {attach} from '../cli/attach.ts'
import {BaseCommand} from '../cli/base-command.ts'
import {bindingFlags} from '../cli/binding-flags.ts'
import {type ExitCode, exitCodeOfVerdict} from '../cli/exit-code.ts'
import {secretName} from '../cli/secret-name.ts'

export class Detach extends BaseCommand {
  static override summary = 'Remove a Secret from the pull secrets of a ServiceAccount or workload'
  static override description =
    'Pods created with it keep it. The Secret itself is not deleted, and other pull secrets in the list stay.'
  static override usage = ['detach SECRET --service-account NAME [flags]', 'detach SECRET TYPE/NAME... [flags]']
  static override args = {
    secret: Args.string({required: true, description: 'name of the Secret', parse: secretName}),
    workload: Args.string({description: 'workloads, such as deploy/web', multiple: true}),
  }
  static override flags = {...bindingFlags}
  static override examples = [
    'kubectl imagecreds detach regcred --service-account default -n shop',
    'kubectl imagecreds detach regcred --all-service-accounts',
    'kubectl imagecreds detach regcred deploy/web --dry-run=client -o yaml',
  ]

  override async run(): Promise<ExitCode> {
    const {flags, args} = await this.parse(Detach)
    const text = await attach('detach', args.secret, args.workload ?? [], flags, (text) => this.warning(text))
    this.printObjects(text, flags.output)
    return exitCodeOfVerdict('good')
  }
}
