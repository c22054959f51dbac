import {parseReference} from '../../reference/parse-reference.ts'
import type {FailurePart, PullFailure} from '../pull-failure.ts'
import {productOf} from './product.ts'

/** What a message tells of the image that was asked for. */
export interface AskedImage {
  /** `host[:port]`; where the image is not named, the host that was asked. */
  readonly registry?: string
  /** Absent where the image is not named. */
  readonly repository?: string
  readonly by: 'tag' | 'digest' | 'unknown'
  /** True where the runtime completed a name without a registry by another than Docker Hub's. */
  readonly isCompleted: boolean
  /** The `id` of the provider who answers, `generic` where the host does not tell. */
  readonly product: string
}

/** The image behind a part: by its name, else by what was asked for. */
export function askedImage(failure: PullFailure, part: FailurePart): AskedImage {
  const {image} = failure
  const completed = image === undefined || image === '' ? undefined : completion(image, part)
  const named = completed ?? image ?? part.asked
  if (named === undefined || named === '') return unnamed(part.mirrorOf ?? part.host)
  const parsed = parseReference(named)
  // Names that somebody blacked out before asking for help do not parse; the host may still stand there.
  if (parsed.kind === 'invalid') return unnamed(/^[^\s/]+\.[^\s/]+(?=\/)/.exec(named)?.[0] ?? part.host)
  const {registry, repository, digest} = parsed.reference
  return {
    registry,
    repository,
    by: digest === undefined ? 'tag' : 'digest',
    isCompleted: completed !== undefined,
    product: productOf(speaker(part) ?? registry),
  }
}

/** A mirror has habits of its own. */
function speaker({host, mirrorOf}: FailurePart): string | undefined {
  return mirrorOf === undefined ? undefined : host
}

/** Is this host the registry itself? Docker Hub's names stand for each other. */
export function isRegistryItself(host: string, registry: string): boolean {
  return withoutPort(host) === withoutPort(registry) || (isDockerHub(host) && isDockerHub(registry))
}

/** The hosts of Docker Hub: registry, index, token server and the stores of its layers. */
export function isDockerHub(host: string): boolean {
  return /(?:^|\.)docker\.(?:io|com)$/.test(withoutPort(host))
}

/** containers/image says which name it made of a short one; URLs are left aside, they may be a mirror's. */
function completion(image: string, {asked, host}: FailurePart): string | undefined {
  const isShort = !/^[^/]*[.:][^/]*\/|^localhost\//.test(image)
  if (!isShort || asked === undefined || host !== undefined) return undefined
  return isDockerHub(asked.split('/', 1)[0] ?? '') ? undefined : asked
}

function unnamed(registry: string | undefined): AskedImage {
  if (registry === undefined) return {by: 'unknown', isCompleted: false, product: 'generic'}
  return {registry, by: 'unknown', isCompleted: false, product: productOf(registry)}
}

function withoutPort(host: string): string {
  return host.replace(/:443$/, '')
}
