import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {BaseCommand} from '../../cli/base-command.ts'
import {type ExitCode, exitCodeOfVerdict} from '../../cli/exit-code.ts'
import {externalSecretOptions} from '../../cli/generate-external-secret.ts'
import {manifestNamespace, serviceAccountFlag, wordFlag} from '../../cli/generate-flags.ts'
import {objectName, secretName} from '../../cli/secret-name.ts'
import {externalSecret} from '../../manifests/external-secret.ts'

export class GenerateExternalSecret extends BaseCommand {
  static override summary = 'Print an ExternalSecret that writes a pull secret, with its store or token generator'
  static override description =
    'For the External Secrets Operator. The login stays in Vault or in the secret manager of a cloud, or is a ' +
    'short-lived token that the operator renews; the template writes what the kubelet reads, whatever characters the ' +
    'password contains.'
  static override usage = ['generate external-secret [NAME] [flags]']
  static override args = {
    name: Args.string({description: 'name of the pull secret, regcred by default', parse: secretName}),
  }
  static override flags = {
    store: Flags.option({
      options: ['vault', 'aws', 'gcp', 'azure'] as const,
      exclusive: ['generator'],
      helpValue: '<kind>',
      description: 'where the login is kept: vault (the default), aws, gcp or azure',
    })(),
    'cluster-store': Flags.boolean({
      exclusive: ['generator'],
      description: 'a ClusterSecretStore for several namespaces instead of a SecretStore',
    }),
    'store-name': Flags.string({
      default: 'registry-login',
      exclusive: ['generator'],
      helpValue: '<name>',
      description: 'name of the store, registry-login by default',
      parse: objectName('SecretStore'),
    }),
    'remote-key': wordFlag({
      default: 'registry-login',
      exclusive: ['generator'],
      helpValue: '<key>',
      description: 'entry of the store with the members username and password, registry-login by default',
    }),
    generator: Flags.option({
      options: ['ecr', 'gcr', 'acr'] as const,
      helpValue: '<kind>',
      description: 'fetch a short-lived token instead: ecr, gcr (Google Artifact Registry too) or acr',
    })(),
    server: Flags.string({helpValue: '<host>', description: 'registry of the login, as images name it'}),
    'service-account': serviceAccountFlag({
      default: 'registry-login',
      description: 'as which ServiceAccount to read, registry-login by default',
    }),
    namespace: manifestNamespace({description: 'namespace to write into the manifests'}),
  }
  static override examples = [
    'kubectl imagecreds generate external-secret regcred --store vault --server ghcr.io -n shop',
    'kubectl imagecreds generate external-secret regcred --store aws --cluster-store --server docker.io',
    'kubectl imagecreds generate external-secret --generator ecr --server 111122223333.dkr.ecr.us-east-1.amazonaws.com',
  ]

  override async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(GenerateExternalSecret)
    this.print(externalSecret(externalSecretOptions(args.name ?? 'regcred', flags)))
    return exitCodeOfVerdict('good')
  }
}
