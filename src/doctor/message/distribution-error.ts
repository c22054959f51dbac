import type {Fault} from '../pull-failure.ts'
import type {ClauseRule} from './clause-rule.ts'

/**
 * The error codes of the distribution API as clients print them: `errcode.Error` is the code in lower case with blanks
 * for underscores, a colon, and the registry's message (distribution `registry/api/errcode`, containerd
 * `core/remotes/docker/errcode.go`); containers/image prints the message alone where it is the code's own.
 */
export const distributionErrors: readonly ClauseRule[] = [
  ...codes('unauthorized', ['unauthorized', 'authentication required']),
  ...codes('forbidden', ['denied']),
  // The clients make this sentence out of a challenge with error="insufficient_scope", too (`HandleErrorResponse`).
  ...codes('insufficient-scope', ['requested access to the resource is denied']),
  ...codes('rate-limited', ['toomanyrequests', 'too many requests']),
  ...codes('manifest-unknown', ['manifest unknown', 'tag unknown']),
  ...codes('name-unknown', ['name unknown', 'repository name not known to registry', 'repository does not exist']),
  ...codes('blob-missing', ['blob unknown', 'manifest blob unknown', 'blob unknown to registry']),
  ...codes('server-error', [
    'unavailable',
    'service unavailable',
    'internal server error',
    'bad gateway',
    'gateway time-?out',
  ]),
  ...codes('schema', ['manifest invalid', 'manifest unverified', 'unsupported manifest']),
  ...codes('digest-mismatch', ['digest invalid', 'size invalid']),
  ...codes('invalid-reference', ['name invalid']),
  // Of servers that answer with a code of their own, such as public.ecr.aws and registry.redhat.io.
  {clause: /^(?:404 page not found|Not Found|NOT_FOUND)$/, says: {fault: 'not-found'}},
  {
    clause: /^(?:project|repository) \S+ not found$/,
    says: {at: 'resolve', fault: 'name-unknown', quotesRegistry: true},
  },
  {clause: /^resource not found$/, says: {at: 'resolve', fault: 'not-found', quotesRegistry: true}},
  {clause: /^artifact \S+ not found$/, says: {at: 'resolve', fault: 'manifest-unknown', quotesRegistry: true}},
  {clause: /^unknown$/, says: {quotesRegistry: true}},
  ...codes('unknown', ['unknown error', 'unsupported']),
]

/** `code` alone, `code: message`, and the JSON spelling `MANIFEST_UNKNOWN`, which some servers put into their message. */
function codes(fault: Fault, spellings: readonly string[]): readonly ClauseRule[] {
  return spellings.map((spelling) => ({
    clause: new RegExp(`^${spelling.replaceAll(' ', '[ _]')}(?![\\w/:@-]|\\.\\S)`, 'i'),
    says: {fault, quotesRegistry: true},
  }))
}
