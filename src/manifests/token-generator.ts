import {namespaceLine} from './yaml-lines.ts'
import {yamlScalar} from './yaml-scalar.ts'

/** The clouds whose registries give out short-lived tokens that the operator can fetch. */
export type GeneratorKind = 'ecr' | 'gcr' | 'acr'

export interface TokenGeneratorOptions {
  readonly kind: GeneratorKind
  readonly name: string
  readonly namespace: string | undefined
  /** Whose login it is: a host of that cloud's registry. */
  readonly registry: string
  readonly serviceAccount: string
}

/** The kind of the manifest, and how often to fetch: well inside the token's life (12 hours, 60 minutes, 3 hours). */
export const generators: Readonly<Record<GeneratorKind, {readonly kind: string; readonly refresh: string}>> = {
  ecr: {kind: 'ECRAuthorizationToken', refresh: '6h'},
  gcr: {kind: 'GCRAccessToken', refresh: '30m'},
  acr: {kind: 'ACRAccessToken', refresh: '1h'},
}

/** A generator of the External Secrets Operator (generators.external-secrets.io/v1alpha1): `username` and `password`. */
export function tokenGenerator({kind, name, namespace, registry, serviceAccount}: TokenGeneratorOptions): string {
  return `apiVersion: generators.external-secrets.io/v1alpha1
kind: ${generators[kind].kind}
metadata:
  name: ${yamlScalar(name)}
${namespaceLine(namespace)}spec:
${specs[kind](registry, serviceAccount)}
`
}

const specs: Readonly<Record<GeneratorKind, (registry: string, serviceAccount: string) => string>> = {
  ecr: (registry, name) => `${ecrPlace(registry)}  auth:
    # Its role needs ecr:GetAuthorizationToken, and ecr:BatchGetImage and ecr:GetDownloadUrlForLayer on the repositories:
    #   kubectl imagecreds generate workload-identity --cloud irsa --service-account ${name}
    jwt:
      serviceAccountRef:
        name: ${yamlScalar(name)}`,
  gcr: (_, name) => `  # Fill in: the project of the repositories.
  projectID: my-project
  auth:
    # Stands for a Google service account with roles/artifactregistry.reader:
    #   kubectl imagecreds generate workload-identity --cloud gke --service-account ${name}
    workloadIdentity:
      # Fill in: the GKE cluster.
      clusterLocation: europe-west1
      clusterName: my-cluster
      serviceAccountRef:
        name: ${yamlScalar(name)}`,
  acr: (registry, name) => `  registry: ${yamlScalar(registry)}
  # PublicCloud, USGovernmentCloud or ChinaCloud.
  environmentType: PublicCloud
  # No scope: with one it makes an access token, which registries do not take as a password.
  auth:
    # Stands for an identity with the role AcrPull:
    #   kubectl imagecreds generate workload-identity --cloud azure --service-account ${name}
    workloadIdentity:
      serviceAccountRef:
        name: ${yamlScalar(name)}`,
}

/** ECR Public gives out its tokens in us-east-1 only; a private registry has its region in its name. */
function ecrPlace(registry: string): string {
  if (registry === 'public.ecr.aws') return '  region: us-east-1\n  scope: public\n'
  const region = /\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\./.exec(registry)?.[1]
  return region === undefined
    ? '  # Fill in: the region of the registry.\n  region: eu-central-1\n'
    : `  region: ${region}\n`
}
