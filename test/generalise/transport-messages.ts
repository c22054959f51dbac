import type {Messages} from './message-form.ts'
import {docker, image} from './message-form.ts'

/** What is said where no registry was heard. */
export const transportMessages: Messages = {
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
}
