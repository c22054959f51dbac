import type {FailurePart} from '../pull-failure.ts'
import {type AskedImage, isDockerHub} from './asked-image.ts'
import {isOfficialImage} from './official-images.ts'
import {allows, means, type Verdict} from './verdict.ts'

/** The registry answers that something is not there; by what was asked for, it is one thing or another. */
export function absenceCauses(part: FailurePart, image: AskedImage): Verdict {
  if (isNoOfficialImage(image)) return means('repository-not-found', 'tag-not-found')
  if (isNoRegistry(part)) return means('not-a-registry', 'mirror-misconfigured', 'proxy')
  // No token server knows images; at the address that the registry names is none.
  if (part.at === 'token') return allows('server-error', 'not-a-registry', 'proxy', 'repository-not-found')
  if (part.at === 'blob') return means('layer-corrupt', 'proxy')
  // A manifest that an index lists: the tag is there, what it stands for was deleted.
  if (part.at === 'manifest' || isChild(part, image)) return means('digest-not-found', 'layer-corrupt')
  if (image.by === 'digest') return means('digest-not-found', 'repository-not-found')
  if (image.by === 'unknown') return means('tag-not-found', 'repository-not-found', 'digest-not-found')
  // The status alone is also what a web server says that is no registry.
  return part.fault === 'not-found' && image.product === 'generic'
    ? means('tag-not-found', 'repository-not-found', 'not-a-registry')
    : means('tag-not-found', 'repository-not-found', 'digest-not-found')
}

/** What is asked by its digest for an image that has a tag is what the tag stands for. */
function isChild({asked}: FailurePart, {by}: AskedImage): boolean {
  return by === 'tag' && asked?.includes('@') === true
}

/** Docker Hub has nothing else under `library/`. */
export function isNoOfficialImage({registry, repository}: AskedImage): boolean {
  if (registry === undefined || !isDockerHub(registry) || repository === undefined) return false
  return repository.startsWith('library/') && !isOfficialImage(repository)
}

/** The first question of the Docker Engine and containers/image is for `/v2/` alone, which every registry has. */
function isNoRegistry({fault, at, host, asked}: FailurePart): boolean {
  return fault === 'not-found' && at === 'resolve' && host !== undefined && asked === undefined
}
