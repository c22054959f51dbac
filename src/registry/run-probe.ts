import {manifestIdentifier} from '../reference/reference.ts'
import {absenceAt, mayHideAbsence} from './absence.ts'
import {startConversation} from './conversation.ts'
import {type Http, type HttpResponse, headerOf} from './http-message.ts'
import {loginOf} from './login.ts'
import {acceptedManifests, digestOf, indexPlatforms, isIndex, mediaTypeOf} from './manifest-type.ts'
import type {Probe, ProbeAnswer, ProbeOutcome} from './probe.ts'
import {parseRateLimit, type RateLimit} from './rate-limit.ts'
import {errorCodeOf, isPage, refusalMeaning} from './refusal.ts'
import {isLoginRefused, type RegistryClient, registryClient} from './registry-client.ts'
import {pullScope} from './scope.ts'
import type {Session} from './session.ts'

export type {Http, HttpRequest, HttpResponse, HttpResult} from './http-message.ts'
export {type Session, type SessionOptions, startSession} from './session.ts'

/**
 * Asks a registry as a node would, and is never louder than a node: the manifest by HEAD, the challenge answered, HEAD
 * again (`Resolve` in containerd). Then, since HEAD has no body, the refusal's words by GET; for an absent manifest,
 * whether the repository is there; for a refusal, whether the registry would say the same of nothing. Every way this
 * can go is an outcome; nothing is thrown.
 */
export async function runProbe(probe: Probe, http: Http, session: Session): Promise<ProbeOutcome> {
  const login = loginOf(probe.attempt)
  const {registry, repository} = probe.reference
  const known = session.refusal(registry, login)
  if (known !== undefined) return known
  const conversation = startConversation(http, session, login)
  const client = registryClient(registry, [pullScope(repository)], conversation, session)
  const {answer, rateLimit} = await readManifest(probe, client, session)
  const absence = mayHideAbsence(answer, client, login) ? await absenceAt(probe, http, session) : undefined
  const {exchanges, warnings} = conversation
  const outcome: ProbeOutcome = {
    ...shownAnswer(answer, conversation.shown),
    exchanges,
    ...(warnings.length > 0 && {warnings}),
    ...(rateLimit && {rateLimit}),
    ...(absence && {absence}),
  }
  if (login !== undefined && outcome.kind === 'unauthorized' && isLoginRefused(outcome, client)) {
    session.rememberRefusal(registry, login, outcome)
  }
  return outcome
}

interface Reading {
  readonly answer: ProbeAnswer
  readonly rateLimit?: RateLimit | undefined
}

async function readManifest(probe: Probe, client: RegistryClient, session: Session): Promise<Reading> {
  const {reference} = probe
  const path = manifestPath(reference.repository, manifestIdentifier(reference))
  const head = await client.ask('HEAD', path, acceptedManifests)
  if (head.kind !== 'response') return {answer: head}
  const rateLimit = rateLimitOf(head)
  if (head.status >= 300) return {answer: await explain(head, path, reference.repository, client), rateLimit}
  if (isPage(head)) return {answer: webPage, rateLimit}
  if (!session.readsManifest(probe)) return {answer: readable(head), rateLimit}
  // A pull reads by the digest it was told, and some registries have the one and not the other.
  const digest = digestOf(headerOf(head, 'docker-content-digest'))
  const body = await client.ask(
    'GET',
    digest === undefined ? path : manifestPath(reference.repository, digest),
    acceptedManifests,
  )
  if (body.kind !== 'response') return {answer: body, rateLimit}
  if (body.status >= 300) return {answer: refusalMeaning(body), rateLimit}
  if (isPage(body)) return {answer: webPage, rateLimit}
  return {answer: readable(head, body), rateLimit: rateLimitOf(body) ?? rateLimit}
}

const webPage: ProbeAnswer = {kind: 'not-a-registry', reason: 'answers with a web page'}

function manifestPath(repository: string, identifier: string): string {
  return `/v2/${repository}/manifests/${identifier}`
}

function readable(head: HttpResponse, body?: HttpResponse): ProbeAnswer {
  const digest = digestOf(headerOf(head, 'docker-content-digest'))
  const mediaType = mediaTypeOf(headerOf(body ?? head, 'content-type'))
  const platforms = body !== undefined && isIndex(mediaType) ? indexPlatforms(body.body) : undefined
  return {
    kind: 'readable',
    ...(digest !== undefined && {digest}),
    ...(mediaType !== undefined && {mediaType}),
    ...(platforms && {platforms}),
  }
}

/** The status of HEAD decides, as it does for a node; GET adds the code and the words. */
async function explain(
  head: HttpResponse,
  path: string,
  repository: string,
  client: RegistryClient,
): Promise<ProbeAnswer> {
  if (!isWorthAsking(head, client)) return refusalMeaning(head)
  const body = await client.ask('GET', path, acceptedManifests)
  const explained = body.kind === 'response' && body.status === head.status ? body : head
  const meaning = refusalMeaning(explained)
  if (head.status !== 404 || meaning.kind === 'name-unknown') return meaning
  if (errorCodeOf(explained) === undefined && !(await isRegistry(client))) {
    return {kind: 'not-a-registry', reason: 'answers 404, and not as a registry does under /v2/'}
  }
  return narrowed(meaning, repository, client)
}

/** A limit is not strained for the sake of its words, nor is a refused password sent once more. */
function isWorthAsking(head: HttpResponse, client: RegistryClient): boolean {
  if (head.status === 401) return client.presented === 'bearer'
  return head.status >= 400 && head.status < 500 && head.status !== 429
}

/** A registry answers `/v2/` with 200 or 401 (OCI distribution specification, end-1), and never with a page. */
async function isRegistry(client: RegistryClient): Promise<boolean> {
  const reply = await client.ping()
  return reply.kind === 'response' && (reply.status === 200 || reply.status === 401) && !isPage(reply)
}

/**
 * Repository or tag? Many registries say MANIFEST_UNKNOWN, or nothing, for both; the list of tags knows (OCI
 * distribution specification, end-8b). Where it does not tell, what the registry said stands.
 */
async function narrowed(meaning: ProbeAnswer, repository: string, client: RegistryClient): Promise<ProbeAnswer> {
  const tags = await client.ask('GET', `/v2/${repository}/tags/list?n=1`)
  if (tags.kind !== 'response' || isPage(tags)) return meaning
  if (tags.status === 200) return {kind: 'manifest-unknown'}
  return tags.status === 404 && errorCodeOf(tags) === 'NAME_UNKNOWN' ? {kind: 'name-unknown'} : meaning
}

function rateLimitOf(response: HttpResponse): RateLimit | undefined {
  return parseRateLimit(headerOf(response, 'ratelimit-limit'), headerOf(response, 'ratelimit-remaining'))
}

/** What the registry wrote into the answer, fit to be shown. */
function shownAnswer(answer: ProbeAnswer, shown: (text: string) => string): ProbeAnswer {
  if (answer.kind !== 'readable') return answer
  const {digest, mediaType, platforms} = answer
  return {
    kind: 'readable',
    ...(digest !== undefined && {digest: shown(digest)}),
    ...(mediaType !== undefined && {mediaType: shown(mediaType)}),
    ...(platforms && {platforms: platforms.map(shown)}),
  }
}
