import {isObject, type JsonObject, parseObject} from './json-object.ts'
import {digestOf} from './manifest-type.ts'

/** One entry of an index (OCI image specification, "Image Index"), as far as it is sound. */
export interface IndexChild {
  /** `os/architecture[/variant]`; absent where the entry names none, so that only its config would tell. */
  readonly platform?: string
  readonly digest?: string
}

/** An index names this many images at most; a longer one is hostile. */
const mostChildren = 100

/**
 * The images of an index or manifest list, in its order; undefined where the bytes are none. Attestations, which buildkit
 * files under `unknown/unknown`, are no images.
 */
export function indexChildren(body: Uint8Array): readonly IndexChild[] | undefined {
  const manifests = parseObject(Buffer.from(body).toString('utf8'))?.['manifests']
  if (!Array.isArray(manifests)) return undefined
  return manifests.slice(0, mostChildren).flatMap((entry: unknown) => (isObject(entry) ? childOf(entry) : []))
}

/**
 * The image that containerd takes for a node (`Only` and `platformVector` in containerd/platforms): of the node's own
 * operating system and architecture, or of the older one that the same processor runs. A node does not tell its variant
 * or its version of Windows, so these do not count. An entry without a platform may be for any.
 */
export function childFor(children: readonly IndexChild[], platform: string): IndexChild | undefined {
  const [os = '', architecture = ''] = platform.split('/')
  const matching = [architecture, ...(olderArchitectures[architecture] ?? [])].flatMap((name) =>
    children.filter((child) => child.platform?.split('/').slice(0, 2).join('/') === `${os}/${name}`),
  )
  return matching[0] ?? children.find((child) => child.platform === undefined)
}

const olderArchitectures: Readonly<Record<string, readonly string[]>> = {amd64: ['386'], arm64: ['arm']}

function childOf({platform, digest}: JsonObject): readonly IndexChild[] {
  const name = isObject(platform) ? platformName(platform) : undefined
  const hasNone = platform === undefined || platform === null
  if (hasNone ? digest === undefined : name === undefined || name.startsWith('unknown/')) return []
  const sound = typeof digest === 'string' ? digestOf(digest) : undefined
  return [{...(name !== undefined && {platform: name}), ...(sound !== undefined && {digest: sound})}]
}

/** `os/architecture[/variant]` of the fields of that name; undefined where they are not words. */
export function platformName({os, architecture, variant}: JsonObject): string | undefined {
  if (!isPlatformWord(os) || !isPlatformWord(architecture)) return undefined
  return isPlatformWord(variant) ? `${os}/${architecture}/${variant}` : `${os}/${architecture}`
}

function isPlatformWord(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.-]{1,32}$/.test(value)
}
