/** Registries that are known by their host, with the `id` of their provider. */
const products: readonly (readonly [RegExp, string])[] = [
  [/^(?:(?:index|registry-1)\.)?docker\.io$/, 'docker-hub'],
  [/\.dkr[.-]ecr(?:-fips)?\./, 'ecr'],
  [/^(?:public\.ecr\.aws|ecr-public\.aws\.com)$/, 'ecr-public'],
  [/(?:-docker\.pkg\.dev|(?:^|\.)gcr\.io|^registry\.k8s\.io)$/, 'gar'],
  [/\.azurecr\.(?:io|cn|us)$/, 'acr'],
  [/^ghcr\.io$/, 'ghcr'],
  [/^registry\.gitlab\.com$/, 'gitlab'],
  [/^quay\.io$/, 'quay'],
  [/\.jfrog\.io$/, 'artifactory'],
]

/** The registry product behind `host[:port]`, or `generic`. */
export function productOf(registry: string): string {
  return products.find(([hosts]) => hosts.test(registry))?.[1] ?? 'generic'
}
