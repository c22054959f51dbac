import {conditionLines, namespaceLines, type PodPolicyOptions} from './pod-policy.ts'
import {addPullSecret} from './pull-secret-conditions.ts'
import {indented} from './yaml-lines.ts'
import {yamlScalar} from './yaml-scalar.ts'

export type AdmissionVersion = 'v1' | 'v1beta1'

/**
 * A MutatingAdmissionPolicy with its binding (admissionregistration.k8s.io: v1beta1 from Kubernetes 1.34, v1 from 1.36)
 * that gives a pull secret to the Pods that pull matching images, and touches no others. It is asked again when a
 * webhook has added a container, and then finds its own entry.
 */
export function admissionPolicy(options: PodPolicyOptions, version: AdmissionVersion): string {
  const {name, secret, patterns} = options
  return `# Adds the pull secret ${secret} to each new Pod that pulls one of these images:
${patterns.map((pattern) => `#   ${pattern}\n`).join('')}#
# - The Secret must be in the namespace of each such Pod; nothing copies it there:
#     kubectl imagecreds create ${secret} --server REGISTRY --username USER -n NAMESPACE,...
# - ${
    version === 'v1'
      ? 'Kubernetes 1.36 and later. For 1.34 and 1.35: --api-version v1beta1. Before that: --kyverno.'
      : `Kubernetes 1.34 and later, and only where the API server is started with
#   --feature-gates=MutatingAdmissionPolicy=true and
#   --runtime-config=admissionregistration.k8s.io/v1beta1=true.`
  }
# - It comes after the ServiceAccount's own pull secrets, and both are kept. Pods that run already stay as they are.
# - An ephemeral container uses the list that its Pod was made with.
apiVersion: admissionregistration.k8s.io/${version}
kind: MutatingAdmissionPolicy
metadata:
  name: ${yamlScalar(name)}
spec:
  # A Pod without its pull secret says so when it pulls. With Fail, a fault here would keep all Pods from being made.
  failurePolicy: Ignore
  # Asked again when a later webhook adds a container with such an image.
  reinvocationPolicy: IfNeeded
  matchConstraints:
    resourceRules:
    - apiGroups: [""]
      apiVersions: ["v1"]
      operations: ["CREATE"]
      resources: ["pods"]
${conditionLines(options)}
  mutations:
  # The list is a map by name to server-side apply: what is there stays.
  - patchType: ApplyConfiguration
    applyConfiguration:
      expression: >-
${indented(addPullSecret(options), 8)}
---
# Without a binding a policy does nothing.
apiVersion: admissionregistration.k8s.io/${version}
kind: MutatingAdmissionPolicyBinding
metadata:
  name: ${yamlScalar(name)}
spec:
  policyName: ${yamlScalar(name)}
  matchResources:
${namespaceLines(options, 4)}
`
}
