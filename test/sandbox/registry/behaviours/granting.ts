import {registryError, response} from '../answer.ts'
import {buildImage} from '../image.ts'
import {imageRegistry} from '../image-registry.ts'
import type {Behaviour} from '../scripted-registry.ts'
import {answerTokenRequest, type IssueToken, type TokenRules, tokenPath} from '../token-endpoint.ts'

const imageOf = imageRegistry({image: buildImage('linux/amd64', {label: 'granting'})})

/**
 * A registry with its token server on the same host, whose tokens say in the claim `access` what they allow (Distribution,
 * "Token Authentication Implementation"). Nobody verifies them here: what is not allowed to pull is refused by what it says.
 */
export function granting(rules: TokenRules): Behaviour {
  return (request) => {
    const {pathname} = new URL(request.url, request.origin)
    if (pathname === tokenPath) return answerTokenRequest(request, rules, issue)
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    if (token === undefined || !/"pull"/.test(payloadOf(token))) {
      const challenge = `Bearer realm="${request.origin}${tokenPath}",service="granting"`
      const error = {code: 'UNAUTHORIZED', message: 'authentication required'}
      return registryError(401, error, {'WWW-Authenticate': challenge})
    }
    return pathname === '/v2/' ? response(200) : imageOf(request)
  }
}

const issue: IssueToken = (subject, access, lifetimeSeconds) => {
  const parts = [{alg: 'none'}, {sub: subject, access, exp: lifetimeSeconds}].map((part) => JSON.stringify(part))
  return `${parts.map((part) => Buffer.from(part).toString('base64url')).join('.')}.unsigned`
}

function payloadOf(token: string): string {
  return Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')
}
