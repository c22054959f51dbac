import {namespaceLine} from './yaml-lines.ts'
import {yamlScalar} from './yaml-scalar.ts'

/** Where logins are kept. */
export type StoreKind = 'vault' | 'aws' | 'gcp' | 'azure'

export interface SecretStoreOptions {
  readonly kind: StoreKind
  readonly name: string
  /** One store for the whole cluster instead of one in the namespace. */
  readonly isClusterWide: boolean
  readonly namespace: string | undefined
  /** As which ServiceAccount the operator reads the store. */
  readonly serviceAccount: string
}

/** A SecretStore or ClusterSecretStore of the External Secrets Operator (external-secrets.io/v1), without a login in it. */
export function secretStore(options: SecretStoreOptions): string {
  const {kind, name, isClusterWide, namespace, serviceAccount} = options
  return `apiVersion: external-secrets.io/v1
kind: ${isClusterWide ? 'ClusterSecretStore' : 'SecretStore'}
metadata:
  name: ${yamlScalar(name)}
${isClusterWide ? '' : namespaceLine(namespace)}spec:
${isClusterWide ? conditions(namespace) : ''}  provider:
${providers[kind](account(options, kind === 'azure' ? 6 : 10), serviceAccount)}
`
}

/** Each namespace that may write an ExternalSecret can read with a ClusterSecretStore, unless it says which. */
function conditions(namespace: string | undefined): string {
  return `  # Only these namespaces may read through it. Without conditions each one may.
  conditions:
  - namespaces: [${yamlScalar(namespace ?? 'default')}]
`
}

function account({serviceAccount, isClusterWide, namespace}: SecretStoreOptions, indent: number): string {
  const lines = [
    'serviceAccountRef:',
    `  name: ${yamlScalar(serviceAccount)}`,
    ...(isClusterWide ? [`  namespace: ${yamlScalar(namespace ?? 'default')}`] : []),
  ]
  return lines.map((line) => ' '.repeat(indent) + line).join('\n')
}

/** By kind: the text of `provider`, given the lines that name the ServiceAccount, and its name. */
const providers: Readonly<Record<StoreKind, (account: string, name: string) => string>> = {
  vault: (account) => `    vault:
      # Fill in: Vault's address as the operator reaches it.
      server: https://vault.example.com:8200
      # Fill in: where the KV engine is mounted, and its version.
      path: secret
      version: v2
      auth:
        kubernetes:
          # Fill in: where Vault's Kubernetes auth method is mounted, and a role of it that may read the key below.
          mountPath: kubernetes
          role: registry-login
${account}`,
  aws: (account, name) => `    aws:
      service: SecretsManager
      # Fill in: the region of the secret.
      region: eu-central-1
      auth:
        # The ServiceAccount carries the role that may call secretsmanager:GetSecretValue:
        #   kubectl imagecreds generate workload-identity --cloud irsa --service-account ${name}
        jwt:
${account}`,
  gcp: (account, name) => `    gcpsm:
      # Fill in: the project of the secret.
      projectID: my-project
      auth:
        # The ServiceAccount stands for a Google one with roles/secretmanager.secretAccessor:
        #   kubectl imagecreds generate workload-identity --cloud gke --service-account ${name}
        workloadIdentity:
          # Fill in: the GKE cluster.
          clusterLocation: europe-west1
          clusterName: my-cluster
${account}`,
  azure: (account, name) => `    azurekv:
      # The ServiceAccount stands for an identity with the role "Key Vault Secrets User":
      #   kubectl imagecreds generate workload-identity --cloud azure --service-account ${name}
      authType: WorkloadIdentity
      # Fill in: the vault.
      vaultUrl: https://my-vault.vault.azure.net
${account}`,
}
