import {isObject, parseObject} from './json-object.ts'
import {digestOf} from './manifest-type.ts'

/** More layers than these no runtime takes (127 is Docker's limit); a longer list is hostile. */
const mostLayers = 200

/**
 * The digest of the blob by which an image can be tried at the least cost (OCI image specification, "Image Manifest"): the
 * smallest layer, since layers are what other hosts serve, or the config of an image without layers. Undefined where
 * the bytes are no manifest, and where nothing in it comes from the registry: a layer with `urls` is fetched elsewhere.
 */
export function smallBlob(body: Uint8Array): string | undefined {
  const manifest = parseObject(Buffer.from(body).toString('utf8'))
  if (manifest === undefined) return undefined
  const layers = Array.isArray(manifest['layers']) ? manifest['layers'].slice(0, mostLayers) : []
  const [smallest] = layers.flatMap(blobOf).sort((one, other) => one.size - other.size)
  return (smallest ?? blobOf(manifest['config'])[0])?.digest
}

interface SizedBlob {
  readonly digest: string
  readonly size: number
}

/** Of an empty blob no byte can be read. */
function blobOf(descriptor: unknown): readonly SizedBlob[] {
  if (!isObject(descriptor) || Array.isArray(descriptor['urls'])) return []
  const {digest, size} = descriptor
  const name = typeof digest === 'string' ? digestOf(digest) : undefined
  return name !== undefined && typeof size === 'number' && size > 0 ? [{digest: name, size}] : []
}
