import {Sensitive} from '../credentials/sensitive.ts'
import {type Challenge, parseChallenges} from './challenge.ts'
import type {Answer, Conversation, Question, Reply} from './conversation.ts'
import {type HttpResponse, headerOf} from './http-message.ts'
import {basicAuthorization} from './login.ts'
import type {ProbeAnswer} from './probe.ts'
import {isWorthRepeating, nextTry} from './retry.ts'
import type {Session} from './session.ts'
import {fetchToken} from './token.ts'

/** Asks one registry as one identity. */
export interface RegistryClient {
  /** `path` begins with `/v2/`. A 401 that comes back though the identity was presented stands. */
  ask(method: 'GET' | 'HEAD', path: string, wanted?: Wanted): Promise<Reply>
  /** How the registry was answered: not at all, or by which scheme. */
  readonly presented: 'nothing' | 'basic' | 'bearer'
  /** Whether there is a registry at all: `GET /v2/`, as nobody (OCI distribution specification, end-1). */
  ping(): Promise<Reply>
}

/** What is asked for, beyond its path; `at` is the registry's API unless it is for a blob. */
export interface Wanted extends Pick<Question, 'accept' | 'firstBytes'> {
  readonly at?: 'registry' | 'blob'
}

/** `scopes` are asked of the token server, with those of the challenge. */
export function registryClient(
  registry: string,
  scopes: readonly string[],
  conversation: Conversation,
  session: Session,
): RegistryClient {
  let authorization: Sensitive | undefined
  let presented: RegistryClient['presented'] = 'nothing'

  function question(method: 'GET' | 'HEAD', path: string, wanted: Wanted = {}): Question {
    const {scheme, host, skipsTlsVerify} = session.endpoint(registry)
    const url = new URL(`${scheme}://${host}${path}`)
    return {method, at: 'registry', url, skipTlsVerify: skipsTlsVerify, ...wanted}
  }

  /** Where TLS finds no TLS, the same port is asked in plain HTTP as nobody: only HTTP that answers proves HTTP. */
  async function send(path: string, ask: () => Promise<Reply>): Promise<Reply> {
    const reply = await ask()
    if (reply.kind !== 'unreachable' || reply.failure.kind !== 'http-on-https') return reply
    const {url} = question('GET', path)
    if (reply.failure.at !== 'registry' || url.protocol !== 'https:') return reply
    const plain = await conversation.ask({method: 'GET', at: 'registry', url: new URL(`http://${url.host}/v2/`)})
    if (plain.kind !== 'response') {
      return {kind: 'unreachable', failure: {...reply.failure, kind: 'tls-handshake-failure'}}
    }
    // Another question of the run may have found the same meanwhile.
    const {scheme, fallsBackToHttp} = session.endpoint(registry)
    if (scheme === 'https' && !fallsBackToHttp) return reply
    session.fallBackToHttp(registry)
    return ask()
  }

  async function sendWithRetry(method: 'GET' | 'HEAD', path: string, wanted?: Wanted): Promise<Reply> {
    const attempt = (verb: 'GET' | 'HEAD') =>
      send(path, () =>
        conversation.askFollowing({...question(verb, path, wanted), ...(authorization && {authorization})}),
      )
    const reply = await attempt(method)
    if (reply.kind === 'unreachable' && isWorthRepeating(reply.failure)) return attempt(method)
    const next = reply.kind === 'response' ? nextTry(method, reply.status, headerOf(reply, 'retry-after')) : 'none'
    if (next === 'none') return reply
    return attempt(next === 'as-get' ? 'GET' : method)
  }

  async function ask(method: 'GET' | 'HEAD', path: string, wanted: Wanted = {}): Promise<Reply> {
    const {host} = session.endpoint(registry)
    if (!URL.canParse(`https://${host}`)) return noUrl(host)
    const reply = await sendWithRetry(method, path, wanted)
    if (reply.kind !== 'response' || reply.status !== 401) return reply
    const asked = question(method, path).url
    // Where blobs are kept nobody logs in: a 401 there is an answer like a 403.
    if (reply.url.origin !== asked.origin) return wanted.at === 'blob' ? reply : askedElsewhere(reply, conversation)
    if (!isAnswerable(reply)) return reply
    const answer = await answerChallenge(reply, asked)
    if (answer.kind !== 'presented') return answer
    authorization = answer.authorization
    presented = answer.scheme
    return ask(method, path, wanted)
  }

  /** Once, and again only by Basic where a token was not enough, as containerd does. */
  function isAnswerable(response: HttpResponse): boolean {
    const {login} = conversation
    if (presented === 'bearer') return login !== undefined && challengeOf(response)?.scheme === 'basic'
    return presented === 'nothing'
  }

  /** The first challenge that containerd understands decides (`AddResponses` in core/remotes/docker/authorizer.go). */
  async function answerChallenge(response: HttpResponse, asked: URL): Promise<Presented | ProbeAnswer> {
    const challenge = challengeOf(response)
    if (challenge === undefined) return {kind: 'unauthorized', at: 'registry', challenge: 'absent'}
    if (challenge.scheme === 'bearer') {
      const reply = await fetchToken(challenge, scopes, asked, conversation)
      if (reply.kind !== 'token') return reply
      return presentedAs('bearer', new Sensitive(`Bearer ${reply.token.reveal()}`))
    }
    const {login} = conversation
    if (login === undefined || login.username === '') return {kind: 'unauthorized', at: 'registry'}
    return presentedAs('basic', basicAuthorization(login))
  }

  return {
    ask,
    ping: () => send('/v2/', () => conversation.askFollowing(question('GET', '/v2/'))),
    get presented() {
      return presented
    },
  }
}

/** The challenge that is answered: nobody answers Digest. */
function challengeOf(response: HttpResponse): Challenge | undefined {
  const challenges = parseChallenges(response.headers.get('www-authenticate') ?? [])
  return challenges.find(({scheme}) => scheme !== 'digest')
}

interface Presented {
  readonly kind: 'presented'
  readonly scheme: 'basic' | 'bearer'
  readonly authorization: Sensitive
}

/** A challenge of another host is not the registry's: the login is not presented for it. */
function askedElsewhere(answer: Answer, {login, shown}: Conversation): Reply {
  if (login === undefined) return answer
  return {kind: 'refused', reason: `redirects to ${shown(answer.url.host)}, which asks for the login`}
}

/** Is it the login itself that is refused, and not what it asks for? Then asking again could lock its owner out. */
export function isLoginRefused(answer: {readonly kind: string; readonly at?: string}, client: RegistryClient): boolean {
  return answer.kind === 'unauthorized' && (answer.at === 'token' || client.presented === 'basic')
}

/** The grammar of references lets a port be any number; no URL does. */
function noUrl(host: string): ProbeAnswer {
  return {kind: 'unreachable', failure: {kind: 'protocol', host, at: 'registry', code: 'ERR_INVALID_URL'}}
}

function presentedAs(scheme: Presented['scheme'], authorization: Sensitive): Presented {
  return {kind: 'presented', scheme, authorization}
}
