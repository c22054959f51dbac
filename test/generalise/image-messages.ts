import type {Messages} from './message-form.ts'
import {docker, image} from './message-form.ts'

/** What is said of the image itself, and by the node that has to store it. */
export const imageMessages: Messages = {
  'tag-not-found': [
    'Failed to pull image "redis:9.9": rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/redis:9.9": failed to resolve reference "docker.io/library/redis:9.9": docker.io/library/redis:9.9: not found',
    docker('manifest for acme/api:9.9 not found: manifest unknown: manifest unknown'),
    docker(
      'manifest for registry.corp.example/api:9.9 not found: manifest unknown: OCI index found, but Accept header does not support OCI indexes',
    ),
    docker(
      'manifest for mcr.microsoft.com/dotnet/sdk:99 not found: manifest unknown: manifest tagged by "99" is not found',
    ),
    'initializing source docker://quay.io/acme/api:9.9: reading manifest 9.9 in quay.io/acme/api: manifest unknown: manifest unknown',
    'initializing source docker://quay.io/acme/api:old: reading manifest old in quay.io/acme/api: unknown: Tag old was deleted or has expired. To pull, revive via time machine',
    docker(
      'manifest for 123456789012.dkr.ecr.us-east-1.amazonaws.com/api:9.9 not found: manifest unknown: Requested image not found',
    ),
    docker(
      'manifest for gcr.io/acme/api:9.9 not found: manifest unknown: Failed to fetch "9.9" from request "/v2/acme/api/manifests/9.9".',
    ),
    docker('unknown: artifact pay/api:9.9 not found'),
    'rpc error: code = Unknown desc = Error reading manifest 9.9 in registry.corp.example/api: manifest unknown: manifest unknown',
  ],
  'digest-not-found': [
    docker(`manifest for acme/api@sha256:${'12'.repeat(32)} not found: manifest unknown: manifest unknown`),
    `Failed to pull image "registry.corp.example/api@sha256:${'12'.repeat(32)}": rpc error: code = NotFound desc = failed to pull and unpack image "registry.corp.example/api@sha256:${'12'.repeat(32)}": failed to resolve reference "registry.corp.example/api@sha256:${'12'.repeat(32)}": registry.corp.example/api@sha256:${'12'.repeat(32)}: not found`,
    `initializing source docker://quay.io/acme/api@sha256:${'12'.repeat(32)}: reading manifest sha256:${'12'.repeat(32)} in quay.io/acme/api: manifest unknown`,
  ],
  'platform-mismatch': [
    'Failed to pull image "acme/api:3": rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/acme/api:3": no match for platform in manifest: not found',
    docker('no matching manifest for linux/arm64/v8 in the manifest list entries'),
    docker('no matching manifest for windows/amd64 10.0.17763 in the manifest list entries'),
    docker('image operating system "linux" cannot be used on this platform: operating system is not supported'),
    'choosing an image from manifest list docker://quay.io/acme/api:3: no image found in manifest list for architecture arm64, variant "v8", OS linux',
    'unable to pull image or OCI artifact: pull image err: copying system image from manifest list: choosing image instance: no image found in image index for architecture "s390x", variant "", OS "linux"',
    'no match for platform in manifest sha256:1212121212121212121212121212121212121212121212121212121212121212: not found',
  ],
  'manifest-schema': [
    docker(
      '[DEPRECATION NOTICE] Docker Image Format v1 and Docker Image manifest version 2, schema 1 support is disabled by default and will be removed in an upcoming release. Suggest the author of docker.io/acme/old:1 to upgrade the image to the OCI Format or Docker Image manifest v2, schema 2.',
    ),
    'failed to pull and unpack image "docker.io/acme/old:1": not implemented: media type "application/vnd.docker.distribution.manifest.v1+prettyjws" is no longer supported since containerd v2.1, please rebuild the image as "application/vnd.docker.distribution.manifest.v2+json" or "application/vnd.oci.image.manifest.v1+json"',
    'initializing image from source docker://registry.corp.example/old:1: unsupported manifest type "application/vnd.docker.distribution.manifest.v1+json"',
  ],
  'server-error': [
    docker('received unexpected HTTP status: 503 Service Unavailable'),
    docker('Get "https://quay.io/v2/": received unexpected HTTP status: 502 Bad Gateway'),
    image(
      'registry.corp.example/api:3',
      'pulling from host registry.corp.example failed with status code [manifests 3]: 500 Internal Server Error',
    ),
    image(
      'quay.io/acme/api:3',
      'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://quay.io/v2/auth?scope=repository%3Aacme%2Fapi%3Apull&service=quay.io: 503 Service Unavailable',
    ),
    'initializing source docker://quay.io/acme/api:3: reading manifest 3 in quay.io/acme/api: received unexpected HTTP status: 504 Gateway Timeout',
    docker('unknown: unknown error'),
    'failed to copy: httpReadSeeker: failed open: unexpected status code https://registry.corp.example/v2/api/blobs/sha256:00aa: 500 Internal Server Error',
  ],
  'not-a-registry': [
    'failed to pull and unpack image "git.corp.example/acme/api:3": failed to resolve reference "git.corp.example/acme/api:3": unexpected media type text/html; charset=utf-8 for sha256:00aa: not found',
    docker(
      'error parsing HTTP 404 response body: invalid character \'<\' looking for beginning of value: "<!DOCTYPE html>\\n<html lang=\\"en\\">"',
    ),
    'initializing source docker://www.corp.example/api:3: reading manifest 3 in www.corp.example/api: StatusCode: 404, "<html>\\r\\n<head><title>404 Not Found</title></head>..."',
    'initializing source docker://portal.corp.example/api:3: pinging container registry portal.corp.example: StatusCode: 404, "404 page not found"',
  ],
  'invalid-image-name': [
    'Failed to apply default image tag "Acme/Api:3": couldn\'t parse image name "Acme/Api:3": invalid reference format: repository name (Acme/Api) must be lowercase',
    'Failed to apply default image tag "acme/api:": couldn\'t parse image reference "acme/api:": invalid reference format',
    'InvalidImageName',
    'failed to parse image reference "acme/api:v1+2": invalid reference format',
    docker('invalid reference format'),
    'Failed to inspect image "acme/api@sha256:12": rpc error: code = Unknown desc = Error response from daemon: invalid reference format',
  ],
  'short-name-resolution': [
    'Failed to inspect image "": rpc error: code = Unknown desc = short-name "api:3" did not resolve to an alias and no containers-registries.conf(5) was found',
    'rpc error: code = Unknown desc = short-name resolution enforced but cannot prompt without a TTY',
  ],
  'never-pull': ['Container image "api:3" is not present with pull policy of Never', 'Error: ErrImageNeverPull'],
  'node-storage-corrupt': [
    'failed to pull and unpack image "docker.io/library/nginx:1": failed to prepare extraction snapshot "extract-123 sha256:00aa": failed to stat parent: stat /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/5/fs: no such file or directory',
    'failed to register layer: rename /var/lib/docker/image/overlay2/layerdb/tmp/write-set-1 /var/lib/docker/image/overlay2/layerdb/sha256/00aa: file exists',
    'Failed to inspect image "nginx:1": rpc error: code = Unknown desc = layer not known',
    'failed to extract layer sha256:00aa: mount callback failed on /tmp/containerd-mount1: open /tmp/containerd-mount1/etc/passwd: read-only file system',
    'writing blob: adding layer with blob "sha256:00aa": creating read-write layer with ID "00aa": stat /var/lib/containers/storage/overlay/00bb: no such file or directory',
    'failed to extract layer sha256:00aa: mount callback failed on /var/lib/x: write /var/lib/x/usr/bin/y: input/output error: unknown',
  ],
  'disk-full': [
    docker('failed to register layer: write /usr/lib/libLLVM.so: no space left on device'),
    'writing blob: storing blob to file "/var/tmp/storage1/1": write /var/tmp/storage1/1: no space left on device',
    'failed to pull and unpack image "docker.io/acme/api:3": failed to copy: failed to send write: write /var/lib/containerd/io.containerd.content.v1.content/ingest/0a/data: no space left on device: unknown',
    'failed to pull and unpack image "docker.io/acme/api:3": failed to extract layer sha256:00aa: write /x: disk quota exceeded',
    'hcsshim::ImportLayer failed in Win32: There is not enough space on the disk. (0x70)',
  ],
  'kubelet-pull-qps': [
    'Failed to pull image "acme/api:3": pull QPS exceeded',
    'Back-off pulling image "acme/api:3": ErrImagePull: pull QPS exceeded',
  ],
  'layer-corrupt': [
    docker('filesystem layer verification failed for digest sha256:00aa'),
    'failed to pull and unpack image "acme/api:3": failed commit on ref "layer-sha256:00aa": "layer-sha256:00aa" failed size validation: 1024 != 2048: failed precondition',
    'writing blob: storing blob to file "/var/tmp/s/1": happened during read: Digest did not match, expected sha256:00aa, got sha256:00bb',
    'failed to pull and unpack image "acme/api:3": failed to extract layer sha256:00aa: archive/tar: invalid tar header: unknown',
    'failed to pull and unpack image "acme/api:3": failed to copy: httpReadSeeker: failed open: content at https://registry.corp.example/v2/acme/api/blobs/sha256:00aa not found: not found',
    docker('error pulling image configuration: image config verification failed for digest sha256:00aa'),
    'failed to register layer: Error processing tar file(exit status 1): unexpected EOF',
    'failed to extract layer sha256:00aa: gzip: invalid header',
  ],
  'sandbox-image': [
    'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "pause:mine": failed to pull image "pause:mine": failed to pull and unpack image "docker.io/library/pause:mine": failed to resolve reference "docker.io/library/pause:mine": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
  ],
}
