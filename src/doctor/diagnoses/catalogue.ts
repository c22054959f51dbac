import type {Diagnosis} from '../diagnosis.ts'
import {badCredentials} from './bad-credentials.ts'
import {blobHostBlocked} from './blob-host-blocked.ts'
import {connectionRefused} from './connection-refused.ts'
import {connectionReset} from './connection-reset.ts'
import {contentTrustPolicy} from './content-trust-policy.ts'
import {credentialProviderFailed} from './credential-provider-failed.ts'
import {credentialWhitespace} from './credential-whitespace.ts'
import {digestNotFound} from './digest-not-found.ts'
import {diskFull} from './disk-full.ts'
import {dnsFailure} from './dns-failure.ts'
import {geoOrIpBlocked} from './geo-or-ip-blocked.ts'
import {healthy} from './healthy.ts'
import {httpOnHttps} from './http-on-https.ts'
import {imagePresentWithoutAccess} from './image-present-without-access.ts'
import {invalidImageName} from './invalid-image-name.ts'
import {kubeletPullQps} from './kubelet-pull-qps.ts'
import {layerCorrupt} from './layer-corrupt.ts'
import {manifestSchema} from './manifest-schema.ts'
import {mirrorMisconfigured} from './mirror-misconfigured.ts'
import {neverPull} from './never-pull.ts'
import {noCredentials} from './no-credentials.ts'
import {noPullPermission} from './no-pull-permission.ts'
import {noRoute} from './no-route.ts'
import {nodeClockSkew} from './node-clock-skew.ts'
import {nodeStorageCorrupt} from './node-storage-corrupt.ts'
import {notARegistry} from './not-a-registry.ts'
import {platformMismatch} from './platform-mismatch.ts'
import {proxy} from './proxy.ts'
import {pullInProgress} from './pull-in-progress.ts'
import {rateLimited} from './rate-limited.ts'
import {repositoryNotFound} from './repository-not-found.ts'
import {repositoryNotFoundOrNoAccess} from './repository-not-found-or-no-access.ts'
import {sandboxImage} from './sandbox-image.ts'
import {secretAuthConflict} from './secret-auth-conflict.ts'
import {secretEmpty} from './secret-empty.ts'
import {secretKeyMismatch} from './secret-key-mismatch.ts'
import {secretMalformed} from './secret-malformed.ts'
import {secretMissing} from './secret-missing.ts'
import {secretMissingButNotTheCause} from './secret-missing-but-not-the-cause.ts'
import {secretWrongType} from './secret-wrong-type.ts'
import {serverError} from './server-error.ts'
import {serviceAccountAttachedLate} from './service-account-attached-late.ts'
import {serviceAccountOverridden} from './service-account-overridden.ts'
import {shortNameResolution} from './short-name-resolution.ts'
import {staleCredentialOnPublicImage} from './stale-credential-on-public-image.ts'
import {tagNotFound} from './tag-not-found.ts'
import {timeout} from './timeout.ts'
import {tlsExpired} from './tls-expired.ts'
import {tlsHandshakeFailure} from './tls-handshake-failure.ts'
import {tlsUnknownCa} from './tls-unknown-ca.ts'
import {tlsWrongHost} from './tls-wrong-host.ts'
import {tokenExpired} from './token-expired.ts'
import {unknown} from './unknown.ts'

/** Every diagnosis there is, sorted by code. A retired code stays as a comment and is never used again. */
export const catalogue: readonly Diagnosis[] = [
  invalidImageName,
  shortNameResolution,
  secretMissing,
  secretWrongType,
  secretMalformed,
  secretEmpty,
  secretAuthConflict,
  credentialWhitespace,
  secretMissingButNotTheCause,
  noCredentials,
  secretKeyMismatch,
  serviceAccountAttachedLate,
  serviceAccountOverridden,
  badCredentials,
  tokenExpired,
  noPullPermission,
  repositoryNotFound,
  repositoryNotFoundOrNoAccess,
  tagNotFound,
  digestNotFound,
  platformMismatch,
  manifestSchema,
  staleCredentialOnPublicImage,
  rateLimited,
  geoOrIpBlocked,
  contentTrustPolicy,
  serverError,
  notARegistry,
  dnsFailure,
  connectionRefused,
  connectionReset,
  noRoute,
  timeout,
  tlsUnknownCa,
  tlsExpired,
  tlsWrongHost,
  tlsHandshakeFailure,
  httpOnHttps,
  proxy,
  mirrorMisconfigured,
  blobHostBlocked,
  neverPull,
  imagePresentWithoutAccess,
  credentialProviderFailed,
  nodeClockSkew,
  nodeStorageCorrupt,
  diskFull,
  kubeletPullQps,
  layerCorrupt,
  sandboxImage,
  unknown,
  healthy,
  pullInProgress,
]
