import type {Answer, Asked, CriError, Runtime} from './runtime.ts'
import {hostOf, nameOf, statusLine, statusTexts, sum} from './wire-words.ts'

/** What CRI-O says: containers/image `docker/{docker_client,docker_image_src,errors}.go`, CRI-O `server/image_pull.go`. */
export function crioError(runtime: Runtime, asked: Asked, answer: Answer): CriError {
  const name = nameOf(asked)
  const isNew = runtime === 'cri-o-1.36'
  const repository = `${asked.registry}/${asked.repository}`
  const source = `initializing source docker://${name}: `
  const reading = `reading manifest ${asked.identifier} in ${repository}: `
  const pulled = (rest: string, echo = rest): string =>
    isNew
      ? `unable to pull image or OCI artifact: pull image err: ${rest}; artifact err: image reference: get manifest from ref: create image source: ${echo.replace(source, '')}`
      : rest
  const error = (text: string, reason?: string): CriError => ({code: 'Unknown', text, ...(reason && isNew && {reason})})
  switch (answer.kind) {
    case 'basic-401':
      return error(pulled(`${source}${reading}${isNew ? '' : 'unauthorized: '}authentication required`))
    case 'token':
      return error(
        pulled(
          answer.status === 401
            ? `${source}unable to retrieve auth token: invalid username/password: ${answer.words ?? 'unauthorized: authentication required'}`
            : `${source}${isNew ? 'r' : 'R'}equesting bearer token: invalid status code from registry ${answer.status} (${statusTexts[answer.status]})`,
        ),
      )
    case 'scope':
      return error(pulled(`${source}${reading}${isNew ? '' : 'denied: '}requested access to the resource is denied`))
    case 'status': {
      if (answer.html !== undefined) {
        return error(pulled(`${source}${reading}StatusCode: ${answer.status}, ${JSON.stringify(answer.html)}`))
      }
      if (answer.words !== undefined) return error(pulled(`${source}${reading}${answer.words}`))
      if (answer.status >= 500) {
        const text = `${source}${reading}received unexpected HTTP status: ${statusLine(answer.status)}`
        return error(pulled(text), 'RegistryUnavailable')
      }
      return error(pulled(`${source}${reading}StatusCode: ${answer.status}, ""`))
    }
    case 'absent':
      return error(
        pulled(
          source +
            reading +
            (answer.what === 'manifest' ? 'manifest unknown' : 'name unknown: repository name not known to registry'),
        ),
      )
    case 'net': {
      const ping = `${source}pinging container registry ${hostOf(asked)}: Get "https://${hostOf(asked)}/v2/": ${answer.error}`
      return error(
        isNew ? `unable to pull image: ${ping}` : ping,
        /refused/.test(answer.error) ? 'RegistryUnavailable' : undefined,
      )
    }
    case 'blob-net':
      return error(pulled(`reading blob sha256:${sum}: Get "${answer.url}": ${answer.error}`))
    case 'platform':
      return error(
        pulled(
          `choosing an image from manifest list docker://${name}: no image found in ${isNew ? 'image index' : 'manifest list'} for architecture ${isNew ? '"amd64", variant "", OS "linux"' : 'amd64, variant "", OS linux'}`,
        ),
      )
    case 'schema1':
      return error(
        pulled(
          `initializing image from source docker://${name}: ${isNew ? 'image ID "" is invalid' : 'unsupported docker v2s1 manifest'}`,
        ),
      )
    case 'html':
      return error(
        pulled(`initializing image from source docker://${name}: invalid character '<' looking for beginning of value`),
      )
    case 'digest-mismatch':
    case 'cut-short':
      return error(
        pulled(
          `writing blob: storing blob to file "/var/tmp/container_images_storage3776316637/1": happened during read: Digest did not match, expected sha256:${sum}, got sha256:${sum}`,
        ),
      )
    case 'layer-gone':
      return error(pulled(`reading blob sha256:${sum}: fetching blob: blob unknown to registry`))
    case 'disk-full':
      return error(
        pulled(
          `writing blob: adding layer with blob "sha256:${sum}"/""/"sha256:${sum}": unpacking failed (error: exit status 1; output: write /usr/bin/app: no space left on device)`,
        ),
      )
  }
}
