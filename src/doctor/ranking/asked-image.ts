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
  /** The provider's `id`, `generic` where the host does not tell. */
  readonly product: string
}

/** The image behind a part: by its name, else by the URL that was asked. */
export function askedImage(failure: PullFailure, part: FailurePart): AskedImage {
  const named = failure.image ?? part.asked
  if (named === undefined || named === '') return unnamed(part.mirrorOf ?? part.host)
  const parsed = parseReference(named)
  // Names that somebody blacked out before asking for help do not parse; the host may still stand there.
  if (parsed.kind === 'invalid') return unnamed(/^[^\s/]+\.[^\s/]+(?=\/)/.exec(named)?.[0] ?? part.host)
  const {registry, repository, digest} = parsed.reference
  return {registry, repository, by: digest === undefined ? 'tag' : 'digest', product: productOf(registry)}
}

/** Is this host the registry itself? Docker Hub's names stand for each other. */
export function isRegistryItself(host: string, registry: string): boolean {
  return withoutPort(host) === withoutPort(registry) || (isDockerHub(host) && isDockerHub(registry))
}

/** The hosts of Docker Hub: registry, index, token server and the stores of its layers. */
export function isDockerHub(host: string): boolean {
  return /(?:^|\.)docker\.(?:io|com)$/.test(withoutPort(host))
}

function unnamed(registry: string | undefined): AskedImage {
  if (registry === undefined) return {by: 'unknown', product: 'generic'}
  return {registry, by: 'unknown', product: productOf(registry)}
}

function withoutPort(host: string): string {
  return host.replace(/:443$/, '')
}
