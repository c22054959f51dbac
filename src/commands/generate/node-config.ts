import * as Flags from '@oclif/core/flags'
import {BaseCommand} from '../../cli/base-command.ts'
import {type ExitCode, exitCodeOfVerdict} from '../../cli/exit-code.ts'
import {imageFlag, manifestNamespace} from '../../cli/generate-flags.ts'
import {objectName, secretName} from '../../cli/secret-name.ts'
import {nodeConfig} from '../../manifests/node-config.ts'

export class GenerateNodeConfig extends BaseCommand {
  static override summary = "Print a DaemonSet that writes a login into the node's own docker config"
  static override description =
    'Every Pod on every node then pulls with the login, which is both its point and its price. The comments name the ' +
    'files that the kubelet searches, in its order, and where containerd keeps mirrors.'
  static override usage = ['generate node-config [flags]']
  static override flags = {
    secret: Flags.string({
      default: 'regcred',
      helpValue: '<name>',
      description: 'pull secret with the login, regcred by default',
      parse: secretName,
    }),
    namespace: manifestNamespace({
      default: 'kube-system',
      description: 'namespace of the Secret and the DaemonSet, kube-system by default',
    }),
    name: Flags.string({
      default: 'node-docker-config',
      helpValue: '<name>',
      description: 'name of the DaemonSet, node-docker-config by default',
      parse: objectName('DaemonSet', 63),
    }),
    image: imageFlag({
      default: 'docker.io/library/busybox:1.37',
      description: 'small image with a shell that is pulled without a login, busybox by default',
    }),
  }
  static override examples = [
    'kubectl imagecreds generate node-config',
    'kubectl imagecreds generate node-config --secret regcred -n kube-system | kubectl apply -f -',
    'kubectl imagecreds generate node-config --image registry.example.com/public/busybox:1.37',
  ]

  override async run(): Promise<ExitCode> {
    const {flags} = await this.parse(GenerateNodeConfig)
    this.print(nodeConfig(flags))
    return exitCodeOfVerdict('good')
  }
}
