import * as Flags from '@oclif/core/flags'
import {BaseCommand} from '../../cli/base-command.ts'
import {type ExitCode, exitCodeOfVerdict} from '../../cli/exit-code.ts'
import {credentialProviderConfig} from '../../manifests/credential-provider.ts'

const known = ['ecr', 'gar', 'acr'] as const

export class GenerateCredentialProvider extends BaseCommand {
  static override summary = "Print the kubelet's configuration of credential providers for ECR, GAR and ACR"
  static override description =
    'A file for each node, not for kubectl apply: the kubelet reads it when it starts. Its providers fetch ' +
    'short-lived logins with the identity of the node, so no Secret is needed. EKS, GKE and AKS have it already.'
  static override usage = ['generate credential-provider [flags]']
  static override flags = {
    provider: Flags.option({
      options: known,
      multiple: true,
      helpValue: '<name>',
      description: 'the registries to serve, all three by default; can be repeated',
    })(),
    'service-account-tokens': Flags.boolean({
      description: 'let each Pod pull as its ServiceAccount, where the provider can; Kubernetes 1.34 and later',
    }),
  }
  static override examples = [
    'kubectl imagecreds generate credential-provider',
    'kubectl imagecreds generate credential-provider --provider ecr > credential-provider.yaml',
    'kubectl imagecreds generate credential-provider --provider acr --service-account-tokens',
  ]

  override async run(): Promise<ExitCode> {
    const {flags} = await this.parse(GenerateCredentialProvider)
    const providers = [...new Set(flags.provider ?? known)]
    this.print(credentialProviderConfig({providers, usesServiceAccountTokens: flags['service-account-tokens']}))
    return exitCodeOfVerdict('good')
  }
}
