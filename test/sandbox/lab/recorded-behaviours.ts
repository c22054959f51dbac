import {html, json, registryError, response} from '../registry/answer.ts'
import {acr} from '../registry/behaviours/acr.ts'
import {brokenRegistries} from '../registry/behaviours/broken.ts'
import {ghcr} from '../registry/behaviours/ghcr.ts'
import {quay} from '../registry/behaviours/quay.ts'
import type {Behaviour} from '../registry/scripted-registry.ts'
import {labRegistry} from './lab-registry.ts'

const hub = labRegistry({
  scheme: 'bearer',
  users: {acme: 'hub-secret'},
  repositories: {'acme/private': /^1\./, 'other/app': /^1\.0$/, 'library/nginx': /^1\.27$/},
  mayPull: (user, repository) => repository === 'library/nginx' || (user === 'acme' && repository.startsWith('acme/')),
})

const denial = 'User is not authorized to perform: ecr:BatchGetImage because no resource-based policy allows it'

/** ECR's words: one token for every repository, which has run out, and one repository that a policy forbids. */
const ecr: Behaviour = ({url, headers}) => {
  const isKnown = headers.authorization !== undefined
  if (!isKnown)
    return registryError(401, {code: 'DENIED', message: 'Not Authorized'}, {'WWW-Authenticate': 'Basic realm="ecr"'})
  if (url.startsWith('/v2/forbidden/')) return registryError(403, {code: 'DENIED', message: denial})
  const message = 'Your authorization token has expired. Reauthenticate and try again.'
  return registryError(403, {code: 'DENIED', message})
}

/** One host whose paths answer in the ways of broken registries. */
const stub: Behaviour = (request) => {
  const path = /^\/v2\/([^/]+)\//.exec(request.url)?.[1]
  const status = /^s(5\d\d)$/.exec(path ?? '')?.[1]
  if (status !== undefined) return response(Number(status))
  switch (path) {
    case 'forbidden':
      return brokenRegistries.forbidden(request)
    case 'html200':
      return brokenRegistries.webPage(request)
    case 'redirectlogin':
      return response(302, {Location: '/login'})
    default:
      return request.url === '/login' ? html(200, '<form action="/login">') : html(404, '<html>no such page</html>')
  }
}

const limitedDigest = `sha256:${'c3'.repeat(32)}`

/** Counts reading against the limit in one repository, and asking in the others. */
const rateLimit: Behaviour = (request) => {
  if (request.url === '/v2/') return json(200, {})
  if (request.method === 'HEAD' && request.url.startsWith('/v2/getlimit/')) {
    return response(200, {
      'Content-Type': 'application/vnd.oci.image.manifest.v1+json',
      'Docker-Content-Digest': limitedDigest,
    })
  }
  return brokenRegistries.rateLimited(request)
}

/** What the products and the broken registries of the recordings said, by the host that asks are sent to. */
export const recordedBehaviours: Readonly<Record<string, Behaviour>> = {
  'registry-1.docker.io': hub,
  'ghcr.io': ghcr,
  'acme.azurecr.io': acr,
  'quay.io': quay,
  '123456789012.dkr.ecr.us-east-1.amazonaws.com': ecr,
  'stub.example.test:5443': stub,
  'ratelimit.example.test:5443': rateLimit,
}
