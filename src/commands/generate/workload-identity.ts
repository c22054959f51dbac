import * as Flags from '@oclif/core/flags'
import {BaseCommand} from '../../cli/base-command.ts'
import {type ExitCode, exitCodeOfVerdict} from '../../cli/exit-code.ts'
import {ExpectedError} from '../../cli/expected-error.ts'
import {manifestNamespace, serviceAccountFlag, wordFlag} from '../../cli/generate-flags.ts'
import {imagePullClouds, workloadIdentity} from '../../manifests/workload-identity.ts'

export class GenerateWorkloadIdentity extends BaseCommand {
  static override summary = 'Print a ServiceAccount that is bound to a cloud identity'
  static override description =
    'For what runs in the Pod, and for what reads a store or renews a login. Images are pulled by the kubelet with ' +
    'the identity of the node; with --image-pulls they can be pulled with that of the ServiceAccount (Kubernetes ' +
    '1.34 and later, with a credential provider that takes its token).'
  static override usage = ['generate workload-identity --cloud CLOUD [flags]']
  static override flags = {
    cloud: Flags.option({
      options: ['irsa', 'eks-pod-identity', 'gke', 'azure'] as const,
      required: true,
      helpValue: '<cloud>',
      description: 'irsa, eks-pod-identity, gke or azure',
    })(),
    'service-account': serviceAccountFlag({
      default: 'registry-login',
      description: 'name of the ServiceAccount, registry-login by default',
    }),
    identity: wordFlag({
      helpValue: '<id>',
      description: 'ARN of the role, e-mail of the Google service account, or client ID of the managed identity',
    }),
    namespace: manifestNamespace({description: 'namespace to write into the manifests'}),
    'image-pulls': Flags.boolean({description: 'also let the kubelets pull as this ServiceAccount'}),
  }
  static override examples = [
    'kubectl imagecreds generate workload-identity --cloud gke -n shop',
    'kubectl imagecreds generate workload-identity --cloud irsa --identity arn:aws:iam::111122223333:role/pull',
    'kubectl imagecreds generate workload-identity --cloud azure --service-account web --image-pulls',
  ]

  override async run(): Promise<ExitCode> {
    const {flags} = await this.parse(GenerateWorkloadIdentity)
    const {cloud, namespace, identity, 'service-account': serviceAccount, 'image-pulls': pullsImages} = flags
    if (pullsImages && !imagePullClouds.includes(cloud)) {
      throw new ExpectedError(`no credential provider takes ServiceAccount tokens for --cloud ${cloud}`, {
        nextSteps: [`There is one for ${imagePullClouds.join(' and ')}. Elsewhere the node's identity pulls.`],
      })
    }
    this.print(workloadIdentity({cloud, namespace, identity, serviceAccount, pullsImages}))
    return exitCodeOfVerdict('good')
  }
}
