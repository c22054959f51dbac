import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {BaseCommand} from '../cli/base-command.ts'
import {dockerConfigText} from '../cli/docker-config-text.ts'
import {type ExitCode, exitCodeOfLints} from '../cli/exit-code.ts'
import {clusterFlags, filenameFlags, selectionFlags} from '../cli/flags.ts'
import {decodeOutputFlags} from '../cli/output-flag.ts'
import {readSecretInput} from '../cli/secret-input.ts'
import {type DecodedSecret, decodedList, decodedSecret} from '../report/decoded-secret.ts'
import {decodedText} from '../report/decoded-text.ts'
import {printable} from '../report/printable.ts'

export class Decode extends BaseCommand {
  static override summary = 'Show what a pull secret contains, and what is wrong with it'
  static override description =
    'Reads a Secret as the kubelet does. For each entry it shows the images it serves, the user name, the kind of ' +
    'token, and faults that are easy to miss, such as a key that matches no image or a line break in the password. ' +
    'Without NAME it shows all pull secrets of the namespace.'
  static override usage = ['decode [NAME...] [flags]', 'decode -f FILE [flags]']
  static override args = {
    name: Args.string({description: 'Secrets to decode; - reads standard input', multiple: true}),
  }
  static override flags = {
    ...filenameFlags,
    ...selectionFlags,
    'show-password': Flags.boolean({description: 'print passwords instead of [redacted]'}),
    ...decodeOutputFlags,
    ...clusterFlags,
  }
  static override examples = [
    'kubectl imagecreds decode regcred -n shop',
    'kubectl get secret regcred -o yaml | kubectl imagecreds decode -',
    'kubectl imagecreds decode -f ~/.docker/config.json -o json',
    'kubectl imagecreds decode regcred -n shop -o dockerconfig > config.json',
  ]

  override async run(): Promise<ExitCode> {
    const {flags, args} = await this.parse(Decode)
    const secrets = await readSecretInput(flags, args.name ?? [])
    const {output} = flags
    if (output === 'dockerconfig') this.print(dockerConfigText(secrets))
    const options = {takenAt: new Date().toISOString(), showPassword: flags['show-password']}
    const decoded = secrets.map((secret) => decodedSecret(secret, options))
    if (output === 'name') this.printObjects(secretNames(decoded), output)
    else if (output !== 'dockerconfig') {
      await this.printAs(decodedList(decoded), output, (_, text) => decodedText(decoded, text))
    }
    return exitCodeOfLints(decoded)
  }
}

function secretNames(secrets: readonly Pick<DecodedSecret, 'name'>[]): string {
  return secrets.map(({name}) => `${printable(`secret/${name}`)}\n`).join('')
}
