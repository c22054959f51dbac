import type {JsonObject} from '../sandbox/kube/json.ts'
import {aFailingPod, anEvent, aServiceAccount} from './cluster-object.ts'
import {aLogin, aPod, aPullSecret} from './object.ts'

const image = 'registry.corp/team/app:1.0'
const failed = `failed to pull and unpack image "${image}"`
const head = `${failed}: failed to resolve image: failed to do request: Head "https://registry.corp/v2/team/app/manifests/1.0"`
const elsewhere = aPullSecret('own', {'other.corp': aLogin('bot', 'p-0f2c')})
const fitting = aPullSecret('regcred', {'registry.corp': aLogin('bot', 'p-7d1e')})

/** What a kubelet leaves in namespace `shop` where the cause was not met: the words are those that runtimes build. */
export const unrecordedCauses: Readonly<Record<string, readonly JsonObject[]>> = {
  'service-account-overridden': [
    backingOff(
      `${failed}: failed to resolve image: pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`,
      ['own'],
    ),
    elsewhere,
    fitting,
    aServiceAccount('default', ['regcred']),
  ],
  'manifest-schema': [
    backingOff(
      `${failed}: unsupported manifest media type and no default available: application/vnd.oci.empty.v1+json`,
    ),
  ],
  'geo-or-ip-blocked': [
    backingOff(
      `${failed}: failed to resolve image: unexpected status from HEAD request to https://registry.corp/v2/team/app/manifests/1.0: 403 Forbidden\ndenied: client with IP 203.0.113.7 is not allowed access`,
    ),
  ],
  'content-trust-policy': [
    waiting(
      'SignatureValidationFailed',
      `copying system image from manifest list: Source image rejected: A signature was required, but no signature exists`,
    ),
  ],
  'connection-reset': [backingOff(`${head}: read tcp 10.0.0.7:41244->203.0.113.9:443: read: connection reset by peer`)],
  'tls-handshake-failure': [backingOff(`${head}: remote error: tls: handshake failure`)],
  proxy: [backingOff(`${head}: proxyconnect tcp: dial tcp 10.0.0.3:3128: connect: connection refused`)],
  'blob-host-blocked': [
    backingOff(
      `${failed}: failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://blobs.example.net/sha256/ab?sig=REDACTED": dial tcp 203.0.113.12:443: i/o timeout`,
    ),
  ],
  'image-present-without-access': [
    waiting('ErrImageNeverPull', `Container image "${image}" is not present with pull policy of Never`),
    aPod('web-1', {image}),
  ],
  'credential-provider-failed': [
    waiting(
      'ErrImagePull',
      `failed to get credentials from external provider: error execing credential provider plugin ecr-credential-provider for image ${image}: exit status 1`,
    ),
  ],
  'node-clock-skew': [
    backingOff(
      `${head}: tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 1970-01-01T00:03:12Z is before 2026-01-01T00:00:00Z`,
    ),
  ],
  'node-storage-corrupt': [
    backingOff(
      `${failed}: failed to extract layer sha256:9f8e: mount callback failed on /var/lib/containerd/tmpmounts/m1: failed to get stream processor: input/output error: structure needs cleaning`,
    ),
  ],
  'disk-full': [
    backingOff(
      `${failed}: failed to copy: write /var/lib/containerd/io.containerd.content.v1.content/ingest/7c/data: no space left on device`,
    ),
  ],
  'kubelet-pull-qps': [waiting('ErrImagePull', 'pull QPS exceeded')],
  'sandbox-image': [
    waiting('ContainerCreating', ''),
    anEvent(
      'web-0',
      'FailedCreatePodSandBox',
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "registry.k8s.io/pause:3.10": failed to pull image "registry.k8s.io/pause:3.10": failed to resolve reference "registry.k8s.io/pause:3.10": failed to do request: Head "https://registry.k8s.io/v2/pause/manifests/3.10": dial tcp 34.96.108.209:443: i/o timeout',
    ),
  ],
  'secret-missing-but-not-the-cause': [aPod('web-0', {image, pullSecrets: ['regcred', 'own']}), elsewhere],
  'pull-in-progress': [
    waiting('ContainerCreating', ''),
    pullingSince('2026-11-21T21:50:12Z'),
    aPod('web-1', {image: 'registry.corp/team/other:1.0'}),
    anEvent('web-1', 'Started', 'Started container app'),
  ],
  unknown: [waiting('ImagePullBackOff', `Back-off pulling image "${image}"`)],
}

function backingOff(error: string, pullSecrets: readonly string[] = []): JsonObject {
  return aFailingPod('web-0', image, error, {pullSecrets})
}

function pullingSince(time: string): JsonObject {
  const event = anEvent('web-0', 'Pulling', `Pulling image "${image}"`)
  const involvedObject = {kind: 'Pod', namespace: 'shop', name: 'web-0', fieldPath: 'spec.containers{app}'}
  return {...event, type: 'Normal', count: 1, involvedObject, lastTimestamp: time}
}

function waiting(reason: string, message: string): JsonObject {
  return aPod('web-0', {image, waiting: {reason, message}})
}
