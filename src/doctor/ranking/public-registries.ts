import {type AskedImage, isDockerHub} from './asked-image.ts'
import {isOfficialImage} from './official-images.ts'

/** Registries that hold nothing that a login could be needed for. */
const publicRegistries: ReadonlySet<string> = new Set([
  'k8s.gcr.io',
  'mcr.microsoft.com',
  'public.ecr.aws',
  'registry.access.redhat.com',
  'registry.k8s.io',
])

/** May everybody pull this image? Who is forbidden it is refused for where he comes from, or was not heard by the registry. */
export function isForEverybody({registry, repository = ''}: AskedImage): boolean {
  if (registry === undefined) return false
  return publicRegistries.has(registry) || (isDockerHub(registry) && isOfficialImage(repository))
}
