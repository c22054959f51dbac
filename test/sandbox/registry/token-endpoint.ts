import {type Answer, json, registryError, response} from './answer.ts'
import {basicLogin, type Login} from './basic-login.ts'
import type {RecordedRequest} from './recorded-request.ts'
import {refreshToken, sandboxUsers} from './sandbox-user.ts'
import {grantedAccess, type TokenAccess, type TokenRight} from './token-right.ts'

/** Where token servers differ. */
export interface TokenRules {
  readonly rights: readonly TokenRight[]
  /** Who may log in. Default: the users of the sandbox. */
  readonly users?: readonly Login[]
  /** Said in the answer and written into the token; a registry takes it for expired below -60. Default 300. */
  readonly expiresIn?: number
  /** Docker Hub sends both, the default; the specification asks for either. An OAuth2 POST has only `access_token`. */
  readonly tokenField?: 'both' | 'token' | 'access_token'
  /** `issued` as Distribution, Hub and Harbor have it: a token without the scope. `denied` as GHCR: 403, no token. */
  readonly withoutRight?: 'issued' | 'denied'
  /** Is nobody given a token that reaches what is open, the default, or refused? */
  readonly nobody?: 'answered' | 401
  /** The status of a server that knows no POST, upon which clients turn to GET. */
  readonly post?: 'answered' | 404 | 405
}

/** Signs a token. */
export type IssueToken = (subject: string, access: readonly TokenAccess[], lifetimeSeconds: number) => string

export const tokenPath = '/token'

/**
 * A token server by the specification (Distribution, "Token Authentication Specification" for GET, "OAuth2 Token
 * Authentication" for POST), with the words of Distribution's own (`contrib/token-server`).
 */
export function answerTokenRequest(request: RecordedRequest, rules: TokenRules, issue: IssueToken): Answer {
  const url = new URL(request.url, request.origin)
  if (url.pathname !== tokenPath) return response(404, {'Content-Type': 'text/plain'}, '404 page not found\n')
  if (request.method === 'GET') return answerGet(request, url.searchParams, rules, issue)
  if (request.method !== 'POST') return response(405)
  if (rules.post !== undefined && rules.post !== 'answered') return response(rules.post)
  return answerPost(new URLSearchParams(request.body), rules, issue)
}

function answerGet(request: RecordedRequest, query: URLSearchParams, rules: TokenRules, issue: IssueToken): Answer {
  const login = basicLogin(request)
  const user = login && authenticated(login, rules)
  const isRefused = login === undefined ? rules.nobody === 401 : user === undefined
  if (isRefused) {
    return registryError(401, wrongLogin, {'WWW-Authenticate': 'Basic realm="sandbox"'})
  }
  const refresh = query.get('offline_token') === 'true' ? user : undefined
  return tokenAnswer({user, refresh, scopes: query.getAll('scope')}, rules, issue)
}

/** The scopes are one parameter here, parted by spaces (RFC 6749, section 3.3). */
function answerPost(form: URLSearchParams, rules: TokenRules, issue: IssueToken): Answer {
  const missing = ['grant_type', 'service', 'client_id'].find((name) => !form.get(name))
  if (missing !== undefined) return badRequest('MISSING_REQUIRED_FIELD', `missing ${missing} value`)
  const grants: Readonly<Record<string, (form: URLSearchParams, rules: TokenRules) => string | undefined>> = {
    password: passwordGrant,
    refresh_token: refreshGrant,
  }
  const grant = grants[form.get('grant_type') ?? '']
  if (grant === undefined) return badRequest('UNSUPPORTED_VALUE', 'unknown grant_type value')
  const user = grant(form, rules)
  if (user === undefined) return registryError(401, wrongLogin)
  const refresh = form.get('access_type') === 'offline' ? user : undefined
  const scopes = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '')
  return tokenAnswer({user, refresh, scopes}, {...rules, tokenField: 'access_token'}, issue)
}

function passwordGrant(form: URLSearchParams, rules: TokenRules): string | undefined {
  return authenticated({username: form.get('username') ?? '', password: form.get('password') ?? ''}, rules)
}

function refreshGrant(form: URLSearchParams, {users = sandboxUsers}: TokenRules): string | undefined {
  return users.find(({username}) => refreshToken(username) === form.get('refresh_token'))?.username
}

function authenticated({username, password}: Login, {users = sandboxUsers}: TokenRules): string | undefined {
  return users.find((user) => user.username === username && user.password === password)?.username
}

interface Grant {
  readonly user: string | undefined
  /** Who gets a refresh token with it. */
  readonly refresh: string | undefined
  readonly scopes: readonly string[]
}

function tokenAnswer({user, refresh, scopes}: Grant, rules: TokenRules, issue: IssueToken): Answer {
  const access = grantedAccess(rules.rights, user, scopes)
  if (rules.withoutRight === 'denied' && access.length < scopes.length) {
    return registryError(403, {code: 'DENIED', message: 'requested access to the resource is denied'})
  }
  const {expiresIn = 300, tokenField = 'both'} = rules
  const token = issue(user ?? '', access, expiresIn)
  return json(200, {
    ...(tokenField === 'access_token' ? {} : {token}),
    ...(tokenField === 'token' ? {} : {access_token: token}),
    expires_in: expiresIn,
    issued_at: new Date().toISOString(),
    ...(refresh === undefined ? {} : {refresh_token: refreshToken(refresh)}),
  })
}

const wrongLogin = {
  code: 'UNAUTHORIZED',
  message: 'authentication required',
  detail: 'invalid authorization credential',
}

function badRequest(code: string, detail: string): Answer {
  return registryError(400, {code, message: detail, detail})
}
