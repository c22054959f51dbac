import {lowerCase, type ParsedParts, parseParts} from './grammar.ts'

/** What an image is asked for under where its name has no registry. */
export const dockerHub = 'docker.io'

/**
 * Reads an image name with Docker's defaults filled in: `docker.io` where no registry is named, `library/` for Docker
 * Hub's official images (`ParseNormalizedNamed` in distribution/reference). No tag is added.
 */
export function parseDockerName(given: string): ParsedParts {
  if (/^[a-f0-9]{64}$/.test(given)) {
    return {kind: 'fault', fault: `invalid repository name (${given}), cannot specify 64-byte hexadecimal strings`}
  }
  const {registry, rest} = splitRegistry(given)
  const colon = rest.indexOf(':')
  const path = colon < 0 ? rest : rest.slice(0, colon)
  if (lowerCase(path) !== path) {
    return {kind: 'fault', fault: `invalid reference format: repository name (${path}) must be lowercase`}
  }
  return parseParts(`${registry}/${rest}`)
}

/**
 * The first component is a registry where it is `localhost`, holds "." or ":", or has a capital letter, which no
 * repository may have (`splitDockerDomain`). `foo:5000` alone is the image foo with the tag 5000.
 */
function splitRegistry(given: string): {readonly registry: string; readonly rest: string} {
  const slash = given.indexOf('/')
  if (slash < 0) return {registry: dockerHub, rest: `library/${given}`}
  const first = given.slice(0, slash)
  const rest = given.slice(slash + 1)
  if (first === dockerHub || first === 'index.docker.io') {
    return {registry: dockerHub, rest: rest.includes('/') ? rest : `library/${rest}`}
  }
  const isRegistry = first === 'localhost' || /[.:]/.test(first) || lowerCase(first) !== first
  return isRegistry ? {registry: first, rest} : {registry: dockerHub, rest: given}
}
