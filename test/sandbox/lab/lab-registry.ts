import {type Answer, json, registryError, response} from '../registry/answer.ts'
import {basicLogin} from '../registry/basic-login.ts'
import {buildImage} from '../registry/image.ts'
import {blobAnswer} from '../registry/image-registry.ts'
import type {RecordedRequest} from '../registry/recorded-request.ts'
import type {Behaviour} from '../registry/scripted-registry.ts'

/** What a registry of the lab holds, and who may have it. */
export interface LabRules {
  readonly scheme: 'basic' | 'bearer' | 'open'
  /** Passwords by user name. */
  readonly users: Readonly<Record<string, string>>
  /** Tags by repository. */
  readonly repositories: Readonly<Record<string, RegExp>>
  /** With Bearer: may this user pull that repository? With Basic everybody who is let in may. */
  mayPull?(user: string, repository: string): boolean
}

const image = buildImage('linux/amd64', {label: 'lab'})
const tokenPath = '/token'

/**
 * The registries that the recorded Pods pulled from, played by their rules: the challenge, the token server on the same
 * host, manifests. It needs no program to be installed; CNCF Distribution itself stands behind the tests.
 */
export function labRegistry(rules: LabRules): Behaviour {
  return (request) => {
    const url = new URL(request.url, request.origin)
    if (rules.scheme === 'bearer' && url.pathname === tokenPath) return tokenAnswer(request, url, rules)
    const user = rules.scheme === 'open' ? 'anybody' : userOf(request, rules)
    if (user === undefined) return challenge(url, rules)
    return resourceAnswer(url, user, rules, request)
  }
}

function userOf(request: RecordedRequest, {scheme, users}: LabRules): string | undefined {
  if (scheme === 'bearer') return /^Bearer token-of-(\S+)$/.exec(request.headers.authorization ?? '')?.[1]
  const login = basicLogin(request)
  return login !== undefined && users[login.username] === login.password ? login.username : undefined
}

/** By GET with Basic or by the OAuth2 form; without a login the token is nobody's. */
function tokenAnswer(request: RecordedRequest, {searchParams}: URL, {users}: LabRules): Answer {
  const form = request.method === 'POST' ? new URLSearchParams(request.body) : searchParams
  const login = basicLogin(request) ?? {username: form.get('username') ?? '', password: form.get('password') ?? ''}
  const isAnonymous = login.username === '' && login.password === ''
  if (!isAnonymous && users[login.username] !== login.password) {
    return registryError(401, {code: 'UNAUTHORIZED', message: 'authentication required'})
  }
  const token = `token-of-${isAnonymous ? 'nobody' : login.username}`
  return json(200, {token, access_token: token, expires_in: 300})
}

function resourceAnswer(url: URL, user: string, rules: LabRules, request: RecordedRequest): Answer {
  if (url.pathname === '/v2/') return json(200, {})
  const [, repository = '', kind, name = ''] = /^\/v2\/(.+)\/(manifests|tags|blobs)\/([^/]+)$/.exec(url.pathname) ?? []
  if (rules.scheme === 'bearer' && rules.mayPull?.(user, repository) !== true) {
    return challenge(url, rules, 'insufficient_scope')
  }
  const tags = rules.repositories[repository]
  if (tags === undefined) {
    return registryError(404, {code: 'NAME_UNKNOWN', message: 'repository name not known to registry'})
  }
  if (kind === 'blobs') return blobAnswer([image.config, image.layer], request)
  if (kind === 'tags') return json(200, {name: repository, tags: ['1.0']})
  if (!tags.test(name) && name !== image.manifest.digest)
    return registryError(404, {code: 'MANIFEST_UNKNOWN', message: 'manifest unknown'})
  const {bytes, digest, mediaType} = image.manifest
  return response(200, {'Content-Type': mediaType, 'Docker-Content-Digest': digest}, bytes)
}

function challenge(url: URL, {scheme}: LabRules, error?: string): Answer {
  const repository = /^\/v2\/(.+)\/(?:manifests|tags|blobs)\//.exec(url.pathname)?.[1]
  const scope = repository === undefined ? '' : `,scope="repository:${repository}:pull"`
  const fault = error === undefined ? '' : `,error="${error}"`
  const bearer = `Bearer realm="${url.origin}${tokenPath}",service="${url.host}"${scope}${fault}`
  const header = scheme === 'basic' ? 'Basic realm="lab"' : bearer
  const words = {code: 'UNAUTHORIZED', message: 'authentication required'}
  return registryError(401, words, {'WWW-Authenticate': header})
}
