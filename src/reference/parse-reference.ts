import {parseDockerName} from './docker-name.ts'
import type {Parts} from './grammar.ts'
import type {ParsedReference, Reference} from './reference.ts'

const defaultTag = 'latest'

/**
 * Reads the text under `image:` as the kubelet does (`ParseImageName` in kubernetes/pkg/util/parsers): Docker's
 * defaults are filled in, and `latest` where there is neither a tag nor a digest.
 */
export function parseReference(given: string): ParsedReference {
  const parsed = parseDockerName(given)
  if (parsed.kind === 'fault') return {kind: 'invalid', given, fault: parsed.fault}
  return {kind: 'reference', reference: reference(given, parsed.parts)}
}

function reference(given: string, {domain, path, tag, digest}: Parts): Reference {
  const tagged = tag === '' && digest === '' ? defaultTag : tag
  return {
    given,
    ...location(domain, path),
    ...(tagged !== '' && {tag: tagged}),
    ...(digest !== '' && {digest}),
  }
}

/**
 * A host that Docker's grammar has no room for, such as `my_host.com`, is read as part of the path. containerd asks it
 * all the same: it takes what stands before the first "/" (`reference.Spec.Hostname`), and so do we.
 */
function location(domain: string, path: string): Pick<Reference, 'registry' | 'repository'> {
  if (domain !== '') return {registry: domain, repository: path}
  const slash = path.indexOf('/')
  return {registry: path.slice(0, slash), repository: path.slice(slash + 1)}
}
