import type {Sensitive} from '../credentials/sensitive.ts'
import {parseChallenges} from './challenge.ts'
import {startConversation} from './conversation.ts'
import type {Http} from './http-message.ts'
import {isObject, parseObject} from './json-object.ts'
import {limiter} from './limiter.ts'
import {type Login, loginOf} from './login.ts'
import type {Exchange, Probe, ProbeOutcome} from './probe.ts'
import {registryClient} from './registry-client.ts'
import {loginKey, type Session} from './session.ts'
import {fetchToken} from './token.ts'

/** What a token server lets a login do with a repository, by a token that it gave. */
export interface Grant {
  readonly repository: string
  readonly actions: readonly GrantedAction[]
  /** The scope that was asked for, which no URL shows where it was asked by POST. */
  readonly scope: string
  readonly exchange: Exchange
}

const knownActions = ['pull', 'push', 'delete', '*'] as const

export type GrantedAction = (typeof knownActions)[number]

/** What came of the question about one login: a grant where the server told one, and what went over the wire for it. */
export interface GrantAnswer {
  readonly grant?: Grant
  readonly exchanges: readonly Exchange[]
}

/** A question that was put to a registry, and its answer. */
export interface Answered {
  readonly probe: Probe
  readonly outcome: ProbeOutcome
}

const atOnce = 4

/**
 * What logins may do beyond pulling, by `loginKey`; a login that could not be asked about has no entry. Of each login and
 * registry one token is asked for, for an image that it could just read, and nothing is done with it.
 */
export async function askGrants(
  answered: readonly Answered[],
  http: Http,
  session: Session,
): Promise<ReadonlyMap<string, GrantAnswer>> {
  const chosen = new Map<string, () => Promise<GrantAnswer>>()
  for (const {probe, outcome} of answered) {
    const login = loginOf(probe.attempt)
    const verb = tokenVerb(outcome)
    if (login === undefined || verb === undefined) continue
    const key = loginKey(probe.reference.registry, login)
    if (!chosen.has(key)) chosen.set(key, () => askGrant(probe, login, verb, http, session))
  }
  const inTurn = limiter(atOnce)
  return new Map(await Promise.all([...chosen].map(async ([key, ask]) => [key, await inTurn(ask)] as const)))
}

/**
 * How the token server gave the token that read the manifest; undefined where there was none. Of what was not read nothing
 * is asked: Quay makes a repository for whoever may, when a token to push to it is asked for.
 */
function tokenVerb({kind, exchanges}: ProbeOutcome): 'GET' | 'POST' | undefined {
  if (kind !== 'readable') return undefined
  const given = exchanges.findLast(({at, status = 0}) => at === 'token' && status >= 200 && status < 300)
  return given?.method === 'GET' || given?.method === 'POST' ? given.method : undefined
}

async function askGrant(
  {reference: {registry, repository}}: Probe,
  login: Login,
  verb: 'GET' | 'POST',
  http: Http,
  session: Session,
): Promise<GrantAnswer> {
  const conversation = startConversation(http, session, login)
  const {exchanges} = conversation
  const reply = await registryClient(registry, [], conversation, session).ping()
  const {scheme, host} = session.endpoint(registry)
  // What another host asks for is not the registry's question.
  if (reply.kind !== 'response' || reply.url.origin !== new URL(`${scheme}://${host}`).origin) return {exchanges}
  const challenges = parseChallenges(reply.headers.get('www-authenticate') ?? [])
  const challenge = challenges.find((one) => one.scheme !== 'digest')
  if (challenge?.scheme !== 'bearer') return {exchanges}
  const scope = `repository:${repository}:pull,push`
  const token = await fetchToken(challenge, [scope], reply.url, conversation, verb)
  const actions = token.kind === 'token' ? grantedActions(token.token, repository) : []
  const exchange = exchanges.at(-1)
  if (actions.length === 0 || exchange === undefined) return {exchanges}
  return {exchanges, grant: {repository, actions, scope, exchange}}
}

/**
 * The actions that a token itself allows (Distribution, "Token Authentication Implementation": the claim `access`). A server
 * gives of what is asked what it may, so that a token alone says nothing; one that cannot be read allows nothing here.
 */
function grantedActions(token: Sensitive, repository: string): readonly GrantedAction[] {
  const [, payload = ''] = token.reveal().split('.')
  const access = parseObject(Buffer.from(payload, 'base64url').toString('utf8'))?.['access']
  const entries = Array.isArray(access) ? access.filter(isObject) : []
  const actions = entries
    .filter(({type, name}) => type === 'repository' && name === repository)
    .flatMap((entry) => entry['actions'])
  return knownActions.filter((action) => actions.includes(action))
}
