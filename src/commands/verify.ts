import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {verifyCredentials} from '../app/verify-credentials.ts'
import {BaseCommand} from '../cli/base-command.ts'
import {type ExitCode, exitCodeOfVerification} from '../cli/exit-code.ts'
import {adviceFlags, clusterFlags, namespaceFlags, outputFlags, selectionFlags} from '../cli/flags.ts'
import {loginFlags} from '../cli/login-flags.ts'
import {registriesOf, registryFlags, registryWarnings} from '../cli/registry-flags.ts'
import {readVerifyInput} from '../cli/verify-input.ts'
import {reportText} from '../report/text.ts'

export class Verify extends BaseCommand {
  static override summary = 'Ask the registries whether a pull secret may pull what it is there for'
  static override description =
    'Presents the logins of a Secret as the kubelet would, for the images of the Pods that pull with it, and looks at ' +
    'those Pods. A login that no image needs is tried by itself. With --server it verifies a login that is in no ' +
    'Secret, and asks no cluster.'
  static override usage = ['verify NAME... [flags]', 'verify --server HOST --username USER [flags]']
  static override args = {
    name: Args.string({description: 'Secrets to verify', multiple: true}),
  }
  static override flags = {
    ...namespaceFlags,
    selector: selectionFlags.selector,
    image: Flags.string({
      multiple: true,
      helpValue: '<image>',
      description: 'ask for this image instead of those of the Pods; can be repeated',
    }),
    ...loginFlags,
    ...adviceFlags,
    ...outputFlags,
    ...clusterFlags,
    ...registryFlags,
  }
  static override examples = [
    'kubectl imagecreds verify regcred -n shop',
    'kubectl imagecreds verify regcred --image ghcr.io/acme/api:1.4',
    'kubectl imagecreds verify --server ghcr.io --username ci --password-stdin < token',
  ]

  override async run(): Promise<ExitCode> {
    const {flags, args} = await this.parse(Verify)
    const {subject, scope} = await readVerifyInput(flags, args.name ?? [], (text) => this.warning(text))
    const warnings = registryWarnings(flags)
    for (const text of warnings) this.warning(text)
    const report = await this.whileWorking(flags.output, async (onProgress) => {
      const registries = await registriesOf(flags, onProgress)
      const {ask, askLogin, askGrants} = registries
      const report = await verifyCredentials(subject, {
        scope,
        images: flags.image ?? [],
        ask,
        askLogin,
        warnings,
        ...(flags.advice && {advice: askGrants}),
      })
      await registries.close()
      return report
    })
    await this.printAs(report, flags.output, reportText)
    return exitCodeOfVerification(report)
  }
}
