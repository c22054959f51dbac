import type {ClauseRule} from './clause-rule.ts'

/**
 * The words of containerd 1.x and 2.x: `core/remotes/docker/{resolver,fetcher,authorizer}.go`, `core/remotes/errors`,
 * `client/pull.go`, `internal/cri/server/images/image_pull.go` (1.x: `remotes/docker`, `pkg/cri/server`).
 */
export const containerd: readonly ClauseRule[] = [
  {
    clause: /^failed to (?:pull and unpack|resolve|pull) image "([^"]*)"/,
    says: ([, image = '']) => ({at: 'resolve', image}),
  },
  {
    clause: /^failed to resolve (?:reference|ref|image|source metadata for) "?([^"\s]+)/,
    says: ([, image = '']) => ({at: 'resolve', image}),
  },
  {clause: /^failed to resolve (?:reference|ref|image)/, says: {at: 'resolve'}},
  {clause: /^failed to parse image reference/, says: {at: 'reference', fault: 'invalid-reference'}},
  {clause: /^failed to do request$/, says: {}},
  {clause: /^pulling from host (\S+) failed with status code/, says: ([, host = '']) => ({at: 'resolve', host})},
  {clause: /^failed to authorize(?: redirect)?$/, says: {at: 'token'}},
  {clause: /^failed to fetch anonymous token$/, says: {at: 'token', presented: 'nothing'}},
  {clause: /^failed to fetch oauth token$/, says: {at: 'token', presented: 'login'}},
  {
    clause: /^no (?:basic auth credentials|user\/password was provided)/,
    says: {fault: 'no-basic-credentials', presented: 'nothing'},
  },
  {
    clause: /^failed to handle basic auth because missing username or secret/,
    says: {fault: 'no-basic-credentials', presented: 'nothing'},
  },
  {
    clause:
      /^(?:authorization server did not include a token|unable to decode token response|no realm specified|invalid token auth challenge realm)/,
    says: {at: 'token', fault: 'html'},
  },
  {clause: /^insufficient_scope/, says: {fault: 'insufficient-scope'}},
  {clause: /^invalid_token/, says: {fault: 'unauthorized', presented: 'login'}},
  {clause: /^pull access denied, repository does not exist/, says: {at: 'resolve', fault: 'unauthorized'}},
  {clause: /^unexpected status (?:code )?(?:from \w+ request to )?(?:https?:\S+)?/, says: {}},
  {clause: /^(?:failed to copy|httpReadSeeker|failed open)$/, says: {at: 'blob'}},
  {
    clause: /^could not fetch content descriptor \S+ \((\S+)\) from remote$/,
    says: ([, type = '']) => ({at: 'blob', fault: isManifestType(type) ? 'manifest-unknown' : 'blob-missing'}),
  },
  {
    clause: /^content at (\S+) not found$/,
    says: ([, url = '']) =>
      url.includes('/manifests/') ? {at: 'manifest', fault: 'manifest-unknown'} : {at: 'blob', fault: 'blob-missing'},
  },
  {
    clause: /^unexpected media type (\S+)/,
    says: ([, type = '']) => ({at: 'manifest', fault: /^text\/html/i.test(type) ? 'html' : 'media-type'}),
  },
  // Before 1.1 the lack of a matching platform was the lack of its manifest (`images.Manifest`).
  {
    clause: /^(?:no match for platform in manifest|manifest sha256:[\da-f]+$)/,
    says: {at: 'manifest', fault: 'no-platform'},
  },
  {
    clause:
      /^(?:media type \S+ is no longer supported|no signatures$|unsupported schema|invalid signature|schema ?1|no processor for media-type)/i,
    says: {at: 'manifest', fault: 'schema'},
  },
  {
    clause:
      /^(?:unexpected commit digest|unexpected commit size|failed commit on ref|failed size validation|wrong diff id calculated)/,
    says: {at: 'blob', fault: 'digest-mismatch'},
  },
  {clause: /^failed to read expected number of bytes/, says: {at: 'blob', fault: 'truncated'}},
  {
    clause:
      /^(?:failed to extract layer|failed to unpack image|apply layer error|failed to mount|mount callback failed)/,
    says: {at: 'unpack'},
  },
  {
    clause:
      /^(?:failed to prepare extraction snapshot|failed to mount \/|failed to stat parent|failed to (?:create|rename|commit) (?:temp dir|snapshot)|failed to stat snapshot)/,
    says: {at: 'unpack', fault: 'storage'},
  },
  {
    clause: /^(?:unable to fetch descriptor .*content size of zero|mismatched image rootfs and manifest layers)/,
    says: {at: 'manifest', fault: 'schema'},
  },
  // The metadata of the node's own store lost what it should hold (`core/metadata`, `plugins/content/local`).
  {
    clause:
      /^(?:content digest sha256:|blob sha256:\S+ expected at \/|failed to get reader from content store|missing parent "|snapshot \S+ does not exist|target snapshot "[^"]*")/,
    says: {at: 'unpack', fault: 'storage'},
  },
  {clause: /^failed to get sandbox image "([^"]*)"/, says: ([, image = '']) => ({isSandbox: true, image})},
  {clause: /^not found(?![\w ])/, says: {fault: 'not-found'}},
  // core/content/local/locks.go: another pull has the same layer in hand.
  {clause: /^(?:locking ref \S+ failed|ref \S+ locked)/, says: {at: 'blob', fault: 'locked'}},
  {clause: /^rejecting \d+ byte manifest for/, says: {at: 'manifest', fault: 'media-type'}},
]

function isManifestType(mediaType: string): boolean {
  return /manifest|index/.test(mediaType)
}
