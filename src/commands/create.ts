import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {BaseCommand} from '../cli/base-command.ts'
import {checkLogins} from '../cli/checked-login.ts'
import {readEntries} from '../cli/create-entries.ts'
import {dryRunFlags} from '../cli/dry-run.ts'
import {entryFlags} from '../cli/entry-flags.ts'
import {type ExitCode, exitCodeOfVerdict} from '../cli/exit-code.ts'
import {usageError} from '../cli/expected-error.ts'
import {clusterFlags, outputFlags} from '../cli/flags.ts'
import {registryFlags, registryWarnings} from '../cli/registry-flags.ts'
import {secretName} from '../cli/secret-name.ts'
import {openStore, storedText, storeEntries} from '../cli/store-entries.ts'
import {isForSeveral, targetFlags} from '../cli/target-flags.ts'
import {valuesFlags} from '../cli/values-flags.ts'

export class Create extends BaseCommand {
  static override summary = 'Store a registry login in a pull secret, after the registry has accepted it'
  static override description =
    'Writes a Secret of type kubernetes.io/dockerconfigjson under the key that the kubelet looks for, byte for byte as ' +
    '"kubectl create secret docker-registry" does. The login is tried at its registry first; one that is refused is ' +
    'not stored.'
  static override usage = [
    'create NAME --server HOST --username USER [flags]',
    'create NAME --from-docker-config FILE [flags]',
    'create -f VALUES.YAML [flags]',
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
    ...dryRunFlags,
    ...outputFlags,
    ...clusterFlags,
    ...registryFlags,
  }
  static override examples = [
    'kubectl imagecreds create regcred -n shop --server ghcr.io --username ci --password-stdin < token',
    'kubectl imagecreds create regcred --from-docker-config ~/.docker/config.json --update',
    'kubectl imagecreds create regcred --server quay.io --username acme+ci --dry-run=client -o yaml',
  ]

  override async run(): Promise<ExitCode> {
    const {flags, args} = await this.parse(Create)
    const warnings = flags['no-verify'] ? [] : registryWarnings(flags)
    if (isForSeveral(flags)) {
      for (const text of warnings) this.warning(text)
      const {createSecrets} = await import('../cli/create-secrets.ts')
      const {text, exitCode} = await createSecrets(args.name, flags, this.listener)
      if (text !== '') this.print(text)
      return exitCode
    }
    if (args.name === undefined) throw usageError('NAME is required', 'create')
    const cluster = await openStore(flags)
    const entries = await readEntries(flags, this.listener)
    for (const text of warnings) this.warning(text)
    const verdict = flags['no-verify'] ? undefined : await checkLogins(entries, flags)
    if (verdict?.kind === 'refused') {
      for (const refusal of verdict.refusals) this.tell(`error: ${refusal}`)
      this.tell('Nothing is stored.')
      return exitCodeOfVerdict('finding')
    }
    for (const note of verdict?.notes ?? []) this.tell(note)
    this.print(await storedText(await storeEntries(args.name, entries, flags, cluster), flags))
    return exitCodeOfVerdict('good')
  }
}
