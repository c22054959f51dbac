import {type Answer, registryError, response} from './answer.ts'
import type {Content, Image, ImageIndex} from './image.ts'
import type {RecordedRequest} from './recorded-request.ts'
import type {Behaviour} from './scripted-registry.ts'

/** A registry that holds one image under every name, for everybody, and what it does about its parts. */
export interface ImageRegistry {
  readonly image: Image | ImageIndex
  /** The answer to a child of the index instead of the child; undefined gives it. */
  readonly child?: (digest: string) => Answer | undefined
  /** The answer to every question for a blob instead of the blob. */
  readonly blob?: (request: RecordedRequest) => Answer
}

export function imageRegistry({image, child, blob}: ImageRegistry): Behaviour {
  const {manifest} = image
  const images = 'images' in image ? image.images : [image]
  const blobs = images.flatMap(({config, layer}) => [config, layer])
  return (request) => {
    const [, kind, name = ''] = /\/(manifests|blobs|tags)\/([^/?]+)/.exec(request.url) ?? []
    if (kind === 'tags') return response(200, {}, '{"tags":[]}')
    if (kind === 'blobs') return blob?.(request) ?? blobAnswer(blobs, request)
    const asked = images.find((one) => one.manifest.digest === name && name !== manifest.digest)
    return (asked && child?.(name)) ?? contentAnswer(asked?.manifest ?? manifest)
  }
}

/** The blob that the request's path ends in, by its `Range` as far as that is one byte. */
export function blobAnswer(blobs: readonly Content[], {url, headers}: RecordedRequest): Answer {
  const found = blobs.find(({digest}) => url.split('?')[0]?.endsWith(digest))
  if (found === undefined) return registryError(404, {code: 'BLOB_UNKNOWN', message: 'blob unknown to registry'})
  if (headers.range !== 'bytes=0-0') return response(200, {}, found.bytes)
  return response(206, {'Content-Range': `bytes 0-0/${found.bytes.length}`}, found.bytes.subarray(0, 1))
}

function contentAnswer({bytes, digest, mediaType}: Content): Answer {
  return response(200, {'Content-Type': mediaType, 'Docker-Content-Digest': digest}, bytes)
}
