import * as Flags from '@oclif/core/flags'
import {BaseCommand} from '../../cli/base-command.ts'
import {type ExitCode, exitCodeOfVerdict} from '../../cli/exit-code.ts'
import {imagePatternFlag} from '../../cli/generate-flags.ts'
import {podPolicyOptions} from '../../cli/generate-pod-policy.ts'
import {objectName, secretName} from '../../cli/secret-name.ts'
import {admissionPolicy} from '../../manifests/admission-policy.ts'
import {kyvernoPolicy} from '../../manifests/kyverno-policy.ts'

export class GenerateAdmissionPolicy extends BaseCommand {
  static override summary = 'Print a policy that adds a pull secret to new Pods whose images match'
  static override description =
    'A MutatingAdmissionPolicy with its binding. Containers, init containers and image volumes are all matched; a ' +
    'short name such as nginx is matched as docker.io/library/nginx. Pods without a matching image are not changed, ' +
    'and pull secrets already listed stay. In a pattern, * in the host matches a label or a part of one, and in the ' +
    'path anything; a path that does not end in * matches that repository only, with every tag.'
  static override usage = ['generate admission-policy --secret NAME --match PATTERN [flags]']
  static override flags = {
    secret: Flags.string({
      required: true,
      helpValue: '<name>',
      description: 'pull secret to add; it must be in the namespace of each Pod',
      parse: secretName,
    }),
    match: imagePatternFlag({
      required: true,
      multiple: true,
      description: "images that need it, such as 'registry.example.com/*'; can be repeated",
    }),
    namespace: Flags.string({
      char: 'n',
      helpValue: '<name>',
      description: 'namespaces to look at, with commas: a,b,c; all but kube-system by default',
    }),
    name: Flags.string({
      helpValue: '<name>',
      description: 'name of the policy and its binding, "add-" and the name of the Secret by default',
      parse: objectName('policy'),
    }),
    'api-version': Flags.option({
      options: ['v1', 'v1beta1'] as const,
      default: 'v1',
      helpValue: '<version>',
      description: 'of admissionregistration.k8s.io: v1 from Kubernetes 1.36, v1beta1 from 1.34',
    })(),
    kyverno: Flags.boolean({
      exclusive: ['api-version'],
      description: "print Kyverno's MutatingPolicy instead, for older clusters",
    }),
  }
  static override examples = [
    "kubectl imagecreds generate admission-policy --secret regcred --match 'registry.example.com/*'",
    "kubectl imagecreds generate admission-policy --secret hub --match 'docker.io/*' -n shop,billing",
    "kubectl imagecreds generate admission-policy --secret regcred --match '*.azurecr.io/*' --kyverno",
  ]

  override async run(): Promise<ExitCode> {
    const {flags} = await this.parse(GenerateAdmissionPolicy)
    const options = await podPolicyOptions(flags)
    this.print(flags.kyverno ? kyvernoPolicy(options) : admissionPolicy(options, flags['api-version']))
    return exitCodeOfVerdict('good')
  }
}
