import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {rankMessage} from '../../src/doctor/rank-causes.ts'

/**
 * Forms that the programs write and that nobody has recorded here: the two causes offered first. A message that allows
 * several alike begins with a question mark.
 */
type Table = Readonly<Record<string, readonly [message: string, first: string]>>

const pulled = 'failed to pull and unpack image "r.example.com/team/app:1": '
const resolved = `${pulled}failed to resolve image: `
const asked = `${resolved}failed to do request: Head "https://r.example.com/v2/team/app/manifests/1": `
const copied = `${pulled}failed to copy: httpReadSeeker: failed open: `
const initialized = 'unable to pull image: pull image err: initializing source docker://r.example.com/team/app:1: '
const daemon = 'Error response from daemon: '

const containerd: Table = {
  'a layer that is not there is no tag': [
    `${copied}unexpected status from GET request to https://r.example.com/v2/team/app/blobs/sha256:00aa: 404 Not Found`,
    'layer-corrupt, proxy',
  ],
  'a layer that unpacks to another one is damaged': [
    `${pulled}failed to extract layer sha256:00aa: wrong diff id calculated on extraction "sha256:00bb": unknown`,
    'layer-corrupt, proxy',
  ],
  'a layer of a type that cannot be unpacked is no damage': [
    `${pulled}failed to extract layer sha256:00aa: failed to get stream processor for application/vnd.example+json: no processor for media-type: unknown`,
    'manifest-schema, not-a-registry',
  ],
  'a layer that another pull has in hand is no outage': [
    `${pulled}failed to copy: ref layer-sha256:00aa locked for 5.3s (since 2026-01-02 03:04:05 +0000 UTC): unavailable`,
    '? pull-in-progress, node-storage-corrupt',
  ],
  'a layer of Linux on a node of Windows is no damage': [
    `${pulled}failed to extract layer sha256:00aa: hcsshim::ProcessBaseLayer \\\\?\\C:\\ProgramData\\containerd\\snapshots\\7: The system cannot find the path specified.: unknown`,
    '? platform-mismatch, node-storage-corrupt',
  ],
  'a token server that is not there is no missing tag': [
    `${resolved}failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.example.com/token?scope=repository%3Aapp%3Apull: 404 Not Found`,
    '? server-error, not-a-registry',
  ],
  'a certificate file that the node cannot read is no damage': [
    `${resolved}unable to read CA cert "/etc/containerd/certs.d/r.example.com/ca.crt": open /etc/containerd/certs.d/r.example.com/ca.crt: permission denied`,
    '? tls-unknown-ca, tls-handshake-failure',
  ],
  'a key that is none of the certificate’s is one of TLS': [
    `${resolved}failed to load X509 key pair: tls: private key does not match public key`,
    '? tls-unknown-ca, tls-handshake-failure',
  ],
  'a certificate inside a layer is none of the node’s': [
    `${pulled}failed to extract layer sha256:00aa: open /var/lib/containerd/x/fs/etc/ssl/cert.pem: permission denied: unknown`,
    'node-storage-corrupt',
  ],
  'a layer’s store is known by its path, whoever the image is of': [
    'ctr: failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://bucket.example.net/docker/registry/v2/blobs/sha256/00/00aa/data?sig=x": read tcp 192.0.2.7:4->192.0.2.8:443: read: connection reset by peer',
    'blob-host-blocked, connection-reset',
  ],
  'a page in the place of an image that nobody names is a mirror’s': [
    'failed to unpack image on snapshotter overlayfs: unexpected media type text/html for sha256:00aa: not found',
    '? mirror-misconfigured, not-a-registry',
  ],
  'GHCR forbids at the manifest whom its token server let in': [
    'failed to resolve reference "ghcr.io/example/app:1": unexpected status from HEAD request to https://ghcr.io/v2/example/app/manifests/1: 403 Forbidden',
    '? no-pull-permission, no-credentials',
  ],
  'who speaks plain HTTP to TLS is told so with 400': [
    `${resolved}unexpected status from HEAD request to http://r.example.com:5443/v2/team/app/manifests/1: 400 Bad Request`,
    '? http-on-https, server-error',
  ],
  'a proxy that wants a login for the network is no registry’s fault': [
    `${resolved}unexpected status from HEAD request to https://r.example.com/v2/team/app/manifests/1: 511 Network Authentication Required`,
    'proxy',
  ],
  'a runtime that does not answer is no registry that refuses': [
    'Failed to pull image "r.example.com/team/app:1": rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"',
    '? unknown',
  ],
}

const containersImage: Table = {
  'the child of an index that is not there is no tag': [
    `unable to pull image: copying system image from manifest list: determining manifest MIME type for docker://r.example.com/team/app:1: reading manifest sha256:${'ab'.repeat(32)} in r.example.com/team/app: manifest unknown`,
    'digest-not-found, layer-corrupt',
  ],
  'a layer that is not there is no tag': [
    'copying system image from manifest list: reading blob sha256:00aa: fetching blob: invalid status code from registry 404 (Not Found)',
    'layer-corrupt, proxy',
  ],
  'a token server that is not there is no missing tag': [
    `${initialized}unable to retrieve auth token: invalid status code from registry 404 (Not Found)`,
    '? server-error, not-a-registry',
  ],
  'a page that is not quoted is one, too': [
    `${initialized}reading manifest 1 in r.example.com/team/app: StatusCode: 403, <html>\n<head><title>403 Forbidden</title></head>`,
    'geo-or-ip-blocked, proxy',
  ],
  'a page with the type of one is no image': [
    'determining manifest MIME type for docker://r.example.com/team/app:1: Unimplemented manifest MIME type "text/html"',
    'not-a-registry, mirror-misconfigured',
  ],
  'text that is no manifest is of no known kind': [
    'determining manifest MIME type for docker://r.example.com/team/app:1: Unimplemented manifest MIME type "text/plain"',
    'manifest-schema, not-a-registry',
  ],
  'a policy that does not parse lets nothing through': [
    'unable to pull image: invalid policy in "/etc/containers/policy.json": Unknown key "transport"',
    'content-trust-policy',
  ],
  'a policy that is not there lets nothing through': [
    `${initialized}open /etc/containers/policy.json: no such file or directory`,
    'content-trust-policy',
  ],
  'a certificate file that the node cannot read is no damage': [
    `${initialized}open /etc/docker/certs.d/r.example.com/ca.crt: permission denied`,
    '? tls-unknown-ca, tls-handshake-failure',
  ],
  'a key without its certificate is one of TLS': [
    `${initialized}missing client certificate client.cert for key client.key`,
    '? tls-unknown-ca, tls-handshake-failure',
  ],
  'a layer that cannot be unzipped is damaged': [
    'writing blob: adding layer with blob "sha256:00aa": processing tar file(gzip: invalid checksum): exit status 1',
    'layer-corrupt, proxy',
  ],
  'a list of manifests that is cut off is none': [
    'choosing an image from manifest list docker://r.example.com/team/app:1: parsing manifest list: unexpected end of JSON input',
    'manifest-schema, not-a-registry',
  ],
  'a file of registries that does not parse is the node’s': [
    `${initialized}loading registries configuration: loading drop-in registries configuration "/etc/containers/registries.conf.d/x.conf": toml: line 3: expected value`,
    '? mirror-misconfigured, unknown',
  ],
  'a credential helper that is not there gives no login': [
    `${initialized}getting username and password: error getting credentials - err: exec: "docker-credential-ecr-login": executable file not found in $PATH, out: \`\``,
    'credential-provider-failed',
  ],
  'a store that lost a layer is damaged': [
    'committing the finished image: creating image "00aa": creating read-write layer with ID "00bb": Stat /var/lib/containers/storage/overlay/00cc: no such file or directory',
    'node-storage-corrupt',
  ],
  'several registries for one name are a short name’s': [
    'Error: 2 errors occurred while pulling:\n * initializing source docker://registry.fedoraproject.org/app:1: reading manifest 1 in registry.fedoraproject.org/app: manifest unknown\n * initializing source docker://quay.io/app:1: reading manifest 1 in quay.io/app: unauthorized: access to the requested resource is not authorized',
    'short-name-resolution',
  ],
}

const dockerEngine: Table = {
  'what is unknown once the tag was found is below it': [
    'latest: Pulling from example/app\nmanifest unknown',
    'digest-not-found, layer-corrupt',
  ],
  'what the daemon answers once the tag was found is below it, too': [
    `1.2: Pulling from example/app\n${daemon}manifest unknown`,
    'digest-not-found, layer-corrupt',
  ],
  'an image without the platform that was asked for': [
    `${daemon}image with reference r.example.com/app:1 was found but does not provide the specified platform (linux/arm64)`,
    'platform-mismatch',
  ],
  'an image of another platform than was asked for': [
    `${daemon}image with reference r.example.com/app:1 was found but its platform (linux/amd64) does not match the specified platform (linux/arm64)`,
    'platform-mismatch',
  ],
  'a chart in an image’s place': [
    `${daemon}Encountered remote "application/vnd.cncf.helm.config.v1+json"(unknown) when fetching`,
    'manifest-schema, not-a-registry',
  ],
  'a page in a manifest’s place': [
    `${daemon}unsupported manifest media type and no default available: text/html`,
    '? not-a-registry, mirror-misconfigured',
  ],
  'an answer without a type': [`${daemon}missing or empty Content-Type header`, '? server-error, not-a-registry'],
  'a body that is JSON and no registry’s is not the message': [
    `${daemon}error parsing HTTP 404 response body: no error details found in HTTP response body: "{\\"status\\":404,\\"error\\":\\"Not Found\\"}"`,
    '? not-a-registry, mirror-misconfigured',
  ],
  'a page with 408 is somebody’s who waited': [
    `${daemon}error parsing HTTP 408 response body: invalid character '<' looking for beginning of value: "<html>"`,
    'timeout, proxy',
  ],
  'an old registry’s 404 is said to nobody': [
    'Failed to pull image "r.example.com/team/app:1": rpc error: code = Unknown desc = Error: image team/app:1 not found',
    '? no-credentials, bad-credentials',
  ],
  'the status of the daemon’s own answer is not the registry’s': [
    '(HTTP code 500) server error - {"message":"Get https://r.example.com/v2/: dial tcp: lookup r.example.com on [::1]:53: read udp [::1]:5->[::1]:53: read: connection refused"}',
    'dns-failure',
  ],
  'ECR has no password to get wrong': [
    `${daemon}Get https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/app/manifests/1: unauthorized: authentication required`,
    '? token-expired, no-credentials',
  ],
}

const go: Table = {
  'a proxy’s own text for a refusal': [`${asked}Access Denied`, 'proxy'],
  'a proxy’s own text for a name that it does not find': [`${asked}Host Not Found`, 'proxy'],
  'a proxy that names itself': [`${asked}Blocked by Zscaler`, 'proxy'],
  'a proxy that wants a login, in words of its own': [`${asked}authenticationrequired`, 'proxy'],
  'a proxy that wants a login for the network': [`${asked}Network Authentication Required`, 'proxy'],
  'a proxy that gives no text': [`${asked}unknown status code`, 'proxy'],
  'a text that was cut off is no proxy’s': [`${asked}dial tc`, '? unknown'],
  'a firewall of Windows': [
    `${asked}dial tcp 192.0.2.7:443: connectex: An attempt was made to access a socket in a way forbidden by its access permissions.`,
    'no-route',
  ],
  'a name without an address of the family that the node has': [
    'Get "https://r.example.com:5000/v2/": dial tcp: address r.example.com: no suitable address',
    'no-route',
  ],
  'a certificate of somebody on the way': [
    'Get "https://registry-1.docker.io/v2/": tls: failed to verify certificate: x509: certificate is valid for firewall.example.net, not registry-1.docker.io',
    'tls-wrong-host, proxy',
  ],
  'a certificate for another name of a registry of one’s own': [
    `${asked}tls: failed to verify certificate: x509: certificate is valid for www.example.com, not r.example.com`,
    'tls-wrong-host',
  ],
  'what is wrong with a certificate may have been cut off': [
    `${asked}tls: failed to verify certificate: x509: certif`,
    '? tls-unknown-ca, tls-handshake-failure',
  ],
  'a certificate that is wrong in a way that nobody names here': [
    `${asked}tls: failed to verify certificate: x509: certificate specifies an incompatible key usage`,
    '? tls-unknown-ca, tls-handshake-failure',
  ],
  'a proxy that is not there, in the words of Go before 1.10': [
    'Get "https://r.example.com/v2/": http: error connecting to proxy http://proxy.example.net:3128: dial tcp: lookup proxy.example.net: no such host',
    'proxy',
  ],
  'a port that is no number': [
    'pinging container registry r.example.com:5000x: Get "https://r.example.com:5000x/v2/": dial tcp: lookup tcp/5000x: unknown port',
    'invalid-image-name, repository-not-found',
  ],
  'a port that is too high': [
    'failed to do request: Head "https://r.example.com:99999/v2/app/manifests/1": dial tcp: address 99999: invalid port',
    'invalid-image-name, repository-not-found',
  ],
  'a registry that sends the client round and round': [
    `${asked}stopped after 10 redirects`,
    '? server-error, not-a-registry',
  ],
  'a registry that sends the client nowhere': [
    `${asked}302 response missing Location header`,
    '? server-error, not-a-registry',
  ],
  'a digest that is too short': [
    'failed to parse image reference "r.example.com/app@sha256:12": invalid checksum digest length',
    'invalid-image-name',
  ],
  'a digest that is none, and nothing else': ['invalid checksum digest format', 'invalid-image-name'],
}

for (const [program, table] of Object.entries({containerd, containersImage, dockerEngine, go})) {
  describe(`nobody recorded, in the words of ${program}:`, () => {
    for (const [sentence, [message, first]] of Object.entries(table)) {
      test(sentence, () => {
        const candidates = rankMessage(message)
        const causes = candidates.slice(0, 2).map(({cause}) => cause)
        const mark = candidates[0]?.confidence === 'likely' ? '' : '? '
        assert.equal(`${mark}${causes.join(', ')}`, first)
      })
    }
  })
}
