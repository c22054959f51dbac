import {createHash} from 'node:crypto'
import {gzipSync} from 'node:zlib'

/** Bytes a registry stores under their digest. */
export interface Content {
  readonly mediaType: string
  readonly digest: string
  readonly bytes: Buffer
}

/** One image for one platform. Its only layer is an empty archive of a few bytes. */
export interface Image {
  readonly platform: string
  readonly manifest: Content
  readonly config: Content
  readonly layer: Content
}

/** An index (OCI) or manifest list (Docker) and the images it points to. */
export interface ImageIndex {
  readonly manifest: Content
  readonly images: readonly Image[]
}

export interface ImageOptions {
  /** Makes the digest this image's own. */
  readonly label: string
  /** Whose media types it has. Default: OCI's. */
  readonly format?: 'oci' | 'docker'
}

const mediaTypes = {
  oci: {
    index: 'application/vnd.oci.image.index.v1+json',
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  },
  docker: {
    index: 'application/vnd.docker.distribution.manifest.list.v2+json',
    manifest: 'application/vnd.docker.distribution.manifest.v2+json',
    config: 'application/vnd.docker.container.image.v1+json',
    layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
  },
} as const

/** Builds an image for a platform, written `os/architecture[/variant]` (OCI image specification, "Manifest"). */
export function buildImage(platform: string, options: ImageOptions): Image {
  const types = mediaTypes[options.format ?? 'oci']
  const archive = Buffer.alloc(1024)
  const layer = content(types.layer, gzipSync(archive))
  const config = jsonContent(types.config, {
    ...platformFields(platform),
    config: {Labels: {sandbox: options.label}},
    rootfs: {type: 'layers', diff_ids: [digestOf(archive)]},
  })
  const manifest = jsonContent(types.manifest, {
    schemaVersion: 2,
    mediaType: types.manifest,
    config: descriptor(config),
    layers: [descriptor(layer)],
  })
  return {platform, manifest, config, layer}
}

/** Builds an index with an image for each platform (OCI image specification, "Image Index"). */
export function buildIndex(platforms: readonly string[], options: ImageOptions): ImageIndex {
  const types = mediaTypes[options.format ?? 'oci']
  const images = platforms.map((platform) => buildImage(platform, options))
  const manifest = jsonContent(types.index, {
    schemaVersion: 2,
    mediaType: types.index,
    manifests: images.map((image) => ({...descriptor(image.manifest), platform: platformFields(image.platform)})),
  })
  return {manifest, images}
}

function platformFields(platform: string): object {
  const [os, architecture, variant] = platform.split('/')
  return {os, architecture, ...(variant === undefined ? {} : {variant})}
}

function descriptor({mediaType, digest, bytes}: Content): object {
  return {mediaType, digest, size: bytes.length}
}

function jsonContent(mediaType: string, value: object): Content {
  return content(mediaType, Buffer.from(JSON.stringify(value)))
}

function content(mediaType: string, bytes: Buffer): Content {
  return {mediaType, digest: digestOf(bytes), bytes}
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}
