/**
 * The spelling of every cause we tell apart, by the stage of the pull at which it strikes. `cause` in every machine
 * output is one of these.
 */
export const causes = [
  // reference
  'invalid-image-name',
  'short-name-resolution',
  // secret
  'secret-missing',
  'secret-wrong-type',
  'secret-malformed',
  'secret-empty',
  'secret-auth-conflict',
  'credential-whitespace',
  // matching
  'no-credentials',
  'secret-key-mismatch',
  'service-account-attached-late',
  'service-account-overridden',
  // registry
  'bad-credentials',
  'token-expired',
  'no-pull-permission',
  'repository-not-found',
  'repository-not-found-or-no-access',
  'tag-not-found',
  'digest-not-found',
  'platform-mismatch',
  'manifest-schema',
  'stale-credential-on-public-image',
  'rate-limited',
  'geo-or-ip-blocked',
  'content-trust-policy',
  'server-error',
  'not-a-registry',
  // transport
  'dns-failure',
  'connection-refused',
  'connection-reset',
  'no-route',
  'timeout',
  'tls-unknown-ca',
  'tls-expired',
  'tls-wrong-host',
  'tls-handshake-failure',
  'http-on-https',
  'proxy',
  'mirror-misconfigured',
  'blob-host-blocked',
  // node
  'never-pull',
  'image-present-without-access',
  'credential-provider-failed',
  'node-clock-skew',
  'node-storage-corrupt',
  'disk-full',
  'kubelet-pull-qps',
  'layer-corrupt',
  'sandbox-image',
  // none
  'secret-missing-but-not-the-cause',
  'healthy',
  'pull-in-progress',
  'unknown',
] as const

export type Cause = (typeof causes)[number]
