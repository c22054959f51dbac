/** What `--match` says, or why it says nothing; the fault follows on the quoted pattern. */
export type ImagePattern =
  | {
      readonly kind: 'pattern'
      readonly given: string
      /** In RE2's syntax and without a backslash or a quote, so that every language can quote it as it stands. */
      readonly regex: string
    }
  | {readonly kind: 'fault'; readonly fault: string}

const hub = 'docker.io'

/**
 * A pattern over image names as they are after Docker's defaults (`docker.io/library/nginx:1.27`):
 *
 *     pattern = [ host "/" ] [ path [ ":" tag ] ]
 *
 * The first part is a host by the rule for images (`splitDockerDomain`), or `*` alone, any host; without one Docker
 * Hub is meant. In a host `*` is a label or a part of one, as in the keys of a pull secret; in a path it is anything,
 * slashes included. A path without `*` at its end is that repository alone, with every tag and digest.
 */
export function parseImagePattern(given: string): ImagePattern {
  const fault = faultOf(given)
  if (fault !== undefined) return {kind: 'fault', fault}
  const {host, path} = split(given)
  const hostRegex = host === '*' ? '[^/]+' : expression(host, '[^./:]*')
  return {kind: 'pattern', given, regex: `^${hostRegex}/${pathExpression(host, path)}`}
}

function faultOf(given: string): string | undefined {
  if (given === '') return 'is empty'
  if (/^[a-z]+:\/\//i.test(given)) return 'has a scheme, which no image has'
  if (given.includes('@')) return 'has a digest; leave it out: every digest is meant'
  if (/[^A-Za-z0-9._:*/-]/.test(given)) return 'holds a character that no image name has'
  if (given.startsWith('/') || given.includes('//')) return 'has an empty part'
  const {host, path} = split(given)
  if (!/^[^:]+(?::(?:\d+|\*))?$/.test(host)) return 'has a host whose port is not a number'
  const [repository = '', tag, ...more] = path.split(':')
  if (tag === '' || tag?.includes('/') || more.length > 0) return 'has a ":" that no tag follows'
  if (/[A-Z]/.test(repository)) return 'has a capital letter in its path, which no repository has'
  return undefined
}

function split(given: string): {readonly host: string; readonly path: string} {
  const slash = given.indexOf('/')
  const first = slash < 0 ? given : given.slice(0, slash)
  const isHost = /[.:A-Z]/.test(first) || first === 'localhost' || first === '*'
  if (!isHost) return {host: hub, path: given}
  return {host: first === `index.${hub}` ? hub : first, path: slash < 0 ? '' : given.slice(slash + 1)}
}

function pathExpression(host: string, path: string): string {
  if (path === '') return ''
  const official = host === hub && !path.includes('/')
  // The official images of Docker Hub stand below library/, which nobody writes; `*` may mean others too.
  const prefix = !official ? '' : path.includes('*') ? '(library/)?' : 'library/'
  if (path.endsWith('*')) return prefix + expression(path.slice(0, -1), '.*')
  return `${prefix}${expression(path, '.*')}${path.includes(':') ? '(@.*)?' : '([:@].*)?'}$`
}

function expression(text: string, wildcard: string): string {
  return text.replaceAll('.', '[.]').replaceAll('*', wildcard)
}
