import {configPlatform} from './config-platform.ts'
import {type HttpResponse, headerOf} from './http-message.ts'
import {childFor, type IndexChild, indexChildren} from './image-index.ts'
import {smallBlob} from './image-manifest.ts'
import {acceptedManifests, isIndex, mediaTypeOf} from './manifest-type.ts'
import type {BlobReading, Content, Exchange, ProbeAnswer} from './probe.ts'
import {isPage, refusalMeaning} from './refusal.ts'
import type {RegistryClient} from './registry-client.ts'

/** What was found behind a manifest, but for the exchanges that it took. */
export interface FoundContent extends Omit<Content, 'exchanges'> {
  readonly kind: 'content'
}

/** Nodes of more kinds than these no cluster has. */
const mostPlatforms = 6

/** What most nodes are, for an image that no node is known to pull. */
const usualPlatform = 'linux/amd64'

/**
 * Goes on from a manifest as a pull does: below an index to the image of each platform by its digest, and from the first
 * image that is there to one byte of one small blob. The registry may send us to any host for that; the login stays
 * behind. A refusal of a manifest ends it, and is the answer to the whole question; one that is not there does not.
 */
export async function readContent(
  repository: string,
  manifest: HttpResponse,
  platforms: readonly string[],
  client: RegistryClient,
  exchanges: readonly Exchange[],
): Promise<FoundContent | ProbeAnswer> {
  if (!isIndexed(manifest)) {
    const other = await otherPlatform(repository, manifest, platforms, client)
    const alone = {missingPlatforms: [], missingChildren: [], ...(other !== undefined && {otherPlatform: other})}
    return withBlob(alone, repository, manifest, client, exchanges)
  }
  const {chosen, missingPlatforms} = chooseChildren(indexChildren(manifest.body) ?? [], platforms)
  const missingChildren: Content['missingChildren'][number][] = []
  let image: HttpResponse | undefined
  for (const [digest, platform] of chosen) {
    const reply = await client.ask('GET', `/v2/${repository}/manifests/${digest}`, {accept: acceptedManifests})
    if (reply.kind !== 'response') return reply
    if (reply.status >= 300 && reply.status !== 404) return refusalMeaning(reply)
    if (reply.status === 404) missingChildren.push({platform, digest})
    else image ??= reply
  }
  return withBlob({missingPlatforms, missingChildren}, repository, image, client, exchanges)
}

/** Its config is read only where it is known which nodes are to run it; what they run by older ways is theirs as well. */
async function otherPlatform(
  repository: string,
  {body}: HttpResponse,
  platforms: readonly string[],
  client: RegistryClient,
): Promise<string | undefined> {
  const own = platforms.length === 0 ? undefined : await configPlatform(repository, body, client)
  if (own === undefined) return undefined
  return platforms.some((platform) => childFor([{platform: own}], platform) !== undefined) ? undefined : own
}

/** Digests with the platform that each is for. */
interface Chosen {
  readonly chosen: ReadonlyMap<string, string>
  readonly missingPlatforms: readonly string[]
}

/** Where no platform is asked for, one image stands for all. */
function chooseChildren(children: readonly IndexChild[], platforms: readonly string[]): Chosen {
  if (platforms.length === 0) {
    const child = childFor(children, usualPlatform) ?? children.find(({digest}) => digest !== undefined)
    return {chosen: digestsOf([[child?.platform ?? usualPlatform, child]]), missingPlatforms: []}
  }
  const found = [...new Set(platforms)].slice(0, mostPlatforms).map((name) => [name, childFor(children, name)] as const)
  return {
    chosen: digestsOf(found),
    missingPlatforms: found.flatMap(([name, child]) => (child === undefined ? [name] : [])),
  }
}

function digestsOf(found: readonly (readonly [string, IndexChild | undefined])[]): ReadonlyMap<string, string> {
  return new Map(found.flatMap(([name, child]) => (child?.digest === undefined ? [] : [[child.digest, name]])))
}

async function withBlob(
  content: Omit<Content, 'blob' | 'exchanges'>,
  repository: string,
  image: HttpResponse | undefined,
  client: RegistryClient,
  exchanges: readonly Exchange[],
): Promise<FoundContent> {
  const digest = image === undefined || isIndexed(image) ? undefined : smallBlob(image.body)
  if (digest === undefined) return {kind: 'content', ...content}
  const answer = await readBlob(`/v2/${repository}/blobs/${digest}`, client)
  return {kind: 'content', ...content, blob: {host: lastHost(exchanges), digest, answer}}
}

async function readBlob(path: string, client: RegistryClient): Promise<BlobReading['answer']> {
  const reply = await client.ask('GET', path, {at: 'blob', firstBytes: 1})
  if (reply.kind !== 'response') return reply
  if (reply.status >= 300) return refusalMeaning(reply)
  if (isPage(reply)) return {kind: 'not-a-registry', reason: 'answers with a web page'}
  if (reply.body.length > 0) return {kind: 'readable'}
  const {bodyFailure, url} = reply
  if (bodyFailure === undefined) return {kind: 'not-a-registry', reason: 'answers without the bytes of the blob'}
  return {kind: 'unreachable', failure: {...bodyFailure, host: url.host, at: 'blob'}}
}

/** As it was recorded, so that a login that a redirect repeats is not in it. */
function lastHost(exchanges: readonly Exchange[]): string {
  const url = exchanges.at(-1)?.url ?? ''
  return URL.parse(url)?.host ?? url
}

function isIndexed(response: HttpResponse): boolean {
  return isIndex(mediaTypeOf(headerOf(response, 'content-type')))
}
