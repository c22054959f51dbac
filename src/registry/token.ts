import {Sensitive} from '../credentials/sensitive.ts'
import type {Challenge} from './challenge.ts'
import type {Conversation} from './conversation.ts'
import {parseErrorBody} from './error-code.ts'
import {bodyText, type HttpResponse, headerOf} from './http-message.ts'
import {basicAuthorization, formsOf, type Login} from './login.ts'
import type {ProbeAnswer} from './probe.ts'
import {retryAfterSeconds} from './rate-limit.ts'
import {checkRealm} from './realm.ts'
import {challengeScopes, mergeScopes} from './scope.ts'
import {readTokenAnswer, type TokenAnswer} from './token-answer.ts'

/** What containerd calls itself at token servers. */
const clientId = 'containerd-client'

/** A token, to be presented as `Authorization: Bearer`; or why there is none. */
export type TokenReply = {readonly kind: 'token'; readonly token: Sensitive} | ProbeAnswer

/**
 * Asks a token server for a token, in containerd's order (`doBearerAuth` in core/remotes/docker/authorizer.go):
 * somebody by the OAuth2 form first, and by GET where the server does not know that; nobody by GET. `asked` is the
 * registry's URL that sent the challenge. With a `verb` this way alone is gone: the server is known to take it.
 */
export async function fetchToken(
  challenge: Challenge,
  scopes: readonly string[],
  asked: URL,
  conversation: Conversation,
  verb?: 'GET' | 'POST',
): Promise<TokenReply> {
  const reply = await askForToken(challenge, scopes, asked, conversation, verb)
  if (reply.kind === 'token') conversation.confidence.keep(formsOf(reply.token))
  return reply
}

async function askForToken(
  challenge: Challenge,
  scopes: readonly string[],
  asked: URL,
  conversation: Conversation,
  verb?: 'GET' | 'POST',
): Promise<TokenReply> {
  const {login} = conversation
  const destination = checkRealm(challenge.parameters.get('realm'), asked, login === undefined ? 'nothing' : 'login')
  if (destination.kind === 'refused') return {...destination, reason: conversation.shown(destination.reason)}
  conversation.warn(destination)
  const request = {
    url: destination.url,
    service: challenge.parameters.get('service') ?? '',
    scopes: mergeScopes(scopes, challengeScopes(challenge.parameters.get('scope'))),
  }
  if (login === undefined || verb === 'GET') return fetchByGet(request, conversation)
  const form = new Sensitive(tokenForm(request, login))
  const posted = await conversation.ask({method: 'POST', at: 'token', url: request.url, form})
  if (posted.kind !== 'response') return posted
  return verb === undefined && isPostUnknown(posted.status, login)
    ? fetchByGet(request, conversation)
    : tokenOf(posted, 'POST')
}

interface TokenRequest {
  readonly url: URL
  readonly service: string
  readonly scopes: readonly string[]
}

/** Distribution, "OAuth2 Token Authentication"; without a user name the password is a refresh token. */
function tokenForm({service, scopes}: TokenRequest, {username, password}: Login): string {
  const grant =
    username === ''
      ? {grant_type: 'refresh_token', refresh_token: password.reveal()}
      : {grant_type: 'password', username, password: password.reveal()}
  const form = new URLSearchParams({service, client_id: clientId, ...grant})
  if (scopes.length > 0) form.set('scope', scopes.join(' '))
  return form.toString()
}

/** GCR says 404, Artifactory 401 and ACR 400 to a form they do not know; 405 is believed of a user name only. */
function isPostUnknown(status: number, login: Login): boolean {
  return status === 400 || status === 401 || status === 404 || (status === 405 && login.username !== '')
}

/**
 * Distribution, "Token Authentication Specification". A redirect is followed by nobody's question only: a login stays
 * where the registry sent it.
 */
async function fetchByGet({url, service, scopes}: TokenRequest, conversation: Conversation): Promise<TokenReply> {
  const {login} = conversation
  const target = new URL(url)
  if (service !== '') target.searchParams.append('service', service)
  for (const scope of scopes) target.searchParams.append('scope', scope)
  const question = {method: 'GET', at: 'token', url: target} as const
  const reply =
    login === undefined
      ? await conversation.askFollowing(question)
      : await conversation.ask({...question, authorization: basicAuthorization(login)})
  return reply.kind === 'response' ? tokenOf(reply, 'GET') : reply
}

function tokenOf(response: HttpResponse, method: 'GET' | 'POST'): TokenReply {
  const {status, body, bodyFailure} = response
  if (status >= 400) return tokenRefusal(response)
  const answer = bodyFailure === undefined ? readTokenAnswer(body, method) : noToken
  if (answer.kind === 'unreadable') {
    return {
      kind: 'not-a-registry',
      reason: `the token server answers with an "${answer.field}" that runtimes cannot read`,
    }
  }
  // What cannot stand in a header is no token (RFC 6750, section 2.1, and a little more: some are not base64).
  if (answer.kind === 'token' && /^[\x21-\x7e]+$/.test(answer.text)) {
    return {kind: 'token', token: new Sensitive(answer.text)}
  }
  const location = headerOf(response, 'location')
  const instead = location === undefined ? 'answers without a token' : 'redirects instead of giving a token'
  return {kind: 'not-a-registry', reason: `the token server ${instead}`}
}

const noToken: TokenAnswer = {kind: 'none'}

/** The status leads; a server that speaks OAuth2 says with 400 what others say with 401 (RFC 6749, section 5.2). */
function tokenRefusal(response: HttpResponse): ProbeAnswer {
  const {status} = response
  const code = parseErrorBody(bodyText(response))[0]?.code.toLowerCase() ?? ''
  if (status === 429 || code === 'toomanyrequests') {
    const seconds = retryAfterSeconds(headerOf(response, 'retry-after'), new Date())
    return {kind: 'rate-limited', ...(seconds !== undefined && {retryAfterSeconds: seconds})}
  }
  if (status >= 500) return {kind: 'server-error', status}
  if (status === 403 || code === 'denied') return {kind: 'denied', at: 'token'}
  const isRefused = ['unauthorized', 'invalid_grant', 'invalid_client', 'unauthorized_client'].includes(code)
  if (status === 401 || isRefused) return {kind: 'unauthorized', at: 'token'}
  return {kind: 'not-a-registry', reason: `the token server answers ${status}`}
}
