/** Registries, and what belongs to them, that everybody pulls from: their names tell nothing of who asks. */
const domains = [
  'docker.io',
  'docker.com',
  'ghcr.io',
  'pkg.github.com',
  'github.com',
  'githubusercontent.com',
  'quay.io',
  'gcr.io',
  'k8s.io',
  'public.ecr.aws',
  'mcr.microsoft.com',
  'gitlab.com',
  'nvcr.io',
  'registry.redhat.io',
  'registry.access.redhat.com',
  'kubernetes.io',
  'docs.oasis-open.org',
]

/** A host of a public registry, or of its token server or storage. */
export function isWellKnownHost(host: string): boolean {
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`))
}
