import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {readAttempt} from '../../../src/doctor/message/read-attempt.ts'

/** What went wrong, where, and with whom; `+` a login was presented, `-` nothing was. */
type Table = Readonly<Record<string, readonly [message: string, reading: string]>>

const containerd: Table = {
  'no login for a token server': [
    'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.example.com/token?scope=repository%3Aa%2Fb%3Apull&service=r: 401 Unauthorized',
    'unauthorized at token of auth.example.com -',
  ],
  'a login that the token server refuses': [
    'failed to authorize: failed to fetch oauth token: unexpected status: 403 Forbidden',
    'forbidden at token +',
  ],
  'a login that a token server calls a bad request': [
    'failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://auth.example.com/oauth2/token: 400 Bad Request',
    'http-status at token of auth.example.com +',
  ],
  'a token without the scope': [
    'failed to resolve reference "r.example.com/a/b:1": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    'insufficient-scope at resolve',
  ],
  'no answer to a Basic challenge': [
    'failed to resolve image: pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
    'no-basic-credentials at resolve -',
  ],
  'a refusal with its body on a line of its own': [
    'failed to resolve image: unexpected status from HEAD request to https://r.example.com/v2/a/b/manifests/1: 403 Forbidden\ndenied: access forbidden',
    'forbidden at resolve of r.example.com: "denied: access forbidden"',
  ],
  'a refusal that names a page to read, which is no host that was asked': [
    'failed to resolve image: unexpected status from HEAD request to https://r.example.com/v2/a/b/manifests/1: 403 Forbidden\ndenied: see https://help.example.net/blobs/1',
    'forbidden at resolve of r.example.com: "denied: see https://help.example.net/blobs/1"',
  ],
  'the rate limit at a manifest below an index': [
    'failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/x/manifests/sha256:aa: 429 Too Many Requests - Server message: toomanyrequests: slow down',
    'rate-limited at manifest of registry-1.docker.io: "toomanyrequests: slow down"',
  ],
  'a 404 of the registry': [
    'failed to resolve reference "r.example.com/a/b:1": r.example.com/a/b:1: not found',
    'not-found at resolve',
  ],
  'a platform, which is no 404': [
    'failed to pull and unpack image "r.example.com/a/b:1": no match for platform in manifest: not found',
    'no-platform at manifest',
  ],
  'a platform of containerd before 1.1, which is no 404 either': [
    'failed to get image information: failed to get image diffIDs: manifest sha256:00aa: not found',
    'no-platform at manifest',
  ],
  'a web page in a manifest’s place, which is no 404': [
    'failed to unpack image on snapshotter overlayfs: unexpected media type text/html for sha256:00aa: not found',
    'html at manifest',
  ],
  'a layer that the registry lost': [
    'failed to copy: httpReadSeeker: failed open: content at https://r.example.com/v2/a/b/blobs/sha256:00aa not found: not found',
    'blob-missing at blob of r.example.com',
  ],
  'a layer host that does not resolve': [
    'failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://cdn.example.net/blobs/sha256/aa/data?verify=1": dial tcp: lookup cdn.example.net on 10.0.0.2:53: no such host',
    'dns at blob of cdn.example.net',
  ],
  'a name server that does not answer, which is no timeout of the registry': [
    'failed to do request: Head "https://r.example.com/v2/a/manifests/1": dial tcp: lookup r.example.com on 10.0.0.2:53: read udp 10.0.0.9:4->10.0.0.2:53: i/o timeout',
    'dns at resolve of r.example.com',
  ],
  'a proxy that is not there, which is no refusal of the registry': [
    'failed to do request: Head "https://r.example.com/v2/a/manifests/1": proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused',
    'proxy at resolve of r.example.com',
  ],
  'a proxy that refuses to connect': [
    'failed to do request: Head "https://r.example.com/v2/a/manifests/1": Forbidden',
    'proxy at resolve of r.example.com',
  ],
  'a mirror that fails': [
    'failed to resolve image: unexpected status from HEAD request to https://10.0.0.5:5000/v2/a/manifests/1?ns=docker.io: 500 Internal Server Error',
    'server-error at resolve of 10.0.0.5:5000 for docker.io',
  ],
  'a certificate of the past': [
    'failed to do request: Head "https://r.example.com/v2/a/manifests/1": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-01-02T00:00:00Z is after 2025-01-01T00:00:00Z',
    'tls-time at resolve of r.example.com',
  ],
  'a certificate whose issuer is unknown, and why': [
    'failed to do request: Head "https://r.example.com/v2/": x509: certificate signed by unknown authority (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate "Corp")',
    'tls-unknown-ca at resolve of r.example.com',
  ],
  'a full disk below a layer': [
    'failed to extract layer sha256:00aa: write /var/lib/containerd/x/fs/usr/lib/a.so: no space left on device: unknown',
    'no-space at unpack',
  ],
  'a store that lost its metadata, which is no 404': [
    'failed to prepare extraction snapshot "extract-1 sha256:00aa": missing parent "k8s.io/1/sha256:00bb" bucket: not found',
    'storage at unpack',
  ],
  'a layer that cannot be unzipped': [
    'failed to extract layer sha256:00aa: exit status 1: unpigz: skipping: <stdin>: corrupted -- crc32 mismatch: unknown',
    'digest-mismatch at unpack',
  ],
  'whatever else a layer does there': [
    'failed to extract layer sha256:00aa: mount callback failed on /tmp/mount1: chmod /tmp/mount1/sbin: no such file or directory: unknown',
    'storage at unpack',
  ],
  'what is not permitted there, which is no lack of a route either': [
    'failed to extract layer sha256:00aa: operation not permitted: unknown',
    'storage at unpack',
  ],
  'a blob that the node lost': [
    'failed to get image "r.example.com/app:1": blob sha256:00aa expected at /var/lib/containerd/blobs/sha256/00aa: not found',
    'storage at unpack',
  ],
  'a file that the node cannot change, which is no lack of a route': [
    'failed to extract layer sha256:00aa: lchown /var/lib/x/fs/usr: operation not permitted',
    'storage at unpack',
  ],
}

const containersImage: Table = {
  'a refused token': [
    'unable to pull image or OCI artifact: pull image err: initializing source docker://r.example.com/a/b:1: unable to retrieve auth token: invalid username/password: unauthorized: please log in',
    'unauthorized at token: "unauthorized: please log in"',
  ],
  'a token server that forbids': [
    'unable to pull image: initializing source docker://r.example.com/a/b:1: Requesting bearer token: invalid status code from registry 403 (Forbidden)',
    'forbidden at token',
  ],
  'a missing tag': [
    'initializing source docker://r.example.com/a/b:1: reading manifest 1 in r.example.com/a/b: manifest unknown',
    'manifest-unknown at resolve: "manifest unknown"',
  ],
  'a denied scope': [
    'initializing source docker://r.example.com/a/b:1: reading manifest 1 in r.example.com/a/b: requested access to the resource is denied',
    'insufficient-scope at resolve: "requested access to the resource is denied"',
  ],
  'a web page with its status': [
    'reading manifest 1 in r.example.com/a/b: StatusCode: 404, "<!DOCTYPE html><title>Not here: 401 Unauthorized"',
    'html at resolve: "<!DOCTYPE html><title>Not here: 401 Unauthorized"',
  ],
  'plain HTTP where HTTPS is spoken': [
    'pinging container registry r.example.com: StatusCode: 400, "Client sent an HTTP request to an HTTPS server.\\n"',
    'http-on-https at resolve of r.example.com: "Client sent an HTTP request to an HTTPS server.\\n"',
  ],
  'a file that may not be owned': [
    'error adding layer with blob "sha256:00aa": Error processing tar file(exit status 1): operation not permitted',
    'storage at unpack',
  ],
  'a platform': [
    'choosing an image from manifest list docker://r.example.com/a/b:1: no image found in image index for architecture "arm64", variant "v8", OS "linux"',
    'no-platform at manifest',
  ],
  'a full disk in the words of a program that was run': [
    'copying system image from manifest list: writing blob: adding layer with blob "sha256:00aa": processing tar file(write /usr/lib/a: no space left on device): exit status 1',
    'no-space at unpack',
  ],
  'a policy that asks for a signature': [
    'SignatureValidationFailed: Source image rejected: A signature was required, but no signature exists',
    'signature at unknown',
  ],
  'a name without a registry': [
    'short-name "app:1" did not resolve to an alias and no unqualified-search registries are defined in "/etc/containers/registries.conf"',
    'short-name at reference',
  ],
  'a registry that the node blocks': [
    'registry r.example.com is blocked in /etc/containers/registries.conf or /etc/containers/registries.conf.d',
    'blocked-by-policy at reference',
  ],
}

const dockerEngine: Table = {
  'a missing tag': [
    'Error response from daemon: manifest for example/app:1 not found: manifest unknown: manifest unknown',
    'manifest-unknown at resolve: "manifest unknown: manifest unknown"',
  ],
  'the answer of Docker Hub to anything it hides': [
    "Error response from daemon: pull access denied for example/app, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    'insufficient-scope at resolve: "denied: requested access to the resource is denied"',
  ],
  'a registry’s own refusal behind the sentence that the engine puts before all of them': [
    "Error response from daemon: pull access denied for r.example.com/app, repository does not exist or may require 'docker login': denied: not for this address",
    'forbidden at resolve: "denied: not for this address"',
  ],
  'a refused login': [
    'Error response from daemon: Get "https://registry-1.docker.io/v2/example/app/manifests/1": unauthorized: incorrect username or password',
    'unauthorized at resolve of registry-1.docker.io +: "unauthorized: incorrect username or password"',
  ],
  'a registry that knows no such project': [
    'Error response from daemon: unknown: artifact shop/app:1 not found',
    'manifest-unknown at resolve: "unknown: artifact shop/app:1 not found"',
  ],
  'plain HTTP': [
    'Error response from daemon: Get "https://r.example.com:5000/v2/": http: server gave HTTP response to HTTPS client',
    'http-on-https at resolve of r.example.com:5000',
  ],
  'an image for another Windows': [
    'a Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host',
    'no-platform at manifest',
  ],
  'a socket of Windows': [
    'Error response from daemon: Get "https://r.example.com/v2/": dial tcp 10.0.0.7:443: connectex: No connection could be made because the target machine actively refused it.',
    'connection-refused at resolve of r.example.com',
  ],
  'a token server behind the registry': [
    'Error response from daemon: Head "https://r.example.com/v2/a/manifests/1": Get "https://auth.example.com/token?scope=repository%3Aa%3Apull": net/http: TLS handshake timeout',
    'timeout at token of auth.example.com',
  ],
  'plain HTTP, of an old engine': [
    'v1 ping attempt failed with error: Get https://r.example.com:5000/v1/_ping: tls: oversized record received with length 20527',
    'http-on-https at unknown of r.example.com:5000',
  ],
  'a login that was tried for itself': [
    'Error response from daemon: login attempt to https://r.example.com/v2/ failed with status: 401 Unauthorized',
    'unauthorized at resolve of r.example.com +',
  ],
  'a registry that gives no reason for its 403': [
    'Error response from daemon: unknown: Forbidden',
    'forbidden at unknown: "unknown: Forbidden"',
  ],
  'a manifest that is none of an image': [
    'Error response from daemon: unsupported media type application/vnd.oci.empty.v1+json',
    'schema at manifest',
  ],
  'a config that does not match': [
    'Error response from daemon: error pulling image configuration: image config verification failed for digest sha256:00aa',
    'digest-mismatch at blob',
  ],
  'a layer that does not match': [
    'Error response from daemon: filesystem layer verification failed for digest sha256:00aa',
    'digest-mismatch at blob',
  ],
}

const kubelet: Table = {
  'a name that does not parse': [
    'Failed to apply default image tag "App:1": couldn\'t parse image name "App:1": invalid reference format: repository name (library/App) must be lowercase',
    'invalid-reference at reference',
  ],
  'an image that may not be pulled': [
    'Container image "app:1" is not present with pull policy of Never',
    'never-present at reference',
  ],
  'its own throttle': ['pull QPS exceeded', 'pull-qps at reference'],
  'a pull secret that is not base64': ['illegal base64 data at input byte 4', 'keyring-unreadable at keyring'],
  'a pull secret that is not JSON': [
    'Failed to pull image "app:1": invalid character \'u\' looking for beginning of value',
    'keyring-unreadable at keyring',
  ],
  'a pull secret whose JSON is of another kind': [
    'Error: json: cannot unmarshal string into Go value of type credentialprovider.DockerConfigEntry',
    'keyring-unreadable at keyring',
  ],
  'a pull secret that is missing': [
    'Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.',
    'secret-unavailable at keyring',
  ],
  'a credential provider that fails, whatever it failed at': [
    'Failed getting credential from external registry credential provider: error execing credential provider plugin ecr for image r.example.com/a: exit status 1: dial tcp: lookup sts.example.com: no such host',
    'credential-provider at keyring of sts.example.com',
  ],
  'no cause at all': ['Back-off pulling image "app:1"', 'unknown at unknown'],
}

const strangers: Table = {
  'an error in quotation marks': [
    'pulling failed, output: "Error: writing blob: no space left on device"',
    'no-space at unpack',
  ],
  'the end of a quotation': [
    'failed to resolve reference "r.example.com/app:1": r.example.com/app:1: not found</code>',
    'not-found at resolve',
  ],
  'a link whose beginning was cut off': ['rtificate signed by unknown authority', 'tls-unknown-ca at unknown'],
  'the end of a sentence, and of what quotes it': [
    'we get (failed to pull and unpack image "r.example.com/app:1": no match for platform in manifest: not found).',
    'no-platform at manifest',
  ],
  'a quotation mark whose beginning was cut off': ['for host r.example.com: EOF"', 'connection-reset at unknown'],
  'another program’s own words': [
    'the image could not be fetched because the connection timed out',
    'timeout at unknown',
  ],
  'words inside an image’s name': [
    'failed to resolve reference "r.example.com/no-such-host/unauthorized:timeout": r.example.com/no-such-host/unauthorized:timeout: not found',
    'not-found at resolve',
  ],
}

for (const [program, table] of Object.entries({containerd, containersImage, dockerEngine, kubelet, strangers})) {
  describe(`in the words of ${program}`, () => {
    for (const [sentence, [message, reading]] of Object.entries(table)) {
      test(sentence, () => assert.equal(readingOf(message), reading))
    }
  })
}

test('the password in a URL and the signature of a layer’s are not quoted', () => {
  const url = 'https://user:hunter2@r.example.com/v2/a/blobs/sha256:00aa?X-Amz-Signature=s3cr3t'
  const {part} = readAttempt({text: `received unexpected status from ${url} 418`})
  assert.equal(part.host, 'r.example.com')
  assert.equal(part.quote, 'received unexpected status from https://r.example.com/v2/a/blobs/sha256:00aa 418')
})

function readingOf(message: string): string {
  const {fault, at, host, mirrorOf, presented, serverMessage} = readAttempt({text: message}).part
  const of = host === undefined ? '' : ` of ${host}`
  const stands = mirrorOf === undefined ? '' : ` for ${mirrorOf}`
  const login = {login: ' +', nothing: ' -', unknown: ''}[presented]
  const words = serverMessage === undefined ? '' : `: "${serverMessage}"`
  return `${fault} at ${at}${of}${stands}${login}${words}`
}
