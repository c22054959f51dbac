import {startConversation} from './conversation.ts'
import type {Http} from './http-message.ts'
import type {Login} from './login.ts'
import type {Exchange, ProbeAnswer} from './probe.ts'
import {isPage, refusalMeaning} from './refusal.ts'
import {isLoginRefused, type RegistryClient, registryClient} from './registry-client.ts'
import {startSession} from './session.ts'

/** What a registry says to a login alone, before it is used for any image. */
export type LoginCheck = LoginAnswer & {
  readonly exchanges: readonly Exchange[]
  readonly warnings?: readonly string[]
  /** See `ProbeOutcome`. */
  readonly clockSkewSeconds?: number
}

type LoginAnswer =
  | {readonly kind: 'accepted'}
  /** The registry lets everybody in under `/v2/`: it was never shown the login, and proves nothing about it. */
  | {readonly kind: 'not-asked'}
  | Extract<
      ProbeAnswer,
      {readonly kind: 'unauthorized' | 'denied' | 'rate-limited' | 'server-error' | 'not-a-registry'}
    >
  | Extract<ProbeAnswer, {readonly kind: 'unreachable' | 'refused'}>

/**
 * Presents a login as `docker login` does: `GET /v2/`, its challenge answered without a scope, `GET /v2/` again (OCI
 * distribution specification, end-1). It is presented once, and not at all where it was refused before in this run.
 */
export async function checkLogin(
  registry: string,
  login: Login,
  http: Http,
  session = startSession(),
): Promise<LoginCheck> {
  const known = session.refusal(registry, login)
  if (known !== undefined) return known
  const conversation = startConversation(http, session, login)
  const client = registryClient(registry, [], conversation, session)
  const answer = await presentLogin(client)
  const {exchanges, warnings, clockSkew} = conversation
  const recorded = {
    exchanges,
    ...(warnings.length > 0 && {warnings}),
    ...(clockSkew !== undefined && {clockSkewSeconds: clockSkew}),
  }
  if (answer.kind === 'unauthorized' && isLoginRefused(answer, client)) {
    session.rememberRefusal(registry, login, {...answer, ...recorded})
  }
  return {...answer, ...recorded}
}

async function presentLogin(client: RegistryClient): Promise<LoginAnswer> {
  const reply = await client.ask('GET', '/v2/')
  if (reply.kind !== 'response') return loginAnswer(reply)
  if (reply.status >= 300) return loginAnswer(refusalMeaning(reply))
  if (isPage(reply)) return {kind: 'not-a-registry', reason: 'answers with a web page under /v2/'}
  return {kind: client.presented === 'nothing' ? 'not-asked' : 'accepted'}
}

/** A manifest's answers cannot be given to a question for none. */
function loginAnswer(answer: ProbeAnswer): LoginAnswer {
  switch (answer.kind) {
    case 'readable':
    case 'manifest-unknown':
    case 'name-unknown':
    case 'not-found':
      return {kind: 'not-a-registry', reason: 'answers 404 under /v2/'}
    case 'unauthorized':
    case 'denied':
    case 'rate-limited':
    case 'server-error':
    case 'not-a-registry':
    case 'unreachable':
    case 'refused':
      return answer
  }
}
