import type {Answer, Asked} from './runtime.ts'
import {hostOf, manifestUrl, statusLine, sum} from './wire-words.ts'

/** What the Docker Engine says behind "Error response from daemon": moby `distribution/{errors,pull_v2,registry}.go`. */
export function dockerError(asked: Asked, answer: Answer, hasLogin: boolean): string {
  const host = hostOf(asked)
  const head = `Head "${manifestUrl(asked)}": `
  const isHub = asked.registry === 'docker.io'
  const familiar = (isHub ? '' : `${asked.registry}/`) + asked.repository.replace(isHub ? /^library\// : '', '')
  const familiarName = `${familiar}${asked.identifier.includes(':') ? '@' : ':'}${asked.identifier}`
  switch (answer.kind) {
    case 'basic-401':
      return hasLogin ? `${head}unauthorized: authentication required` : `${head}no basic auth credentials`
    case 'token':
      if (answer.words !== undefined) return head + answer.words
      if (answer.status >= 500) return `${head}received unexpected HTTP status: ${statusLine(answer.status)}`
      return head + (answer.status === 401 ? 'unauthorized: authentication required' : 'denied: denied')
    case 'scope':
      return `pull access denied for ${familiar}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`
    case 'status':
      if (answer.html !== undefined) {
        return `error parsing HTTP ${answer.status} response body: invalid character '<' looking for beginning of value: ${JSON.stringify(answer.html)}`
      }
      if (answer.words?.startsWith('denied')) {
        return `pull access denied for ${familiar}, repository does not exist or may require 'docker login': ${answer.words}`
      }
      if (answer.words !== undefined) return answer.status === 429 ? answer.words : head + answer.words
      return answer.status >= 500
        ? `received unexpected HTTP status: ${statusLine(answer.status)}`
        : `error parsing HTTP ${answer.status} response body: unexpected end of JSON input: ""`
    case 'absent':
      return answer.what === 'manifest'
        ? `manifest for ${familiarName} not found: manifest unknown: manifest unknown`
        : `repository ${familiar} not found: name unknown: repository name not known to registry`
    case 'net':
      return `Get "https://${host}/v2/": ${answer.error}`
    case 'blob-net':
      return `error pulling image configuration: download failed after attempts=6: Get "${answer.url}": ${answer.error}`
    case 'platform':
      return 'no matching manifest for linux/amd64 in the manifest list entries'
    case 'schema1':
      return `[DEPRECATION NOTICE] Docker Image Format v1 and Docker Image manifest version 2, schema 1 support has been removed. Suggest the author of ${familiarName} to upgrade the image to the OCI Format or Docker Image manifest v2, schema 2.`
    case 'html':
      return 'unsupported manifest media type and no default available: text/html'
    case 'digest-mismatch':
      return `filesystem layer verification failed for digest sha256:${sum}`
    case 'cut-short':
      return 'unexpected EOF'
    case 'layer-gone':
      return 'unknown blob'
    case 'disk-full':
      return 'failed to register layer: write /usr/bin/app: no space left on device'
  }
}
