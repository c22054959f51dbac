import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {BaseCommand} from '../cli/base-command.ts'
import {createAttachFlags} from '../cli/create-attach-flags.ts'
import {createSecret} from '../cli/create-secret.ts'
import {dryRunFlags} from '../cli/dry-run.ts'
import {entryFlags} from '../cli/entry-flags.ts'
import type {ExitCode} from '../cli/exit-code.ts'
import {clusterFlags} from '../cli/flags.ts'
import {objectOutputFlags} from '../cli/output-flag.ts'
import {registryFlags} from '../cli/registry-flags.ts'
import {secretName} from '../cli/secret-name.ts'
import {isForSeveral, targetFlags} from '../cli/target-flags.ts'
import {valuesFlags} from '../cli/values-flags.ts'

export class Create extends BaseCommand {
  static override summary = 'Store a registry login in a pull secret, after the registry has accepted it'
  static override description =
    'Writes a Secret of type kubernetes.io/dockerconfigjson under the key that the kubelet looks for, byte for byte ' +
    'as "kubectl create secret docker-registry" does. The login is first tried at its registry; one that is refused ' +
    'is not stored.\n\n' +
    'With several namespaces or a values file, each login is tried once, and each namespace gets all of its Secrets ' +
    'or none. Such a call can be repeated: an identical Secret is not written again, one that this program wrote is ' +
    'replaced, and any other is left as it is, unless --update is given.'
  static override usage = [
    'create NAME --server HOST --username USER [flags]',
    'create NAME --from-docker-config [FILE] [flags]',
    'create NAME --from-helper HELPER --server HOST [flags]',
    'create -f VALUES.YAML [flags]',
    'create',
  ]
  static override args = {
    name: Args.string({description: 'name of the Secret; a values file may name its own', parse: secretName}),
  }
  static override flags = {
    ...targetFlags,
    ...entryFlags,
    ...valuesFlags,
    'no-verify': Flags.boolean({description: 'store the login without trying it'}),
    update: Flags.boolean({description: 'put the login into a Secret that exists; other registries in it are kept'}),
    'append-hash': Flags.boolean({
      exclusive: ['update'],
      description: 'put a hash of the contents behind the name, so that other contents are another Secret',
    }),
    ...createAttachFlags,
    ...dryRunFlags,
    ...objectOutputFlags,
    ...clusterFlags,
    ...registryFlags,
  }
  static override examples = [
    'kubectl imagecreds create regcred -n shop --server ghcr.io --username ci --password-stdin < token',
    'kubectl imagecreds create regcred --from-docker-config ~/.docker/config.json --update',
    'kubectl imagecreds create regcred --server quay.io --username acme+ci --dry-run=client -o yaml',
    'kubectl imagecreds create regcred -n shop,jobs --from-helper ecr-login --server HOST --create-namespace',
    'kubectl imagecreds create regcred -n shop --server ghcr.io --username ci --attach default',
    'kubectl imagecreds create -f values.yaml --set-env registryToken=CI_REGISTRY_TOKEN',
  ]

  override async run(): Promise<ExitCode> {
    const answers = this.argv.length === 0 && this.stderr.isTerminal ? await this.ask() : undefined
    const {flags, args} = await this.parse(Create, answers === undefined ? this.argv : [...answers.argv])
    const create = isForSeveral(flags) ? (await import('../cli/create-secrets.ts')).createSecrets : createSecret
    const {text, exitCode} = await create(args.name, flags, this.listener)
    this.printObjects(text, flags.output)
    if (answers !== undefined) this.tell(`\nThe same without questions:\n  ${answers.command}`)
    return exitCode
  }

  /** Without any argument a person at a terminal is asked for what is needed. */
  private async ask(): Promise<{readonly argv: readonly string[]; readonly command: string} | undefined> {
    const {answeredFlags, askForCreate, equivalentCommand} = await import('../cli/guided-create.ts')
    const answers = await askForCreate()
    return answers && {argv: answeredFlags(answers), command: equivalentCommand(answers)}
  }
}
