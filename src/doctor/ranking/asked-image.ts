import {parseReference} from '../../reference/parse-reference.ts'
import type {FailurePart, PullFailure} from '../pull-failure.ts'
import {productOf} from './product.ts'

/** What a message tells of the image that was asked for. */
export interface AskedImage {
  /** As the message names it, where it does. */
  readonly name?: string
  /** `host[:port]`; where the image is not named, the host that was asked. */
  readonly registry?: string
  readonly by: 'tag' | 'digest' | 'unknown'
  /** The provider's `id`, `generic` where the host does not tell. */
  readonly product: string
}

/** The image behind a part: by its name, else by the URL that was asked. */
export function askedImage(failure: PullFailure, part: FailurePart): AskedImage {
  const name = failure.image ?? part.asked
  const parsed = name === undefined || name === '' ? undefined : parseReference(name)
  if (parsed === undefined || parsed.kind === 'invalid') {
    const registry = part.mirrorOf ?? part.host
    return {
      ...(name === undefined ? {} : {name}),
      ...(registry === undefined ? {} : {registry}),
      by: 'unknown',
      product: registry === undefined ? 'generic' : productOf(registry),
    }
  }
  const {registry, digest} = parsed.reference
  return {
    name: parsed.reference.given,
    registry,
    by: digest === undefined ? 'tag' : 'digest',
    product: productOf(registry),
  }
}

/** Is this host the registry itself? Docker Hub's names stand for each other. */
export function isRegistryItself(host: string, registry: string): boolean {
  if (host === registry) return true
  return withoutPort(host) === withoutPort(registry) || (isDockerHub(host) && isDockerHub(registry))
}

function withoutPort(host: string): string {
  return host.replace(/:443$/, '')
}

function isDockerHub(host: string): boolean {
  return /(?:^|\.)docker\.(?:io|com)$/.test(withoutPort(host))
}
