import {isObject, type JsonObject, parseObject} from './json-object.ts'

/** What containerd asks for, in its order (`Resolve` in core/remotes/docker/resolver.go). */
export const acceptedManifests = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  '*/*',
].join(', ')

const indexTypes = new Set([
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json',
])

/** `type/subtype` in lower case, without parameters; undefined where the header holds none. */
export function mediaTypeOf(contentType: string | undefined): string | undefined {
  return /^\s*([\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127})\s*(?:;|$)/.exec(contentType ?? '')?.[1]?.toLowerCase()
}

/** An index or manifest list: one tag for several platforms. */
export function isIndex(mediaType: string | undefined): boolean {
  return indexTypes.has(mediaType ?? '')
}

/** A page for people; a registry never sends one. */
export function isWebPage(mediaType: string | undefined): boolean {
  return mediaType === 'text/html' || mediaType === 'application/xhtml+xml'
}

/** `Docker-Content-Digest`, where it is a digest by the grammar of the OCI image specification ("Digests"). */
export function digestOf(header: string | undefined): string | undefined {
  return header !== undefined && /^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[\w=-]{1,200}$/.test(header) ? header : undefined
}

/** An index names this many platforms at most; a longer one is hostile. */
const mostPlatforms = 100

/**
 * `os/architecture[/variant]` of each image in an index, in its order (OCI image specification, "Image Index");
 * undefined where the bytes are no index. Attestations, which buildkit files under `unknown/unknown`, are no platforms.
 */
export function indexPlatforms(body: Uint8Array): readonly string[] | undefined {
  const manifests = parseObject(Buffer.from(body).toString('utf8'))?.['manifests']
  if (!Array.isArray(manifests)) return undefined
  return manifests.slice(0, mostPlatforms).flatMap((entry: unknown) => {
    const platform = isObject(entry) ? entry['platform'] : undefined
    const name = isObject(platform) ? platformName(platform) : undefined
    return name === undefined || name.startsWith('unknown/') ? [] : [name]
  })
}

function platformName(platform: JsonObject): string | undefined {
  const {os, architecture, variant} = platform
  if (!isPlatformWord(os) || !isPlatformWord(architecture)) return undefined
  return isPlatformWord(variant) ? `${os}/${architecture}/${variant}` : `${os}/${architecture}`
}

function isPlatformWord(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.-]{1,32}$/.test(value)
}
