import * as Args from '@oclif/core/args'
import {BaseCommand} from '../cli/base-command.ts'
import type {ExitCode} from '../cli/exit-code.ts'
import {refresh} from '../cli/refresh.ts'
import {refreshFlags} from '../cli/refresh-flags.ts'
import {secretName} from '../cli/secret-name.ts'
import {refreshedNames, refreshText} from '../report/refresh-report.ts'

export class Refresh extends BaseCommand {
  static override summary = 'Renew short-lived logins, and store those that the registry accepts'
  static override description =
    'Asks the docker credential helper that "create" recorded in a Secret, or the one given by --helper for tokens ' +
    'that expire within hours: those of Amazon ECR, Google and Azure, and JSON Web Tokens that say so themselves. ' +
    'Other logins in the Secret stay as they are, byte for byte; where a helper or the registry refuses, the old ' +
    'login stays. It never prompts, so it can run in a CronJob.\n\n' +
    'Anyone who can write a Secret in a namespace can have it filled with what the helpers return: name only ' +
    'namespaces that you trust with that.'
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
