import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {BaseCommand} from '../cli/base-command.ts'
import type {ExitCode} from '../cli/exit-code.ts'
import {adviceFlags, clusterFlags, namespaceFlags, progressFlags, selectionFlags} from '../cli/flags.ts'
import {fromNodeFlags} from '../cli/from-node-flags.ts'
import {loginFlags} from '../cli/login-flags.ts'
import {reportOutputFlags} from '../cli/output-flag.ts'
import {registryFlags, registryWarnings} from '../cli/registry-flags.ts'
import {runVerify} from '../cli/run-verify.ts'

export class Verify extends BaseCommand {
  static override summary = 'Check with the registries whether a pull secret can pull its images'
  static override description =
    'Presents the logins of a Secret as the kubelet would, for the images of the Pods that use it, and checks those ' +
    'Pods. A login that no image needs is tried by itself. With --server it verifies a login that is not in a ' +
    'Secret, and with --anonymous whether images need a login at all; neither contacts a cluster.'
  static override usage = [
    'verify NAME... [flags]',
    'verify --server HOST --username USER [flags]',
    'verify --anonymous --image IMAGE [flags]',
  ]
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
    anonymous: Flags.boolean({
      exclusive: ['advice'],
      description: 'ask for the images of --image without a login, and what a rate limit leaves; asks no cluster',
    }),
    ...loginFlags,
    ...adviceFlags,
    ...reportOutputFlags,
    ...progressFlags,
    ...clusterFlags,
    ...registryFlags,
    ...fromNodeFlags,
  }
  static override examples = [
    'kubectl imagecreds verify regcred -n shop',
    'kubectl imagecreds verify regcred --image ghcr.io/acme/api:1.4',
    'kubectl imagecreds verify regcred --image ghcr.io/acme/api:1.4 --from-nodes all',
    'kubectl imagecreds verify --server ghcr.io --username ci --password-stdin < token',
    'kubectl imagecreds verify --anonymous --image docker.io/library/busybox:1.37',
  ]

  override async run(): Promise<ExitCode> {
    const {flags, args} = await this.parse(Verify)
    return runVerify(flags, args.name ?? [], this.output(flags, registryWarnings(flags)))
  }
}
