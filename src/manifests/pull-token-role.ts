import {namespaceLine} from './yaml-lines.ts'
import {yamlScalar} from './yaml-scalar.ts'

export interface PullTokenRoleOptions {
  readonly audience: string
  readonly serviceAccount: string
  readonly namespace: string | undefined
}

/**
 * The right of the kubelets to ask for tokens of one ServiceAccount with an audience that no Pod mounts, which
 * NodeRestriction refuses else (ServiceAccountNodeAudienceRestriction). The audience stands in the place of a resource.
 */
export function pullTokenRole({audience, serviceAccount, namespace}: PullTokenRoleOptions): string {
  const name = yamlScalar(`pull-tokens-of-${serviceAccount}`)
  return `# Lets the kubelets ask for tokens of this ServiceAccount, and of no other, for the credential provider.
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: ${name}
${namespaceLine(namespace)}rules:
- apiGroups: [""]
  resources: [${JSON.stringify(audience)}]
  resourceNames: [${JSON.stringify(serviceAccount)}]
  verbs: ["request-serviceaccounts-token-audience"]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: ${name}
${namespaceLine(namespace)}roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: ${name}
subjects:
- apiGroup: rbac.authorization.k8s.io
  kind: Group
  name: system:nodes
`
}
