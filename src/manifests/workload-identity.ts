import {pullTokenRole} from './pull-token-role.ts'
import {namespaceLine} from './yaml-lines.ts'
import {yamlScalar} from './yaml-scalar.ts'

export type WorkloadCloud = 'irsa' | 'eks-pod-identity' | 'gke' | 'azure'

export interface WorkloadIdentityOptions {
  readonly cloud: WorkloadCloud
  readonly serviceAccount: string
  readonly namespace: string | undefined
  /** What the ServiceAccount stands for in the cloud; a placeholder where it is not given. */
  readonly identity: string | undefined
  /** Also let the kubelet pull as this ServiceAccount. Only where `imagePullClouds` has the cloud. */
  readonly pullsImages: boolean
}

interface Cloud {
  readonly title: string
  readonly placeholder: string
  /** The annotation that names the identity; without one the cloud keeps the link itself. */
  readonly annotation?: string
  /** What to do in the cloud, in lines. */
  readonly steps: (account: string, identity: string | undefined) => readonly string[]
  /** Annotations and audience for pulls as the ServiceAccount; absent where no credential provider takes its token. */
  readonly pulls?: {readonly audience: string; readonly annotations: (identity: string) => readonly string[]}
}

const clouds: Readonly<Record<WorkloadCloud, Cloud>> = {
  irsa: {
    title: 'IAM roles for service accounts (IRSA), on EKS and wherever the cluster is an OIDC provider of IAM',
    placeholder: 'arn:aws:iam::111122223333:role/my-role',
    annotation: 'eks.amazonaws.com/role-arn',
    steps: (account) => [
      'The trust policy of the role: sts:AssumeRoleWithWebIdentity for the OIDC provider of the cluster, with the',
      `subject system:serviceaccount:${account} and the audience sts.amazonaws.com.`,
    ],
    pulls: {
      audience: 'sts.amazonaws.com',
      annotations: (identity) => [`eks.amazonaws.com/ecr-role-arn: ${yamlScalar(identity)}`],
    },
  },
  'eks-pod-identity': {
    title: 'EKS Pod Identity, with the add-on eks-pod-identity-agent',
    placeholder: 'arn:aws:iam::111122223333:role/my-role',
    steps: (account, identity = 'ROLE') => [
      'The link is kept by EKS, not by an annotation; the role trusts pods.eks.amazonaws.com:',
      `  aws eks create-pod-identity-association --cluster-name CLUSTER --role-arn ${identity} \\`,
      `    --namespace ${account.split(':')[0]} --service-account ${account.split(':')[1]}`,
    ],
  },
  gke: {
    title: 'Workload Identity Federation for GKE',
    placeholder: 'my-account@my-project.iam.gserviceaccount.com',
    annotation: 'iam.gke.io/gcp-service-account',
    steps: (account) => [
      'The Google service account lets this one act as it (roles/iam.workloadIdentityUser):',
      `  serviceAccount:PROJECT.svc.id.goog[${account.replace(':', '/')}]`,
    ],
  },
  azure: {
    title: 'Microsoft Entra Workload ID, which has taken the place of aad-pod-identity',
    placeholder: '00000000-0000-0000-0000-000000000000',
    annotation: 'azure.workload.identity/client-id',
    steps: (account) => [
      'The managed identity has a federated credential for the issuer of the cluster, with the subject',
      `system:serviceaccount:${account} and the audience api://AzureADTokenExchange.`,
      'Pods that want a token carry the label azure.workload.identity/use: "true".',
    ],
    pulls: {
      audience: 'api://AzureADTokenExchange',
      annotations: (identity) => [
        `kubernetes.azure.com/acr-client-id: ${yamlScalar(identity)}`,
        '# Fill in: the tenant.',
        'kubernetes.azure.com/acr-tenant-id: "00000000-0000-0000-0000-000000000000"',
      ],
    },
  },
}

/** Where the kubelet can pull as the ServiceAccount. */
export const imagePullClouds: readonly WorkloadCloud[] = ['irsa', 'azure']

/**
 * A ServiceAccount that stands for an identity of the cloud. That alone changes nothing for pulls: the kubelet pulls,
 * as the node, before any process of the Pod runs. From Kubernetes 1.34 a credential provider may be handed the token of
 * the ServiceAccount (KEP-4412), which takes annotations of its own and a right of the kubelets.
 */
export function workloadIdentity(options: WorkloadIdentityOptions): string {
  const {serviceAccount, namespace, pullsImages} = options
  const cloud = clouds[options.cloud]
  const account = `${namespace ?? 'NAMESPACE'}:${serviceAccount}`
  const steps = cloud.steps(account, options.identity).map((line) => `#   ${line}\n`)
  const pulls = pullsImages ? cloud.pulls : undefined
  return `# ${cloud.title}.
# - It is for what runs in the Pod. Images are pulled by the kubelet, as the node
#   ${pulls === undefined ? 'unless a credential provider is handed tokens of ServiceAccounts (Kubernetes 1.34 and later).' : 'until each node has: kubectl imagecreds generate credential-provider --service-account-tokens'}
# - In the cloud:
${steps.join('')}apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${yamlScalar(serviceAccount)}
${namespaceLine(namespace)}${annotationLines(options, cloud)}${
  pulls === undefined ? '' : `---\n${pullTokenRole({audience: pulls.audience, serviceAccount, namespace})}`
}`
}

function annotationLines({identity, pullsImages}: WorkloadIdentityOptions, cloud: Cloud): string {
  const {annotation, placeholder, pulls} = cloud
  const value = identity ?? placeholder
  const lines = [
    ...(annotation === undefined ? [] : [`${annotation}: ${yamlScalar(value)}`]),
    ...(pullsImages && pulls !== undefined
      ? ['# For pulls: another identity may stand here, with no right but to pull.', ...pulls.annotations(value)]
      : []),
  ]
  if (lines.length === 0) return ''
  const hint = identity === undefined ? ['# Fill in: the identity.'] : []
  return `  annotations:\n${[...hint, ...lines].map((line) => `    ${line}\n`).join('')}`
}
