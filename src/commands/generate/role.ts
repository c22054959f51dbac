import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {BaseCommand} from '../../cli/base-command.ts'
import {type ExitCode, exitCodeOfVerdict} from '../../cli/exit-code.ts'
import {manifestNamespace} from '../../cli/generate-flags.ts'
import {rightsOf, roleSubjects} from '../../cli/generate-role.ts'
import {objectName} from '../../cli/secret-name.ts'
import {commandRole} from '../../manifests/command-role.ts'

export class GenerateRole extends BaseCommand {
  static override summary = 'Print a Role with the least privileges that a command needs'
  static override description =
    'With -n it prints a Role for that namespace, and a ClusterRole for what is in no namespace, such as nodes; ' +
    'without -n, one ClusterRole for all namespaces. It is bound to the subjects that are named, if any.'
  static override usage = ['generate role COMMAND [flags]']
  static override args = {
    command: Args.string({description: 'the command, such as doctor', required: true}),
  }
  static override flags = {
    namespace: manifestNamespace({description: 'the only namespace to open, instead of all'}),
    name: Flags.string({
      helpValue: '<name>',
      description: 'name of the Role and its binding, imagecreds-COMMAND by default',
      parse: objectName('Role'),
    }),
    user: Flags.string({helpValue: '<name>', multiple: true, description: 'user to bind it to; can be repeated'}),
    group: Flags.string({helpValue: '<name>', multiple: true, description: 'group to bind it to; can be repeated'}),
    'service-account': Flags.string({
      helpValue: '<namespace:name>',
      multiple: true,
      description: 'ServiceAccount to bind it to; can be repeated',
    }),
  }
  static override examples = [
    'kubectl imagecreds generate role doctor -n shop --group shop-developers',
    'kubectl imagecreds generate role doctor --group on-call | kubectl apply -f -',
    'kubectl imagecreds generate role refresh -n shop --service-account shop:refresher',
  ]

  override async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(GenerateRole)
    const rights = rightsOf(args.command)
    const {namespace, name = `imagecreds-${rights.command}`} = flags
    this.print(commandRole({rights, name, namespace, subjects: await roleSubjects(flags)}))
    return exitCodeOfVerdict('good')
  }
}
