import * as Args from '@oclif/core/args'
import {BaseCommand} from '../cli/base-command.ts'
import type {ExitCode} from '../cli/exit-code.ts'
import {refresh} from '../cli/refresh.ts'
import {refreshFlags} from '../cli/refresh-flags.ts'
import {secretName} from '../cli/secret-name.ts'
import {refreshedNames, refreshText} from '../report/refresh-report.ts'

export class Refresh extends BaseCommand {
  static override summary = 'Fetch the logins anew that do not last, and store those that the registry accepts'
  static override description =
    'Asks the docker credential helper that "create" recorded in a Secret, or the one of --helper for tokens that end ' +
    'within hours: those of Amazon ECR, Google and Azure, and what a JSON Web Token says of itself. Other logins of the ' +
    'Secret stay as they are, byte for byte, and where a helper or the registry refuses, so does the old login. It asks ' +
    'nothing at a terminal, and runs in a CronJob.\n\n' +
    'Whoever may write a Secret in a namespace can have it filled with what the helpers give: name namespaces that you ' +
    'trust with it.'
  static override usage = ['refresh [NAME...] [flags]']
  static override args = {
    name: Args.string({description: 'Secrets to renew, instead of all', multiple: true, parse: secretName}),
  }
  static override flags = refreshFlags
  static override examples = [
    'kubectl imagecreds refresh regcred -n shop',
    'kubectl imagecreds refresh -A --if-expires-within 2h',
    'kubectl imagecreds refresh -n shop --helper ecr-login --dry-run',
  ]

  override async run(): Promise<ExitCode> {
    const {flags, args} = await this.parse(Refresh)
    const {output} = flags
    const {report, exitCode} = await refresh(args.name ?? [], flags, this.listener)
    if (output !== 'name') await this.printAs(report, output, (one) => refreshText(one, Date.now()))
    else for (const name of refreshedNames(report)) this.print(name)
    return exitCode
  }
}
