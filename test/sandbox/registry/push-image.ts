import {type HttpCall, type HttpResult, httpCall} from './http-call.ts'
import {buildImage, buildIndex, type Content, type Image, type ImageOptions} from './image.ts'

/** Where to push, and as whom. */
export interface PushTarget {
  readonly url: string
  /** The authority to trust, where the registry speaks TLS. */
  readonly ca?: string
  /** The header: `basicAuthorization(alice)`, or a Bearer token of `seedingToken`. */
  readonly authorization?: string
}

export interface PushOptions extends Partial<ImageOptions> {
  readonly repository: string
  readonly tag: string
  /** An index with an image for each, as `linux/arm64/v8`; without it, one image for linux/amd64 and no index. */
  readonly platforms?: readonly string[]
}

export interface PushedImage {
  /** Of what the tag points to. */
  readonly digest: string
  readonly mediaType: string
  readonly images: readonly Image[]
}

/** Pushes a small image by the steps of the OCI distribution specification ("Push"), and fails at the first refusal. */
export async function pushImage(target: PushTarget, options: PushOptions): Promise<PushedImage> {
  const {repository, tag, platforms} = options
  const kind = {label: `${repository}:${tag}`, ...options}
  if (platforms === undefined) {
    const image = buildImage('linux/amd64', kind)
    await pushContents(target, repository, image)
    await putManifest(target, repository, tag, image.manifest)
    return {digest: image.manifest.digest, mediaType: image.manifest.mediaType, images: [image]}
  }
  const {manifest, images} = buildIndex(platforms, kind)
  for (const image of images) {
    await pushContents(target, repository, image)
    await putManifest(target, repository, image.manifest.digest, image.manifest)
  }
  await putManifest(target, repository, tag, manifest)
  return {digest: manifest.digest, mediaType: manifest.mediaType, images}
}

/**
 * A tag whose index is whole and one of whose images is gone, as a retention rule leaves it. Registries refuse to take
 * an index with a hole; they do not refuse to make one.
 */
export async function pushIndexWithHole(
  target: PushTarget,
  options: PushOptions & {readonly platforms: readonly string[]; readonly missing: string},
): Promise<PushedImage> {
  const pushed = await pushImage(target, options)
  const image = pushed.images.find(({platform}) => platform === options.missing)
  if (image === undefined) throw new Error(`the index has no image for ${options.missing}`)
  await call(target, 202, `/v2/${options.repository}/manifests/${image.manifest.digest}`, {method: 'DELETE'})
  return pushed
}

async function pushContents(target: PushTarget, repository: string, {config, layer}: Image): Promise<void> {
  await pushBlob(target, repository, config)
  await pushBlob(target, repository, layer)
}

async function pushBlob(target: PushTarget, repository: string, blob: Content): Promise<void> {
  const started = await call(target, 202, `/v2/${repository}/blobs/uploads/`, {method: 'POST'})
  const location = new URL(started.headers.location ?? '', target.url)
  location.searchParams.set('digest', blob.digest)
  const headers = {'Content-Type': 'application/octet-stream'}
  await call(target, 201, `${location.pathname}${location.search}`, {method: 'PUT', headers, body: blob.bytes})
}

async function putManifest(target: PushTarget, repository: string, reference: string, manifest: Content) {
  const headers = {'Content-Type': manifest.mediaType}
  await call(target, 201, `/v2/${repository}/manifests/${reference}`, {method: 'PUT', headers, body: manifest.bytes})
}

async function call(target: PushTarget, expected: number, path: string, request: HttpCall): Promise<HttpResult> {
  const result = await httpCall(`${target.url}${path}`, {
    ...request,
    headers: {...request.headers, ...(target.authorization ? {Authorization: target.authorization} : {})},
    ...(target.ca === undefined ? {} : {ca: target.ca}),
  })
  if (result.status === expected) return result
  throw new Error(`${request.method} ${path} was answered ${result.status} instead of ${expected}: ${result.body}`)
}
