import {type Answer, html, json, registryError, response} from './answer.ts'
import {basicLogin} from './basic-login.ts'
import {buildImage} from './image.ts'
import {blobAnswer} from './image-registry.ts'
import type {RecordedRequest} from './recorded-request.ts'
import {alice, bob} from './sandbox-user.ts'
import type {Behaviour} from './scripted-registry.ts'

/** Who asks: alice may pull, bob may log in and not pull, a login that has run out, a wrong one, or no login. */
export type Visitor = 'reader' | 'stranger' | 'expired' | 'wrong' | 'nobody'

/** A password that was right once; a canary like those of the users. */
export const expiredPassword = 'spent-canary'

/** What is asked for. `team/app:1.0` and `open/app:1.0` are there, the second for everybody; nothing else is. */
export interface Visit {
  readonly visitor: Visitor
  readonly repository: string
  /** What of the repository, as its path spells it; empty for the token server and the base. */
  readonly resource: string
  readonly isOpen: boolean
  readonly hasRepository: boolean
  readonly hasTag: boolean
  /** Scheme and host as the client names this server. */
  readonly origin: string
}

/** One registry product, by its own words. Undefined stands for "yes": a token, the manifest. */
export interface Product {
  readonly challenge: BearerChallenge | {readonly scheme: 'basic'; readonly realm: string}
  /** The refusal at the token server, or, for Basic, at the registry. */
  refuseLogin(visitor: Visitor, visit: Visit): Answer | undefined
  /** The refusal of the manifest to one who got so far. */
  refuseManifest(visit: Visit): Answer | undefined
  /** For every manifest that is given. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface BearerChallenge {
  readonly scheme: 'bearer'
  readonly tokenPath: string
  /** Default: the host. */
  readonly service?: string
  /** What the product says to the OAuth2 form. Default: it knows it. */
  readonly post?: 400 | 401 | 404 | 405
}

/** The image that every product has. */
export const productImage = buildImage('linux/amd64', {label: 'product'})

/** Plays a product: the challenge, its token server on the same host, and one manifest. */
export function productRegistry(product: Product): Behaviour {
  const {challenge} = product
  return (request) => {
    const url = new URL(request.url, request.origin)
    if (challenge.scheme === 'bearer' && url.pathname === challenge.tokenPath) return tokenAnswer(product, request)
    const visitor = challenge.scheme === 'basic' ? basicVisitor(request) : bearerVisitor(request)
    const visit = visitOf(visitor ?? 'nobody', url)
    if (visitor === undefined) return challengeAnswer(product, visit)
    const refusal = challenge.scheme === 'basic' ? product.refuseLogin(visitor, visit) : undefined
    return refusal ?? resourceAnswer(product, visit, url, request)
  }
}

/** 401 with `error`, as a product says that a token does not reach. */
export function insufficientScope({origin}: Visit, tokenPath: string, message: string): Answer {
  const header = `Bearer realm="${origin}${tokenPath}",service="${new URL(origin).host}",error="insufficient_scope"`
  return registryError(401, {code: 'UNAUTHORIZED', message}, {'WWW-Authenticate': header})
}

function resourceAnswer(product: Product, visit: Visit, {pathname}: URL, request: RecordedRequest): Answer {
  if (pathname === '/v2/') return json(200, {})
  if (visit.repository === '') return html(404, '<html>no such page</html>')
  const refusal = product.refuseManifest(visit)
  if (refusal !== undefined) return refusal
  if (pathname.includes('/blobs/')) return blobAnswer([productImage.config, productImage.layer], request)
  if (pathname.endsWith('/tags/list')) return json(200, {name: visit.repository, tags: ['1.0']})
  const {bytes, digest, mediaType} = productImage.manifest
  return response(200, {'Content-Type': mediaType, 'Docker-Content-Digest': digest, ...product.headers}, bytes)
}

function challengeAnswer({challenge}: Product, visit: Visit): Answer {
  const error = {code: 'UNAUTHORIZED', message: 'authentication required'}
  if (challenge.scheme === 'basic') {
    return registryError(401, error, {'WWW-Authenticate': `Basic realm="${challenge.realm}"`})
  }
  const {tokenPath, service = new URL(visit.origin).host} = challenge
  const scope = visit.repository === '' ? '' : `,scope="repository:${visit.repository}:pull"`
  const header = `Bearer realm="${visit.origin}${tokenPath}",service="${service}"${scope}`
  return registryError(401, error, {'WWW-Authenticate': header})
}

/** A token is the visitor's name: opaque to clients, and a server needs no memory for it. */
function tokenAnswer(product: Product, request: RecordedRequest): Answer {
  const {post} = product.challenge.scheme === 'bearer' ? product.challenge : {}
  if (request.method === 'POST' && post !== undefined) return json(post, {error: 'unsupported'})
  const url = new URL(request.url, request.origin)
  const form = new URLSearchParams(request.method === 'POST' ? request.body : url.search)
  const visitor =
    request.method === 'POST' ? passwordVisitor(form.get('password')) : (basicVisitor(request) ?? 'nobody')
  const repository = /^repository:(.+):pull$/.exec((form.get('scope') ?? '').split(' ')[0] ?? '')?.[1] ?? ''
  const visit = visitOf(visitor, new URL(`/v2/${repository}/manifests/1.0`, url))
  const field = request.method === 'POST' ? 'access_token' : 'token'
  return product.refuseLogin(visitor, visit) ?? json(200, {[field]: `token-of-${visitor}`, expires_in: 300})
}

function visitOf(visitor: Visitor, url: URL): Visit {
  const [, repository = '', resource = '', name] =
    /^\/v2\/(.+)\/(manifests|tags|blobs)\/([^/]+)$/.exec(url.pathname) ?? []
  const isOpen = repository === 'open/app'
  const hasRepository = isOpen || repository === 'team/app'
  const {digest} = productImage.manifest
  const hasTag = hasRepository && (resource !== 'manifests' || name === '1.0' || name === digest)
  return {visitor, repository, resource, isOpen, hasRepository, hasTag, origin: url.origin}
}

function basicVisitor(request: RecordedRequest): Visitor | undefined {
  const login = basicLogin(request)
  return login && passwordVisitor(login.password)
}

function passwordVisitor(password: string | null): Visitor {
  switch (password) {
    case alice.password:
      return 'reader'
    case bob.password:
      return 'stranger'
    case expiredPassword:
      return 'expired'
    default:
      return 'wrong'
  }
}

function bearerVisitor(request: RecordedRequest): Visitor | undefined {
  const name = /^Bearer token-of-(\w+)$/.exec(request.headers.authorization ?? '')?.[1]
  const visitors: readonly Visitor[] = ['reader', 'stranger', 'expired', 'wrong', 'nobody']
  return visitors.find((visitor) => visitor === name)
}
