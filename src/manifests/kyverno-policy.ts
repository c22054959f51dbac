import {conditionLines, namespaceLines, type PodPolicyOptions} from './pod-policy.ts'
import {addPullSecret} from './pull-secret-conditions.ts'
import {indented} from './yaml-lines.ts'
import {yamlScalar} from './yaml-scalar.ts'

/**
 * The same for clusters whose API server has no MutatingAdmissionPolicy: Kyverno's MutatingPolicy, which takes the same
 * expressions (policies.kyverno.io/v1 from Kyverno 1.17).
 */
export function kyvernoPolicy(options: PodPolicyOptions): string {
  const {name, secret, patterns} = options
  return `# Adds the pull secret ${secret} to each new Pod that pulls one of these images:
${patterns.map((pattern) => `#   ${pattern}\n`).join('')}#
# - Needs Kyverno 1.17 or later. For 1.16 write policies.kyverno.io/v1beta1, for 1.15 policies.kyverno.io/v1alpha1.
# - The Secret must be in the namespace of each such Pod; nothing copies it there:
#     kubectl imagecreds create ${secret} --server REGISTRY --username USER -n NAMESPACE,...
# - On Kubernetes 1.36 and later the API server does this by itself: leave --kyverno out.
apiVersion: policies.kyverno.io/v1
kind: MutatingPolicy
metadata:
  name: ${yamlScalar(name)}
spec:
  # While Kyverno does not answer, Pods are made without the pull secret instead of not at all.
  failurePolicy: Ignore
  # Pods only: a template that was changed would differ from what its owner applied.
  autogen:
    podControllers:
      controllers: []
  matchConstraints:
${namespaceLines(options, 4)}
    resourceRules:
    - apiGroups: [""]
      apiVersions: ["v1"]
      operations: ["CREATE"]
      resources: ["pods"]
${conditionLines(options)}
  mutations:
  # The list is merged by name: what is there stays.
  - patchType: ApplyConfiguration
    applyConfiguration:
      expression: >-
${indented(addPullSecret(options), 8)}
`
}
