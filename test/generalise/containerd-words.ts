import type {Answer, Asked, CriError, Runtime} from './runtime.ts'
import {hostOf, manifestUrl, nameOf, statusLine, sum} from './wire-words.ts'

/** What containerd says: `core/remotes/docker/{resolver,authorizer,fetcher}.go`, `client/pull.go`, `core/remotes/errors`. */
export function containerdError(runtime: Runtime, asked: Asked, answer: Answer, hasLogin: boolean): CriError {
  const name = nameOf(asked)
  const isOld = runtime === 'containerd-1.6'
  const isTransfer = runtime === 'containerd-2.1' || runtime === 'containerd-2.3'
  const pull = `failed to pull and unpack image "${name}": `
  const resolve = pull + (isTransfer ? 'failed to resolve image: ' : `failed to resolve reference "${name}": `)
  const unknown = (text: string): CriError => ({code: 'Unknown', text})
  const status = (code: number) =>
    isOld
      ? `pulling from host ${hostOf(asked)} failed with status code [manifests ${asked.identifier}]: ${statusLine(code)}`
      : `unexpected status from HEAD request to ${manifestUrl(asked)}: ${statusLine(code)}`
  const denied = 'pull access denied, repository does not exist or may require authorization: '
  switch (answer.kind) {
    case 'basic-401':
      return unknown(
        resolve + (hasLogin || isOld ? status(401) : `${denied}authorization failed: no basic auth credentials`),
      )
    case 'token': {
      const scope = `scope=repository%3A${asked.repository.replaceAll('/', '%2F')}%3Apull&service=${hostOf(asked).replace(':', '%3A')}`
      const where = isOld ? 'unexpected status' : `unexpected status from GET request to ${answer.realm}?${scope}`
      const words = answer.words !== undefined && runtime === 'containerd-2.3' ? `\n${answer.words}` : ''
      return unknown(
        `${resolve}failed to authorize: failed to fetch ${hasLogin ? 'oauth' : 'anonymous'} token: ${where}: ${statusLine(answer.status)}${words}`,
      )
    }
    case 'scope':
      return unknown(`${resolve}${denied}server message: insufficient_scope: authorization failed`)
    case 'status': {
      const words = answer.words !== undefined && runtime === 'containerd-2.3' ? `\n${answer.words}` : ''
      return unknown(resolve + status(answer.status) + words)
    }
    case 'absent':
      return {code: 'NotFound', text: `${resolve}${name}: not found`}
    case 'net': {
      const code = /i\/o timeout|deadline exceeded/.test(answer.error) ? 'DeadlineExceeded' : 'Unknown'
      return {code, text: `${resolve}failed to do request: Head "${manifestUrl(asked)}": ${answer.error}`}
    }
    case 'blob-net':
      return unknown(
        `${pull}failed to copy: httpReadSeeker: failed open: failed to do request: Get "${answer.url}": ${answer.error}`,
      )
    case 'platform':
      return {code: 'NotFound', text: `${pull}no match for platform in manifest: not found`}
    case 'schema1':
      return isTransfer
        ? {code: 'InvalidArgument', text: `${pull}schema 1 image manifests are no longer supported: invalid argument`}
        : {
            code: 'Unknown',
            text: `${pull}media type "application/vnd.docker.distribution.manifest.v1+prettyjws" is no longer supported since containerd v2.0, please rebuild the image as "application/vnd.docker.distribution.manifest.v2+json" or "application/vnd.oci.image.manifest.v1+json"`,
          }
    case 'html':
      return {
        code: 'NotFound',
        text: `${pull}failed to unpack image on snapshotter overlayfs: unexpected media type text/html for sha256:${sum}: not found`,
      }
    case 'digest-mismatch':
      return {
        code: 'FailedPrecondition',
        text: `${pull}failed commit on ref "layer-sha256:${sum}": unexpected commit digest sha256:${sum}, expected sha256:${sum}: failed precondition`,
      }
    case 'cut-short':
      return unknown(
        isTransfer
          ? `${pull}short read: expected 304007 bytes but got 100000: unexpected EOF`
          : `${pull}failed to read expected number of bytes: unexpected EOF`,
      )
    case 'layer-gone':
      return {
        code: 'NotFound',
        text: `${pull}failed to copy: httpReadSeeker: failed open: could not fetch content descriptor sha256:${sum} (application/vnd.oci.image.layer.v1.tar+gzip) from remote: not found`,
      }
    case 'disk-full':
      return {
        code: 'Unknown',
        text: `${pull}failed to extract layer sha256:${sum}: write /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/91/fs/usr/bin/app: no space left on device`,
      }
  }
}
