import type {Cause} from '../doctor/cause.ts'
import type {PullCase} from '../doctor/pull-case.ts'
import type {LinkKind} from './path-link.ts'

/** The link that breaks by each cause; `none` for causes that break no pull or do not tell where. */
const linkOf: Readonly<Record<Cause, LinkKind | 'none'>> = {
  'invalid-image-name': 'image',
  'short-name-resolution': 'image',
  'secret-missing': 'pull-secret',
  'secret-wrong-type': 'pull-secret',
  'secret-malformed': 'pull-secret',
  'secret-empty': 'pull-secret',
  'secret-auth-conflict': 'login',
  'credential-whitespace': 'login',
  'no-credentials': 'login',
  'secret-key-mismatch': 'key',
  'service-account-attached-late': 'service-account',
  'service-account-overridden': 'service-account',
  'bad-credentials': 'login',
  'token-expired': 'login',
  'no-pull-permission': 'repository',
  'repository-not-found': 'repository',
  'repository-not-found-or-no-access': 'repository',
  'tag-not-found': 'manifest',
  'digest-not-found': 'manifest',
  'platform-mismatch': 'platform',
  'manifest-schema': 'manifest',
  'stale-credential-on-public-image': 'login',
  'rate-limited': 'registry',
  'geo-or-ip-blocked': 'registry',
  'content-trust-policy': 'node',
  'server-error': 'registry',
  'not-a-registry': 'registry',
  'dns-failure': 'registry',
  'connection-refused': 'registry',
  'connection-reset': 'registry',
  'no-route': 'registry',
  timeout: 'registry',
  'tls-unknown-ca': 'registry',
  'tls-expired': 'registry',
  'tls-wrong-host': 'registry',
  'tls-handshake-failure': 'registry',
  'http-on-https': 'registry',
  proxy: 'registry',
  'mirror-misconfigured': 'registry',
  'blob-host-blocked': 'layers',
  'never-pull': 'node',
  'image-present-without-access': 'node',
  'credential-provider-failed': 'node',
  'node-clock-skew': 'node',
  'node-storage-corrupt': 'node',
  'disk-full': 'node',
  'kubelet-pull-qps': 'node',
  'layer-corrupt': 'layers',
  'sandbox-image': 'node',
  'secret-missing-but-not-the-cause': 'none',
  healthy: 'none',
  'pull-in-progress': 'none',
  unknown: 'none',
}

/**
 * The link that a cause breaks in this pull. What befalls a registry may have befallen its token server or the host of its
 * layers instead: the message says which, or else the answer to this machine.
 */
export function brokenLink(cause: Cause, {failure, outcomes}: PullCase): LinkKind | undefined {
  const link = linkOf[cause]
  if (link === 'none') return undefined
  if (link !== 'registry') return link
  const steps = failure?.failure.parts.map(({at}) => at) ?? []
  if (steps.length > 0 && steps.every((at) => at === 'token')) return 'token-server'
  if (steps.length > 0 && steps.every((at) => at === 'blob')) return 'layers'
  const isToldByNode = failure !== undefined && failure.from !== 'probe'
  const answers = isToldByNode ? [] : outcomes.attempts.map(({outcome}) => outcome)
  const [first] = answers.flatMap((outcome) => (outcome.kind === 'unreachable' ? [outcome.failure.at] : []))
  if (first === 'token') return 'token-server'
  return first === 'blob' ? 'layers' : 'registry'
}
