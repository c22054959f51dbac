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

/** The text, where it is a digest by the grammar of the OCI image specification ("Digests"). */
export function digestOf(text: string | undefined): string | undefined {
  return text !== undefined && /^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[\w=-]{1,200}$/.test(text) ? text : undefined
}
