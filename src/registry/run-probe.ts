import {manifestIdentifier, type Reference} from '../reference/reference.ts'
import {absenceAt, mayHideAbsence} from './absence.ts'
import {type Conversation, startConversation} from './conversation.ts'
import {type Http, type HttpResponse, headerOf} from './http-message.ts'
import {readContent} from './image-content.ts'
import {indexChildren} from './image-index.ts'
import {loginOf} from './login.ts'
import {acceptedManifests, digestOf, isIndex, mediaTypeOf} from './manifest-type.ts'
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
 * whether the repository is there; for a refusal, whether the registry would say the same of nothing; for a manifest
 * that is there, and only where the probe asks for it, what lies behind it. Every way this can go is an outcome;
 * nothing is thrown.
 */
export async function runProbe(probe: Probe, http: Http, session: Session): Promise<ProbeOutcome> {
  const login = loginOf(probe.attempt)
  const {registry, repository} = probe.reference
  const known = session.refusal(registry, login)
  if (known !== undefined) return known
  const conversation = startConversation(http, session, login)
  const client = registryClient(registry, [pullScope(repository)], conversation, session)
  const reading = await readManifest(probe, client, session)
  const {answer, content, exchanges} = await goOn(reading, probe, client, conversation)
  const absence = mayHideAbsence(answer, client, login) ? await absenceAt(probe, http, session) : undefined
  const {warnings, clockSkew} = conversation
  const outcome: ProbeOutcome = {
    ...shownAnswer(answer, conversation.shown),
    exchanges,
    ...(warnings.length > 0 && {warnings}),
    ...(reading.rateLimit && {rateLimit: reading.rateLimit}),
    ...(absence && {absence}),
    ...(content && {content}),
    ...(clockSkew !== undefined && {clockSkewSeconds: clockSkew}),
  }
  if (login !== undefined && outcome.kind === 'unauthorized' && isLoginRefused(outcome, client)) {
    session.rememberRefusal(registry, login, outcome)
  }
  return outcome
}

interface Reading {
  readonly answer: ProbeAnswer
  readonly rateLimit?: RateLimit | undefined
  /** The manifest itself, where it was read. */
  readonly manifest?: HttpResponse
}

/** The rest of the way, where it was asked for and there is a manifest to begin at. */
async function goOn(
  {answer, manifest}: Reading,
  {reference, platforms = [], depth}: Probe,
  client: RegistryClient,
  {exchanges}: Conversation,
): Promise<Pick<ProbeOutcome, 'exchanges' | 'content'> & {readonly answer: ProbeAnswer}> {
  if (depth !== 'layer' || manifest === undefined) return {answer, exchanges}
  const asked = exchanges.length
  const found = await readContent(reference.repository, manifest, platforms, client, exchanges)
  if (found.kind !== 'content') return {answer: found, exchanges}
  const {kind: _, ...content} = found
  return {answer, exchanges: exchanges.slice(0, asked), content: {...content, exchanges: exchanges.slice(asked)}}
}

async function readManifest(probe: Probe, client: RegistryClient, session: Session): Promise<Reading> {
  const {reference} = probe
  const path = manifestPath(reference.repository, manifestIdentifier(reference))
  const head = await client.ask('HEAD', path, {accept: acceptedManifests})
  if (head.kind !== 'response') return {answer: head}
  const rateLimit = rateLimitOf(head)
  if (head.status >= 300) return {answer: await explain(head, path, reference, client), rateLimit}
  if (isPage(head)) return {answer: webPage, rateLimit}
  // Where a registry tells no limit, reading strains none.
  const isRead = session.readsManifest(probe) || (probe.depth === 'layer' && rateLimit === undefined)
  if (!isRead) return {answer: readable(head), rateLimit}
  // A pull reads by the digest it was told, and some registries have the one and not the other.
  const digest = digestOf(headerOf(head, 'docker-content-digest'))
  const body = await client.ask('GET', digest === undefined ? path : manifestPath(reference.repository, digest), {
    accept: acceptedManifests,
  })
  if (body.kind !== 'response') return {answer: body, rateLimit}
  if (body.status >= 300) return {answer: refusalMeaning(body), rateLimit}
  if (isPage(body)) return {answer: webPage, rateLimit}
  return {answer: readable(head, body), rateLimit: rateLimitOf(body) ?? rateLimit, manifest: body}
}

const webPage: ProbeAnswer = {kind: 'not-a-registry', reason: 'answers with a web page'}

function manifestPath(repository: string, identifier: string): string {
  return `/v2/${repository}/manifests/${identifier}`
}

function readable(head: HttpResponse, body?: HttpResponse): ProbeAnswer {
  const digest = digestOf(headerOf(head, 'docker-content-digest'))
  const mediaType = mediaTypeOf(headerOf(body ?? head, 'content-type'))
  const children = body !== undefined && isIndex(mediaType) ? indexChildren(body.body) : undefined
  const platforms = children?.flatMap(({platform}) => platform ?? [])
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
  {repository, digest}: Reference,
  client: RegistryClient,
): Promise<ProbeAnswer> {
  if (!isWorthAsking(head, client)) return refusalMeaning(head)
  const body = await client.ask('GET', path, {accept: acceptedManifests})
  const explained = body.kind === 'response' && body.status === head.status ? body : head
  const meaning = refusalMeaning(explained)
  if (head.status !== 404 || meaning.kind === 'name-unknown') return meaning
  if (errorCodeOf(explained) === undefined && !(await isRegistry(client))) {
    return {kind: 'not-a-registry', reason: 'answers 404, and not as a registry does under /v2/'}
  }
  if (digest !== undefined && (await isBlob(repository, digest, client)))
    return {kind: 'manifest-unknown', isBlob: true}
  return narrowed(meaning, repository, client)
}

/**
 * Is the digest that of a blob? containerd, and it alone, looks for a digest among the blobs where it is no manifest
 * (`Resolve` in core/remotes/docker/resolver.go), finds an image's ID there and fails later for its media type. So the
 * blob is asked for and not taken for an image.
 */
async function isBlob(repository: string, digest: string, client: RegistryClient): Promise<boolean> {
  const blob = await client.ask('HEAD', `/v2/${repository}/blobs/${digest}`, {at: 'blob'})
  return blob.kind === 'response' && blob.status === 200 && !isPage(blob)
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
