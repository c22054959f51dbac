import type {Cause} from '../../src/doctor/cause.ts'
import type {PodSketch} from './cluster.ts'
import {running, waiting} from './kubelet.ts'
import {aContainer, alone, aPod, creating, host, image, type PodScenarios, warning} from './pod-scenario.ts'
import {configJson, entry, right} from './registries.ts'

const never = `Container image "${image}" is not present with pull policy of Never`
const forbidden = aContainer('app', waiting('app', 'ErrImageNeverPull', never, [warning('ErrImageNeverPull', never)]), {
  policy: 'Never',
})

/** What the node itself says, before, beside or after the registry. */
export const nodePods: PodScenarios = {
  'an image that may not be pulled': {
    world: alone(aPod(undefined, {containers: [forbidden]})),
    truths: {'web-0/app': ['never-pull']},
  },
  'an image that is there, and not for this Pod': {
    world: () => ({
      secrets: {regcred: configJson({[host]: entry(right)})},
      pods: [
        aPod(running('app', image), {name: 'owner', pullSecrets: ['regcred']}),
        {name: 'guest', containers: [forbidden]},
      ],
    }),
    truths: {'guest/app': ['image-present-without-access']},
  },
  'a pause image out of containerd’s reach': sandbox(
    'failed to get sandbox image "registry.k8s.io/pause:3.10": failed to pull image "registry.k8s.io/pause:3.10": failed to pull and unpack image "registry.k8s.io/pause:3.10": failed to resolve reference "registry.k8s.io/pause:3.10": failed to do request: Head "https://registry.k8s.io/v2/pause/manifests/3.10": dial tcp: lookup registry.k8s.io on 10.0.0.2:53: no such host',
  ),
  'a pause image that wants a login': sandbox(
    'failed to start sandbox "0a": failed to get sandbox image "mirror.example.test/pause:3.10": failed to pull image "mirror.example.test/pause:3.10": failed to pull and unpack image "mirror.example.test/pause:3.10": failed to resolve reference "mirror.example.test/pause:3.10": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
  ),
  'a pause image out of dockershim’s reach': sandbox(
    'failed pulling image "k8s.gcr.io/pause:3.2": Error response from daemon: Get https://k8s.gcr.io/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
  ),
  'a pause image out of CRI-O’s reach': sandbox(
    'error creating pod sandbox with name "k8s_web-0_shop_uid_0": initializing source docker://registry.k8s.io/pause:3.10: pinging container registry registry.k8s.io: Get "https://registry.k8s.io/v2/": dial tcp 34.96.108.209:443: i/o timeout',
  ),
  'a kubelet that throttles itself': says('kubelet-pull-qps', 'ErrImagePull', 'pull QPS exceeded'),
  'a signature that CRI-O asks for': says(
    'content-trust-policy',
    'SignatureValidationFailed',
    `image pull failed for ${image} because the signature validation failed: Source image rejected: A signature was required, but no signature exists`,
  ),
  'a registry that CRI-O cannot reach': says(
    'timeout',
    'RegistryUnavailable',
    `image pull failed for ${image} because the registry is unavailable: pinging container registry ${host}: Get "https://${host}/v2/": dial tcp 10.0.0.7:5443: i/o timeout`,
  ),
  'a short name that CRI-O cannot complete': says(
    'short-name-resolution',
    'ImageInspectError',
    'Failed to inspect image "": rpc error: code = Unknown desc = short-name "acme/private:1" did not resolve to an alias and no unqualified-search registries are defined in "/etc/containers/registries.conf"',
    'acme/private:1',
  ),
  'a short name that may mean several': says(
    'short-name-resolution',
    'ImageInspectError',
    'Failed to inspect image "": rpc error: code = Unknown desc = short name mode is enforcing, but image name acme/private:1 returns ambiguous list',
    'acme/private:1',
  ),
  'a store that lost a blob': says(
    'node-storage-corrupt',
    'ImageInspectError',
    `Failed to inspect image "": rpc error: code = Unknown desc = failed to get image "${image}": blob sha256:00aa expected at /var/lib/containerd/io.containerd.content.v1.content/blobs/sha256/00aa: not found`,
  ),
  'a store of Docker’s that is damaged': says(
    'node-storage-corrupt',
    'ImageInspectError',
    `Failed to inspect image "${image}": rpc error: code = Unknown desc = Error response from daemon: readlink /var/lib/docker/overlay2: invalid argument`,
  ),
  'a store of Windows that is damaged': says(
    'node-storage-corrupt',
    'ErrImagePull',
    `failed to pull and unpack image "${image}": failed to extract layer sha256:00aa: hcsshim::ActivateLayer failed in Win32: Access is denied. (0x5)`,
  ),
  'a layer that the node cannot unpack for a reason nobody knows': says(
    'node-storage-corrupt',
    'ErrImagePull',
    `failed to pull and unpack image "${image}": failed to extract layer sha256:00aa: operation not permitted: unknown`,
  ),
  'a mirror that refuses': says(
    'mirror-misconfigured',
    'ErrImagePull',
    'failed to pull and unpack image "docker.io/acme/app:1": failed to resolve image: unexpected status from HEAD request to https://mirror.example.test/v2/acme/app/manifests/1?ns=docker.io: 403 Forbidden',
    'docker.io/acme/app:1',
  ),
  'a mirror that CRI-O cannot reach, before a registry without the tag': says(
    'tag-not-found',
    'ErrImagePull',
    'unable to pull image or OCI artifact: pull image err: initializing source docker://quay.io/acme/app:1: (Mirrors also failed: [mirror.example.test:5000/acme/app:1: pinging container registry mirror.example.test:5000: Get "https://mirror.example.test:5000/v2/": dial tcp 10.0.0.5:5000: connect: connection refused]): quay.io/acme/app:1: reading manifest 1 in quay.io/acme/app: manifest unknown',
    'quay.io/acme/app:1',
  ),
  'a message that was cut off': says(
    'tls-unknown-ca',
    'ErrImagePull',
    `failed to pull and unpack image "${image}": failed to resolve image: failed to do request: Head "https://${host}/v2/private/app/manifests/1.0": tls: failed to verify certificate: x509: certificate signed by unkno`,
  ),
}

function sandbox(error: string): PodScenarios[string] {
  const event = warning(
    'FailedCreatePodSandBox',
    `Failed to create pod sandbox: rpc error: code = Unknown desc = ${error}`,
  )
  return {world: alone(aPod(creating, {events: [event]})), truths: {'web-0/app': ['sandbox-image']}}
}

function says(truth: Cause, reason: string, message: string, of = image): PodScenarios[string] {
  const pod: PodSketch = {name: 'web-0', containers: [aContainer('app', waiting('app', reason, message), {image: of})]}
  return {world: alone(pod), truths: {'web-0/app': [truth]}}
}
