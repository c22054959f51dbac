import {redactText} from '../credentials/redact-text.ts'
import {clockSkewSeconds} from './clock-skew.ts'
import type {Confidence} from './confidence.ts'
import {parseErrorBody} from './error-code.ts'
import {bodyText, type Http, type HttpRequest, type HttpResponse, type HttpResult, headerOf} from './http-message.ts'
import {type Login, secretsOf} from './login.ts'
import type {Exchange, ProbeAnswer} from './probe.ts'
import {checkDestination, type Destination} from './realm.ts'
import {redactUrl} from './redact-url.ts'
import {waitedFor} from './retry.ts'
import type {Session} from './session.ts'
import {interruption} from './transport-failure.ts'
import {visibleText} from './visible-text.ts'

/** A request, and whom it is for. */
export type Question = Omit<HttpRequest, 'signal'> & Pick<Exchange, 'at'>

/** An answer to go on with, or the end of the conversation. */
export type Reply = Answer | ProbeAnswer

/** A response with the URL that gave it, which redirects may have changed. */
export interface Answer extends HttpResponse {
  readonly url: URL
}

/** The exchange with one registry and its token server for one question, recorded as it may be shown. */
export interface Conversation {
  readonly exchanges: readonly Exchange[]
  readonly warnings: readonly string[]
  /** By the registry's first answer; see `clockSkewSeconds`. */
  readonly clockSkew: number | undefined
  /** The login this conversation presents, if any. */
  readonly login: Login | undefined
  readonly confidence: Confidence
  /** Sends one request; what no answer came to is an end. */
  ask(question: Question): Promise<Reply>
  /** The same for GET and HEAD, and goes where redirects lead; to another host without the authorization. */
  askFollowing(question: Question): Promise<Reply>
  warn(destination: Destination): void
  /** Text of a server as it may be shown: visible, bounded, and without what the server was told in confidence. */
  shown(text: string): string
}

/** As many as containerd follows: the tenth ends the way (`do` in core/remotes/docker/resolver.go). */
const mostRedirects = 9

/** More than is ever shown of a server's text. */
const longestShown = 2000

/** `login` is kept out of everything that is recorded, in each form in which it may come back. */
export function startConversation(http: Http, session: Session, login: Login | undefined): Conversation {
  const exchanges: Exchange[] = []
  const warnings = new Set<string>()
  const secrets = login === undefined ? [] : secretsOf(login).map((secret) => secret.toLowerCase())
  const inText = secrets.filter(({length}) => length >= 4)
  // A short password such as "admin" stands in many a URL by chance.
  const inUrl = secrets.filter(({length}) => length >= 8)
  const {signal, confidence} = session
  confidence.keep(secrets)
  let own: {readonly host: string; readonly skipTlsVerify: boolean} | undefined
  let clockSkew: number | undefined

  function withheld(text: string, hidden: readonly string[]): string {
    const lower = text.toLowerCase()
    if (hidden.some((secret) => lower.includes(secret))) return '[redacted: repeats the login]'
    return confidence.isBroken(text) ? '[redacted: repeats a secret]' : text
  }

  function shown(text: string): string {
    return visibleText(redactText(withheld(text, inText).slice(0, longestShown)))
  }

  /** Where the registry sent us it could have put the login; its own name was known before. */
  function shownOf(url: URL, text: string): string {
    return url.host === own?.host && exchanges.length === 0 ? text : withheld(text, inUrl)
  }

  async function ask({at, ...request}: Question): Promise<Reply> {
    const {url} = request
    own ??= {host: url.host, skipTlsVerify: request.skipTlsVerify === true}
    const isOwn = url.host === own.host
    const host = isOwn ? hostAndPort(url) : withheld(hostAndPort(url), inUrl)
    if (signal?.aborted) return {kind: 'unreachable', failure: {...interruption(signal), host, at}}
    // A token server on the registry's own host shows the registry's own certificate.
    const sent = {...request, skipTlsVerify: isOwn && own.skipTlsVerify, ...(signal && {signal})}
    let result = await send(sent, at)
    if (await waitedFor(result, url.host, session)) result = await send(sent, at)
    if (isOwn && result.kind === 'response') clockSkew ??= clockSkewSeconds(result, new Date())
    switch (result.kind) {
      case 'response':
        return {...result, url}
      case 'failure':
        return {kind: 'unreachable', failure: {...result.cause, host, at}}
      case 'blocked':
        return {kind: 'refused', reason: `${host} is a link-local or metadata address`}
    }
  }

  async function send(request: HttpRequest, at: Exchange['at']): Promise<HttpResult> {
    session.countRequest()
    const result = await http.send(request)
    exchanges.push({method: request.method, url: shownOf(request.url, redactUrl(request.url)), at, ...answerOf(result)})
    return result
  }

  async function askFollowing(question: Question): Promise<Reply> {
    let next = question
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      const reply = await ask(next)
      const target = reply.kind === 'response' ? redirectTarget(reply, next.url) : undefined
      if (target === undefined) return reply
      const destination = checkDestination(target, question.url, 'redirect')
      if (destination.kind === 'refused') return {...destination, reason: shown(destination.reason)}
      warn(destination)
      next = redirected(next, target)
    }
    return {kind: 'not-a-registry', reason: 'redirects without end'}
  }

  function warn(destination: Destination): void {
    if (destination.kind === 'allowed' && destination.warning !== undefined) warnings.add(shown(destination.warning))
  }

  function answerOf(result: HttpResult): Pick<Exchange, 'status' | 'code' | 'message'> {
    if (result.kind !== 'response') return {}
    const [error] = result.status < 400 ? [] : parseErrorBody(bodyText(result))
    return {
      status: result.status,
      ...(error && error.code !== '' && {code: shown(error.code)}),
      ...(error && error.message !== '' && {message: shown(error.message)}),
    }
  }

  return {
    exchanges,
    login,
    confidence,
    ask,
    askFollowing,
    warn,
    shown,
    get warnings() {
      return [...warnings]
    },
    get clockSkew() {
      return clockSkew
    },
  }
}

/**
 * Where a redirect leads; undefined for what is none (RFC 9110, section 15.4), and for a location that is no web URL.
 */
function redirectTarget(response: HttpResponse, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(response.status)) return undefined
  const location = headerOf(response, 'location')
  const target = location === undefined ? null : URL.parse(location, from)
  return target?.protocol === 'https:' || target?.protocol === 'http:' ? target : undefined
}

/** Another scheme, host or port is somebody else: what was said in confidence stays here. */
function redirected(question: Question, url: URL): Question {
  if (url.origin === question.url.origin) return {...question, url}
  const {authorization: _, ...open} = question
  return {...open, url}
}

function hostAndPort(url: URL): string {
  return url.port === '' ? `${url.hostname}:${url.protocol === 'http:' ? '80' : '443'}` : url.host
}
