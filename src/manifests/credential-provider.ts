import {yamlScalar} from './yaml-scalar.ts'

export type CredentialProviderId = 'ecr' | 'gar' | 'acr'

/** A program that the kubelet asks for the login of an image, as its vendor documents it (2026-11). */
interface CredentialProvider {
  readonly title: string
  /** The file in the kubelet's directory of providers; the kubelet finds it by this name. */
  readonly name: string
  /** The kubelet's patterns: `*` is one label of the host or a part of one. */
  readonly matchImages: readonly string[]
  readonly defaultCacheDuration: string
  readonly args: readonly string[]
  /** What the identity of the node needs. */
  readonly needs: string
  /** Absent where the program takes no ServiceAccount tokens. */
  readonly token?: ServiceAccountToken
}

/** `tokenAttributes` of the kubelet's configuration, and who may leave the annotations out. */
interface ServiceAccountToken {
  readonly audience: string
  readonly annotations: readonly string[]
  /** Without the annotations the provider falls back to the node's identity, or gives no login. */
  readonly isOptional: boolean
}

export const credentialProviders: Readonly<Record<CredentialProviderId, CredentialProvider>> = {
  ecr: {
    title: 'Amazon ECR',
    name: 'ecr-credential-provider',
    matchImages: [
      '*.dkr.ecr.*.amazonaws.com',
      '*.dkr.ecr.*.amazonaws.com.cn',
      '*.dkr.ecr.*.amazonaws.eu',
      '*.dkr.ecr-fips.*.amazonaws.com',
      '*.dkr-ecr.*.on.aws',
      '*.dkr-ecr-fips.*.on.aws',
      '*.dkr-ecr.*.on.amazonwebservices.com.cn',
      '*.dkr.ecr.*.c2s.ic.gov',
      '*.dkr.ecr.*.sc2s.sgov.gov',
      '*.dkr.ecr.*.cloud.adc-e.uk',
      '*.dkr.ecr.*.csp.hci.ic.gov',
      'public.ecr.aws',
      'ecr-public.aws.com',
    ],
    defaultCacheDuration: '12h',
    args: [],
    needs: 'the policy AmazonEC2ContainerRegistryPullOnly on the role of the nodes',
    token: {audience: 'sts.amazonaws.com', annotations: ['eks.amazonaws.com/ecr-role-arn'], isOptional: true},
  },
  gar: {
    title: 'Google Artifact Registry',
    name: 'auth-provider-gcp',
    matchImages: ['container.cloud.google.com', 'gcr.io', '*.gcr.io', '*.pkg.dev'],
    defaultCacheDuration: '1m',
    args: ['get-credentials'],
    needs: 'roles/artifactregistry.reader for the service account of the nodes',
  },
  acr: {
    title: 'Azure Container Registry',
    name: 'acr-credential-provider',
    matchImages: [
      '*.azurecr.io',
      '*.azurecr.cn',
      '*.azurecr.de',
      '*.azurecr.us',
      '*.*.geo.azurecr.io',
      '*.*.geo.azurecr.cn',
      '*.*.geo.azurecr.de',
      '*.*.geo.azurecr.us',
    ],
    defaultCacheDuration: '10m',
    args: ['/etc/kubernetes/azure.json'],
    needs: 'the role AcrPull for the identity of the kubelets',
    token: {
      audience: 'api://AzureADTokenExchange',
      annotations: ['kubernetes.azure.com/acr-client-id', 'kubernetes.azure.com/acr-tenant-id'],
      isOptional: false,
    },
  },
}

export interface CredentialProviderOptions {
  readonly providers: readonly CredentialProviderId[]
  /** Hand each provider that takes it a token of the Pod's ServiceAccount (beta in Kubernetes 1.34). */
  readonly usesServiceAccountTokens: boolean
}

/**
 * A CredentialProviderConfig (kubelet.config.k8s.io/v1). It is a file of the node and no object of the cluster, so that
 * `kubectl apply` does not know it.
 */
export function credentialProviderConfig(options: CredentialProviderOptions): string {
  const {providers, usesServiceAccountTokens} = options
  const entries = providers.map((id) => entry(credentialProviders[id], usesServiceAccountTokens))
  return `# A file for each node, not for kubectl apply. On EKS, GKE and AKS it is there already, and nothing is to be done.
# - Put each program below into a directory of the node, and this file beside it; start the kubelet with
#     --image-credential-provider-config=/etc/kubernetes/credential-provider.yaml
#     --image-credential-provider-bin-dir=/usr/local/bin/credential-providers
#   and restart it: it reads both at its start, and does not start where a program is missing.
# - A Secret that the Pod names comes first, then the node's own docker config, then these.
# - What a provider gives is for every Pod of the node${usesServiceAccountTokens ? ' that has no token of its own' : ''}.
${usesServiceAccountTokens ? tokenNote(providers) : ''}apiVersion: kubelet.config.k8s.io/v1
kind: CredentialProviderConfig
providers:
${entries.join('')}`
}

function tokenNote(providers: readonly CredentialProviderId[]): string {
  const without = providers.map((id) => credentialProviders[id]).filter(({token}) => token === undefined)
  return `# - With tokenAttributes the kubelet (1.34 and later) hands over a token of the Pod's ServiceAccount, and the Pod pulls
#   as itself. The kubelets must be allowed to ask for the audience, and the ServiceAccount names its identity:
#     kubectl imagecreds generate workload-identity --cloud irsa|azure --image-pulls
${without.map(({name}) => `# - ${name} takes no such token yet: its Pods pull as the node.\n`).join('')}`
}

function entry(provider: CredentialProvider, usesTokens: boolean): string {
  const {title, name, matchImages, defaultCacheDuration, args, needs, token} = provider
  return `# ${title}: needs ${needs}.
- name: ${name}
  matchImages:
${matchImages.map((pattern) => `  - ${JSON.stringify(pattern)}\n`).join('')}  # For answers that do not say themselves how long they hold.
  defaultCacheDuration: ${yamlScalar(defaultCacheDuration)}
  apiVersion: credentialprovider.kubelet.k8s.io/v1
${args.length === 0 ? '' : `  args:\n${args.map((arg) => `  - ${yamlScalar(arg)}\n`).join('')}`}${
  usesTokens && token !== undefined ? tokenAttributes(token) : ''
}`
}

function tokenAttributes({audience, annotations, isOptional}: ServiceAccountToken): string {
  const keys = annotations.map((key) => `    - ${key}\n`).join('')
  return `  tokenAttributes:
    serviceAccountTokenAudience: ${yamlScalar(audience)}
    # One login for each ServiceAccount, not for each token.
    cacheType: ServiceAccount
    requireServiceAccount: ${!isOptional}
    # ${isOptional ? 'A Pod whose ServiceAccount has none pulls as the node.' : 'A Pod whose ServiceAccount has none gets no login here.'}
    ${isOptional ? 'optional' : 'required'}ServiceAccountAnnotationKeys:
${keys}`
}
