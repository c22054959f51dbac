import type {Cause} from '../../src/doctor/cause.ts'

/** A message as people post it, with the cause that the runtime's source and the registry's habits give it. */
export interface Message {
  readonly truth: Cause
  /** Causes that the words fit as well; the truth has then only to be among the first three. */
  readonly text: string
}

const denied = 'pull access denied, repository does not exist or may require authorization: '
const scope = `${denied}server message: insufficient_scope: authorization failed`

function image(name: string, rest: string): string {
  return `Failed to pull image "${name}": rpc error: code = Unknown desc = failed to pull and unpack image "${name}": failed to resolve reference "${name}": ${rest}`
}

function docker(rest: string): string {
  return `Error response from daemon: ${rest}`
}

const messages: Readonly<Partial<Record<Cause, readonly string[]>>> = {
  'no-credentials': [
    image('registry.corp.example/pay/api:3', `${denied}authorization failed: no basic auth credentials`),
    image(
      'acme.jfrog.io/docker-local/api:3',
      'failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized',
    ),
    image(
      'us-central1-docker.pkg.dev/acme/repo/api:3',
      'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://us-central1-docker.pkg.dev/v2/token?scope=repository%3Aacme%2Frepo%2Fapi%3Apull&service=us-central1-docker.pkg.dev: 403 Forbidden',
    ),
    image(
      'ghcr.io/acme/api:3',
      'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fapi%3Apull&service=ghcr.io: 401 Unauthorized',
    ),
    image(
      'registry.redhat.io/rhel9/postgresql-15:1',
      'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://registry.redhat.io/auth/realms/rhcc/protocol/redhat-docker-v2/auth?scope=repository%3Arhel9%2Fpostgresql-15%3Apull&service=docker-registry: 401 Unauthorized',
    ),
    docker(
      'Get "https://123456789012.dkr.ecr.eu-central-1.amazonaws.com/v2/api/manifests/3": no basic auth credentials',
    ),
    docker('Head "https://registry.corp.example/v2/api/manifests/3": no basic auth credentials'),
    'initializing source docker://registry.redhat.io/rhel9/x:1: unable to retrieve auth token: invalid username/password: unauthorized: Please login to the Red Hat Registry using your Customer Portal credentials. Further instructions can be found here: https://access.redhat.com/RegistryAuthentication',
    'Failed to pull image "gcr.io/acme-prod/api:3": rpc error: code = Unknown desc = initializing source docker://gcr.io/acme-prod/api:3: reading manifest 3 in gcr.io/acme-prod/api: unauthorized: Unauthenticated request. Unauthenticated requests do not have permission "artifactregistry.repositories.downloadArtifacts" on resource "projects/acme-prod/locations/us/repositories/gcr.io" (or it may not exist)',
    'Warning  Failed     2m (x4 over 4m)  kubelet            Failed to pull image "123456789012.dkr.ecr.us-west-2.amazonaws.com/x:1": failed to pull and unpack image "123456789012.dkr.ecr.us-west-2.amazonaws.com/x:1": failed to resolve image: pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
  ],
  'bad-credentials': [
    image(
      'docker.io/acme/api:3',
      'failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://auth.docker.io/token: 401 Unauthorized',
    ),
    image(
      'harbor.corp.example/pay/api:3',
      'failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://harbor.corp.example/service/token?scope=repository%3Apay%2Fapi%3Apull&service=harbor-registry: 401 Unauthorized',
    ),
    image(
      'acme.azurecr.io/api:3',
      'failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized',
    ),
    docker('Head "https://registry-1.docker.io/v2/acme/api/manifests/3": unauthorized: incorrect username or password'),
    docker(
      'Get "https://quay.io/v2/acme/api/manifests/3": unauthorized: Could not find robot with username: acme+deploy and supplied password.',
    ),
    docker(
      'Get "https://registry.gitlab.com/v2/acme/api/manifests/3": unauthorized: HTTP Basic: Access denied. The provided password or token is incorrect or your account has 2FA enabled and you must use a personal access token instead of a password.',
    ),
    'unable to pull image or OCI artifact: pull image err: initializing source docker://quay.io/acme/api:3: unable to retrieve auth token: invalid username/password: unauthorized: Invalid Username or Password',
    'Failed to pull image "harbor.corp.example/a/b:1": rpc error: code = Unknown desc = Error response from daemon: Get "https://harbor.corp.example/v2/": unauthorized: authentication required',
    'rpc error: code = Unknown desc = unable to retrieve auth token: invalid username/password: unauthorized: incorrect username or password',
    'Back-off pulling image "acme/api:3": ErrImagePull: failed to pull and unpack image "docker.io/acme/api:3": failed to resolve image: failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://auth.docker.io/token?scope=repository%3Aacme%2Fapi%3Apull&service=registry.docker.io: 401 Unauthorized\nunauthorized: incorrect username or password',
  ],
  'token-expired': [
    image(
      '123456789012.dkr.ecr.us-east-1.amazonaws.com/api:3',
      'unexpected status from HEAD request to https://123456789012.dkr.ecr.us-east-1.amazonaws.com/v2/api/manifests/3: 403 Forbidden\ndenied: Your authorization token has expired. Reauthenticate and try again.',
    ),
    docker(
      "pull access denied for 123456789012.dkr.ecr.us-east-1.amazonaws.com/api, repository does not exist or may require 'docker login': denied: Your authorization token has expired. Reauthenticate and try again.",
    ),
    docker(
      'Head "https://registry-1.docker.io/v2/acme/api/manifests/3": unauthorized: personal access token is expired',
    ),
    "initializing source docker://public.ecr.aws/acme/api:3: reading manifest 3 in public.ecr.aws/acme/api: denied: Your Authorization Token has expired. Please run 'aws ecr-public get-login-password --region us-east-1' to fetch a new Authorization Token.",
    image(
      'public.ecr.aws/acme/api:3',
      'failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://public.ecr.aws/token/?scope=repository%3Aacme%2Fapi%3Apull&service=public.ecr.aws: 403 Forbidden',
    ),
  ],
  'no-pull-permission': [
    docker(
      'Head "https://europe-docker.pkg.dev/v2/acme/repo/api/manifests/3": denied: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/acme/locations/europe/repositories/repo" (or it may not exist)',
    ),
    image(
      'us-docker.pkg.dev/acme/repo/api:3',
      'unexpected status from HEAD request to https://us-docker.pkg.dev/v2/acme/repo/api/manifests/3: 403 Forbidden',
    ),
    image(
      '123456789012.dkr.ecr.us-east-1.amazonaws.com/api:3',
      'pulling from host 123456789012.dkr.ecr.us-east-1.amazonaws.com failed with status code [manifests 3]: 403 Forbidden',
    ),
    docker(
      "pull access denied for 123456789012.dkr.ecr.us-east-1.amazonaws.com/api, repository does not exist or may require 'docker login': denied: User: arn:aws:sts::210987654321:assumed-role/eks-node/i-0abc is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:us-east-1:123456789012:repository/api because no identity-based policy allows the ecr:BatchGetImage action",
    ),
    docker(
      'unauthorized: unauthorized to access repository: pay/api, action: pull: unauthorized to access repository: pay/api, action: pull',
    ),
    'initializing source docker://harbor.corp.example/pay/api:3: reading manifest 3 in harbor.corp.example/pay/api: unauthorized: unauthorized to access repository: pay/api, action: pull: unauthorized to access repository: pay/api, action: pull',
    docker(
      'Head "https://registry-1.docker.io/v2/acme/api/manifests/3": unauthorized: access token has insufficient scopes',
    ),
    docker('denied: permission_denied: The token provided does not match expected scopes.'),
    'unable to pull image or OCI artifact: pull image err: initializing source docker://acme.jfrog.io/docker/api:3: reading manifest 3 in acme.jfrog.io/docker/api: StatusCode: 403, "{\\n  \\"errors\\" : [ {\\n    \\"status\\" : 403,\\n    \\"message\\" : \\"Not permitted to resolve docker:api/3\\"\\n  } ]\\n}"',
  ],
  'repository-not-found': [
    docker(
      "pull access denied for ngimx, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    ),
    image('docker.io/library/postgress:16', scope),
    docker(
      "repository 123456789012.dkr.ecr.us-east-1.amazonaws.com/apj not found: name unknown: The repository with name 'apj' does not exist in the registry with id '123456789012'",
    ),
    'initializing source docker://registry.corp.example/pay/apj:3: reading manifest 3 in registry.corp.example/pay/apj: name unknown: repository name not known to registry',
    docker('unknown: project pai not found: project pai not found'),
    docker('unknown: repository pay/apj not found'),
    'Failed to pull image "registry.corp.example/pay/apj:3": rpc error: code = NotFound desc = initializing source docker://registry.corp.example/pay/apj:3: reading manifest 3 in registry.corp.example/pay/apj: repository name not known to registry',
    'initializing source docker://quay.io/acme/apj:3: reading manifest 3 in quay.io/acme/apj: unauthorized: access to the requested resource is not authorized',
    'Failed to pull image "myapp:latest": Error response from daemon: pull access denied for myapp, repository does not exist or may require \'docker login\'',
  ],
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
  'rate-limited': [
    docker(
      'toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit',
    ),
    image(
      'docker.io/library/nginx:1',
      'unexpected status from HEAD request to https://registry-1.docker.io/v2/library/nginx/manifests/1: 429 Too Many Requests\ntoomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
    ),
    'initializing source docker://public.ecr.aws/acme/api:3: reading manifest 3 in public.ecr.aws/acme/api: toomanyrequests: Rate exceeded',
    docker(
      "toomanyrequests: Quota exceeded for quota metric 'Requests per project per region' and limit 'Requests per project per region per minute per region' of service 'artifactregistry.googleapis.com'",
    ),
    'pinging container registry registry-1.docker.io: too many requests to registry',
    'received unexpected HTTP status: 429 Too Many Requests',
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
  'dns-failure': [
    docker(
      'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 10.96.0.10:53: read udp 10.244.0.9:41234->10.96.0.10:53: i/o timeout',
    ),
    image(
      'registry.corp.exmaple/api:3',
      'failed to do request: Head "https://registry.corp.exmaple/v2/api/manifests/3": dial tcp: lookup registry.corp.exmaple: no such host',
    ),
    'initializing source docker://registry.corp.example/api:3: pinging container registry registry.corp.example: Get "https://registry.corp.example/v2/": dial tcp: lookup registry.corp.example on 127.0.0.53:53: server misbehaving',
    'dial tcp: lookup quay.io on [::1]:53: read udp [::1]:48732->[::1]:53: read: connection refused',
    'failed to do request: Head "https://harbor.local/v2/a/manifests/1": dial tcp: lookup harbor.local: Temporary failure in name resolution',
    image(
      'docker.io/library/nginx:1',
      'failed to authorize: failed to fetch anonymous token: Get "https://auth.docker.io/token?scope=repository%3Alibrary%2Fnginx%3Apull&service=registry.docker.io": dial tcp: lookup auth.docker.io: no such host',
    ),
  ],
  'connection-refused': [
    image(
      '10.0.0.7:5000/api:3',
      'failed to do request: Head "https://10.0.0.7:5000/v2/api/manifests/3": dial tcp 10.0.0.7:5000: connect: connection refused',
    ),
    docker('Get "http://localhost:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused'),
    'RegistryUnavailable: unable to pull image: initializing source docker://registry.corp.example/api:3: pinging container registry registry.corp.example: Get "https://registry.corp.example/v2/": dial tcp 10.0.0.7:443: connect: connection refused',
  ],
  'connection-reset': [
    docker(
      'Get "https://registry-1.docker.io/v2/": read tcp 10.0.0.9:41234->44.205.64.79:443: read: connection reset by peer',
    ),
    image('ghcr.io/acme/api:3', 'failed to do request: Head "https://ghcr.io/v2/acme/api/manifests/3": EOF'),
    'failed to copy: read tcp 10.0.0.9:41234->10.0.0.7:443: read: connection reset by peer',
    'reading blob sha256:00aa: Get "https://registry.corp.example/v2/api/blobs/sha256:00aa": read tcp 10.0.0.9:41234->10.0.0.7:443: read: connection reset by peer',
  ],
  'no-route': [
    docker('Get "https://registry.corp.example/v2/": dial tcp 10.9.0.7:443: connect: no route to host'),
    image(
      'docker.io/library/nginx:1',
      'failed to do request: Head "https://registry-1.docker.io/v2/library/nginx/manifests/1": dial tcp [2600:1f18:2148:bc02:a26b:9f2d:c2f2:cb5a]:443: connect: network is unreachable',
    ),
  ],
  timeout: [
    docker(
      'Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    ),
    docker(
      'Get "https://registry-1.docker.io/v2/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    ),
    docker('Get "https://gcr.io/v2/": dial tcp 74.125.143.82:443: i/o timeout'),
    image(
      'ghcr.io/acme/api:3',
      'failed to do request: Head "https://ghcr.io/v2/acme/api/manifests/3": dial tcp 140.82.121.34:443: connect: connection timed out',
    ),
    'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
    'rpc error: code = Unknown desc = context canceled',
    'initializing source docker://quay.io/acme/api:3: pinging container registry quay.io: Get "https://quay.io/v2/": net/http: TLS handshake timeout',
  ],
  'tls-unknown-ca': [
    docker('Get "https://registry.corp.example/v2/": x509: certificate signed by unknown authority'),
    docker(
      'Get "https://registry.corp.example/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority (possibly because of "x509: invalid signature: parent certificate cannot sign this kind of certificate" while trying to verify candidate authority certificate "corp-ca")',
    ),
    image(
      'registry.corp.example/api:3',
      'failed to do request: Head "https://registry.corp.example/v2/api/manifests/3": tls: failed to verify certificate: x509: “registry.corp.example” certificate is not trusted',
    ),
    'failed to authorize: failed to fetch anonymous token: Get "https://auth.corp.example/token?service=registry": x509: certificate signed by unknown authority',
  ],
  'tls-expired': [
    docker(
      'Get "https://registry.corp.example/v2/": x509: certificate has expired or is not yet valid: current time 2026-11-01T08:00:00Z is after 2026-10-31T23:59:59Z',
    ),
    'pinging container registry registry.corp.example: Get "https://registry.corp.example/v2/": tls: failed to verify certificate: x509: certificate has expired or is not yet valid',
  ],
  'node-clock-skew': [
    'failed to do request: Head "https://registry-1.docker.io/v2/library/nginx/manifests/1": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 1970-01-01T01:02:03Z is before 2026-05-01T00:00:00Z',
  ],
  'tls-wrong-host': [
    docker(
      'Get "https://10.0.0.7/v2/": x509: cannot validate certificate for 10.0.0.7 because it doesn\'t contain any IP SANs',
    ),
    docker(
      'Get "https://registry.corp.example/v2/": x509: certificate is valid for ingress.local, not registry.corp.example',
    ),
    'failed to do request: Head "https://registry.corp.example/v2/a/manifests/1": x509: certificate relies on legacy Common Name field, use SANs or temporarily enable Common Name matching with GODEBUG=x509ignoreCN=0',
  ],
  'tls-handshake-failure': [
    docker('Get "https://registry.corp.example/v2/": remote error: tls: bad certificate'),
    docker('Get "https://registry.corp.example/v2/": remote error: tls: handshake failure'),
    'failed to do request: Head "https://registry.corp.example/v2/a/manifests/1": tls: server selected unsupported protocol version 301',
  ],
  'http-on-https': [
    docker('Get "https://10.0.0.7:5000/v2/": http: server gave HTTP response to HTTPS client'),
    image(
      'registry.local:5000/api:3',
      'failed to do request: Head "https://registry.local:5000/v2/api/manifests/3": http: server gave HTTP response to HTTPS client',
    ),
    'pinging container registry registry.local:5000: Get "https://registry.local:5000/v2/": http: server gave HTTP response to HTTPS client',
  ],
  proxy: [
    docker(
      'Get "https://registry-1.docker.io/v2/": proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused',
    ),
    docker('Get "https://registry-1.docker.io/v2/": proxyconnect tcp: dial tcp: lookup http: no such host'),
    docker('Get "https://registry-1.docker.io/v2/": Proxy Authentication Required'),
    docker('Get "https://quay.io/v2/": proxyconnect tcp: tls: first record does not look like a TLS handshake'),
    image('ghcr.io/acme/api:3', 'failed to do request: Head "https://ghcr.io/v2/acme/api/manifests/3": Bad Gateway'),
    image(
      'ghcr.io/acme/api:3',
      'failed to do request: Head "https://ghcr.io/v2/acme/api/manifests/3": proxyconnect tcp: net/http: TLS handshake timeout',
    ),
    docker('received unexpected HTTP status: 407 Proxy Authentication Required'),
  ],
  'mirror-misconfigured': [
    image(
      'docker.io/library/nginx:1',
      'unexpected status from HEAD request to https://mirror.corp.example/v2/library/nginx/manifests/1?ns=docker.io: 500 Internal Server Error',
    ),
    image(
      'registry.k8s.io/coredns/coredns:v1.11',
      'failed to do request: Head "https://10.0.0.7:5000/v2/coredns/coredns/manifests/v1.11?ns=registry.k8s.io": http: server gave HTTP response to HTTPS client',
    ),
    docker(
      'Get "https://mirror.corp.example/v2/library/nginx/manifests/1": unauthorized: authentication required',
    ).replace('Error', 'Failed to pull image "nginx:1": rpc error: code = Unknown desc = Error'),
  ],
  'blob-host-blocked': [
    'failed to pull and unpack image "quay.io/acme/api:3": failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://cdn01.quay.io/quayio-production-s3/sha256/00/00aa?X-Amz-Signature=x": dial tcp: lookup cdn01.quay.io: no such host',
    'failed to pull and unpack image "docker.io/acme/api:3": failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://production.cloudflare.docker.com/registry-v2/docker/registry/v2/blobs/sha256/00/00aa/data?verify=x": dial tcp 104.18.121.25:443: i/o timeout',
    'Failed to pull image "ghcr.io/acme/api:3": failed to pull and unpack image "ghcr.io/acme/api:3": failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://pkg-containers.githubusercontent.com/ghcr1/blobs/sha256:00aa?se=x": net/http: TLS handshake timeout',
    'Failed to pull image "mcr.microsoft.com/dotnet/sdk:8.0": failed to pull and unpack image "mcr.microsoft.com/dotnet/sdk:8.0": failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://westeurope.data.mcr.microsoft.com/0a//docker/registry/v2/blobs/sha256/00/00aa/data": read tcp 10.0.0.9:1->2.2.2.2:443: read: connection reset by peer',
  ],
  'geo-or-ip-blocked': [
    docker(
      'Head "https://acme.azurecr.io/v2/api/manifests/3": denied: client with IP \'203.0.113.9\' is not allowed access, refer https://aka.ms/acr/firewall to grant access',
    ),
    docker(
      'error parsing HTTP 403 response body: invalid character \'<\' looking for beginning of value: "<html><body><h1>403 Forbidden</h1>\\nSince Docker is a US company, we must comply with US export control regulations. In an effort to comply with these, we now block all IP addresses that are located in Cuba, Iran, North Korea, Republic of Crimea, Sudan, and Syria.\\n</body></html>"',
    ),
    image(
      'us-docker.pkg.dev/acme/repo/api:3',
      "unexpected status from HEAD request to https://us-docker.pkg.dev/v2/acme/repo/api/manifests/3: 403 Forbidden\ndenied: Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: 0ab",
    ),
  ],
  'content-trust-policy': [
    'Source image rejected: Running image docker://docker.io/acme/api:3 is rejected by policy.',
    'SignatureValidationFailed: Source image rejected: None of the signatures were accepted, reasons: Signature for identity registry.corp.example/api:2 is not accepted',
    docker('unknown: The image is not signed by cosign.'),
    docker(
      'unknown: current image without vulnerability scanning cannot be pulled due to configured policy in \'Prevent images with vulnerability severity of "Critical" or higher from running.\'',
    ),
    'initializing source docker://registry.evil.example/api:3: registry registry.evil.example is blocked in /etc/containers/registries.conf or /etc/containers/registries.conf.d',
    'Source image rejected: cryptographic signature verification failed: invalid signature when validating ASN.1 encoded signature',
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
  'secret-malformed': [
    'Failed to pull image "acme/api:3": illegal base64 data at input byte 12',
    'Error: unable to parse auth field, must be formatted as base64(username:password)',
    'Failed to pull image "acme/api:3": unable to parse auth field, must be formatted as base64(username:password)',
    'json: cannot unmarshal number into Go struct field dockerConfigEntryWithAuth.auths.password of type string',
    'Failed to pull image "acme/api:3": json: cannot unmarshal string into Go value of type credentialprovider.dockerConfigEntryWithAuth',
  ],
  'secret-missing': [
    'Unable to retrieve some image pull secrets (regcred, other); attempting to pull the image may not succeed.',
    'Warning  FailedToRetrieveImagePullSecret  3s (x7 over 90s)  kubelet  Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.',
    'Unable to retrieve pull secret shop/regcred for shop/web-0 due to secret "regcred" not found.  The image pull may not succeed.',
  ],
  'never-pull': ['Container image "api:3" is not present with pull policy of Never', 'Error: ErrImageNeverPull'],
  'credential-provider-failed': [
    'Failed getting credential from external registry credential provider: error execing credential provider plugin ecr-credential-provider for image 123456789012.dkr.ecr.us-east-1.amazonaws.com/api: exit status 1',
    'Failed getting credential from external registry credential provider: error execing credential provider plugin gcr-credential-provider for image gcr.io/a/b: context deadline exceeded',
  ],
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
  'stale-credential-on-public-image': [],
}

/** All of them, by cause. */
export const inventedMessages: readonly Message[] = Object.entries(messages).flatMap(([truth, texts]) =>
  texts.map((text) => ({truth: truth as Cause, text})),
)
