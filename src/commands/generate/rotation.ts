import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {BaseCommand} from '../../cli/base-command.ts'
import {type ExitCode, exitCodeOfVerdict} from '../../cli/exit-code.ts'
import {durationFlag, imageFlag, manifestNamespace, scheduleFlag} from '../../cli/generate-flags.ts'
import {objectName, secretName} from '../../cli/secret-name.ts'
import {rotation} from '../../manifests/rotation.ts'

export class GenerateRotation extends BaseCommand {
  static override summary = 'Print a CronJob that renews pull secrets, with a least-privilege Role'
  static override description =
    'The job runs "kubectl imagecreds refresh" for the named Secrets, and may read and write no others; without a ' +
    'name it may read and write all Secrets in the namespace.'
  static override usage = ['generate rotation [NAME...] --image IMAGE [flags]']
  static override args = {
    name: Args.string({description: 'Secrets to renew', multiple: true, parse: secretName}),
  }
  static override flags = {
    image: imageFlag({
      required: true,
      description: 'image with this plugin and the credential helpers; you build it, none is published',
    }),
    schedule: scheduleFlag({
      default: '*/30 * * * *',
      description: 'when to run',
    }),
    'if-older-than': durationFlag({description: 'leave newer logins alone, such as 6h'}),
    namespace: manifestNamespace({
      default: 'default',
      description: 'namespace of the Secrets and of the job',
    }),
    name: Flags.string({
      default: 'imagecreds-refresh',
      helpValue: '<name>',
      description: 'name of the job, its ServiceAccount and its Role',
      parse: objectName('CronJob', 52),
    }),
  }
  static override examples = [
    'kubectl imagecreds generate rotation regcred -n shop --image registry.example.com/tools/imagecreds:1.0',
    "kubectl imagecreds generate rotation ecr acr --image example.com/imagecreds:1 --schedule '0 */6 * * *'",
    'kubectl imagecreds generate rotation --image example.com/imagecreds:1 --if-older-than 6h | kubectl apply -f -',
  ]

  override async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(GenerateRotation)
    const secrets = [...new Set(args.name ?? [])]
    this.print(rotation({...flags, secrets, ifOlderThan: flags['if-older-than']}))
    return exitCodeOfVerdict('good')
  }
}
