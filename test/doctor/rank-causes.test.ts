import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {causes} from '../../src/doctor/cause.ts'
import {rankMessage} from '../../src/doctor/rank-causes.ts'
import {condition} from '../../src/doctor/ranking/condition.ts'

const hub = 'failed to pull and unpack image "docker.io/example/app:1": failed to resolve image: '
const own = 'failed to pull and unpack image "r.example.com/team/app:1": failed to resolve image: '
const ecr =
  'failed to pull and unpack image "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1": failed to resolve image: '
const oauth = 'failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized'
const anonymous = 'failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized'

/** What is offered first, three at most; a message that allows several alike begins with a question mark. */
const rankings: Readonly<Record<string, readonly [message: string, first: string]>> = {
  'a refused login is a wrong one': [`${own}${oauth}`, 'bad-credentials, token-expired, no-pull-permission'],
  'a refused login of Docker Hub may be an outage': [`${hub}${oauth}`, 'bad-credentials, token-expired, server-error'],
  'no login is no pull secret, or none that matches': [
    `${own}${anonymous}`,
    'no-credentials, secret-key-mismatch, secret-empty',
  ],
  'no login at a cloud registry may be the credential provider’s fault': [
    `${ecr}pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`,
    'no-credentials, credential-provider-failed, secret-key-mismatch',
  ],
  'a wrong login for an official image is one too many': [
    'Get "https://registry-1.docker.io/v2/library/node/manifests/8": unauthorized: incorrect username or password',
    'stale-credential-on-public-image, bad-credentials, token-expired',
  ],
  'a refused login for an official image is one too many, or the registry refuses all': [
    `failed to resolve reference "docker.io/library/alpine:3": ${oauth}`,
    '? stale-credential-on-public-image, server-error, bad-credentials',
  ],
  'an official image that nobody gets is refused to all': [
    `failed to resolve reference "docker.io/library/alpine:3": ${anonymous}`,
    '? server-error, proxy, no-credentials',
  ],
  'Docker Hub hides which of three it is': [
    `${hub}pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
    '? repository-not-found, no-credentials, no-pull-permission',
  ],
  'Docker Hub has no other image without a name before the slash than its official ones': [
    'failed to resolve reference "docker.io/library/our-app:1": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    'repository-not-found',
  ],
  'an official image that is not there lacks the tag': [
    'failed to resolve reference "docker.io/library/redis:99": docker.io/library/redis:99: not found',
    'tag-not-found, repository-not-found, digest-not-found',
  ],
  'a login that was let in and gets no scope lacks the right': [
    `Failed to pull image "r.example.com/app:1": [${own}pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed, ${own}${anonymous}]`,
    'no-pull-permission, no-credentials, repository-not-found',
  ],
  'a digest that is not there is no tag': [
    `initializing source docker://r.example.com/app@sha256:${'ab'.repeat(32)}: reading manifest sha256:${'ab'.repeat(32)} in r.example.com/app: manifest unknown`,
    'digest-not-found, repository-not-found',
  ],
  'the child of an index that is not there is no tag either': [
    'failed to pull and unpack image "r.example.com/app:1": failed to copy: httpReadSeeker: failed open: content at https://r.example.com/v2/app/manifests/sha256:00aa not found: not found',
    'digest-not-found, layer-corrupt',
  ],
  'the end of an authorization is named by ECR': [
    `${ecr}unexpected status from HEAD request to https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/app/manifests/1: 403 Forbidden\ndenied: Your authorization token has expired. Reauthenticate and try again.`,
    'token-expired, bad-credentials, stale-credential-on-public-image',
  ],
  'a firewall of the registry names the address': [
    'Error response from daemon: Head "https://a.azurecr.io/v2/x/manifests/1": denied: client with IP \'192.0.2.1\' is not allowed access.',
    'geo-or-ip-blocked, proxy',
  ],
  'a web page with 403 is somebody’s on the way': [
    'Error response from daemon: error parsing HTTP 403 response body: invalid character \'<\' looking for beginning of value: "<html>"',
    'geo-or-ip-blocked, proxy, not-a-registry',
  ],
  'a web page with 503 is a load balancer’s': [
    'Error response from daemon: error parsing HTTP 503 response body: invalid character \'<\' looking for beginning of value: "<html>"',
    'server-error, proxy, not-a-registry',
  ],
  'a web page says nothing for a registry': [
    'reading manifest 1 in r.example.com/app: StatusCode: 404, "<html>Please log in. Your token has expired"',
    'not-a-registry, mirror-misconfigured, proxy',
  ],
  'a web page in a company’s registry’s place is not a registry': [
    'failed to pull and unpack image "r.example.com/app:1": failed to unpack image on snapshotter overlayfs: unexpected media type text/html for sha256:00aa: not found',
    'not-a-registry, mirror-misconfigured, proxy',
  ],
  'a web page in nobody knows whose place': [
    'Error response from daemon: error parsing HTTP 404 response body: invalid character \'<\' looking for beginning of value: "<html>"',
    '? not-a-registry, mirror-misconfigured, proxy',
  ],
  'who knows no /v2/ is not a registry': [
    'initializing source docker://r.example.com/app:1: pinging container registry r.example.com: StatusCode: 404, "404 page not found"',
    'not-a-registry, mirror-misconfigured, proxy',
  ],
  'a policy of Harbor’s is a precondition that is not met': [
    `${own}unexpected status from HEAD request to https://r.example.com/v2/team/app/manifests/1: 412 Precondition Failed`,
    'content-trust-policy',
  ],
  'who forbids what everybody may have means the address': [
    'failed to pull and unpack image "registry.k8s.io/pause:3.10": failed to resolve image: unexpected status from HEAD request to https://europe-west1-docker.pkg.dev/v2/k8s-artifacts-prod/images/pause/manifests/3.10: 403 Forbidden',
    'geo-or-ip-blocked, proxy, stale-credential-on-public-image',
  ],
  'a web page with 429 is a load balancer’s': [
    'initializing source docker://r.example.com/app:1: reading manifest 1 in r.example.com/app: StatusCode: 429, "<html>slow down"',
    'rate-limited, proxy',
  ],
  'a method that is not allowed is not a registry’s word': [
    `${own}unexpected status from HEAD request to https://r.example.com/v2/team/app/manifests/1: 405 Method Not Allowed`,
    '? not-a-registry, proxy, server-error',
  ],
  'a store of layers that answers in XML is no web page': [
    'writing blob: happened during read: unexpected EOF (after reconnecting, fetching blob: StatusCode: 400, "<?xml version=\\"1.0\\"?><Error>")',
    '? server-error, layer-corrupt, proxy',
  ],
  'a registry that calls its own error unknown may be ill': [
    'Error response from daemon: unknown: something went wrong',
    '? server-error, unknown',
  ],
  'a web page in Docker Hub’s place is a mirror’s': [
    'failed to pull and unpack image "docker.io/example/app:1": failed to unpack image on snapshotter overlayfs: unexpected media type text/html for sha256:00aa: not found',
    'mirror-misconfigured, not-a-registry, proxy',
  ],
  'a mirror that fails is named before what it says': [
    `${hub}unexpected status from HEAD request to https://10.0.0.5:5000/v2/example/app/manifests/1?ns=docker.io: 502 Bad Gateway`,
    'mirror-misconfigured, server-error, proxy',
  ],
  'a mirror that answers counts before a registry that is out of reach': [
    'initializing source docker://quay.io/example/app:1: (Mirrors also failed: [m.example.com/example/app: reading manifest 1 in m.example.com/example/app: unauthorized: authentication required]): quay.io/example/app: pinging container registry quay.io: Get "https://quay.io/v2/": dial tcp 192.0.2.7:443: i/o timeout',
    'mirror-misconfigured, timeout, bad-credentials',
  ],
  'the registry’s own error counts before those of its mirrors': [
    'initializing source docker://docker.io/example/app:1: (Mirrors also failed: [m.example.com/example/app: reading manifest 1 in m.example.com/example/app: unauthorized: authentication required]): docker.io/example/app: reading manifest 1 in docker.io/example/app: manifest unknown',
    'tag-not-found, mirror-misconfigured, repository-not-found',
  ],
  'a short name that another registry was put before is completed wrongly': [
    'Failed to pull image "example/app:1": initializing source docker://quay.io/example/app:1: reading manifest 1 in quay.io/example/app: unauthorized: access to the requested resource is not authorized',
    'short-name-resolution, repository-not-found, no-credentials',
  ],
  'a layer host that is cut off is no fault of the registry': [
    'failed to pull and unpack image "a.azurecr.io/app:1": failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://x.blob.core.windows.net/y/z?sig=s3cr3t": dial tcp 192.0.2.1:443: i/o timeout',
    'blob-host-blocked, timeout, proxy',
  ],
  'of two attempts the one that got to the layers counts': [
    `[${own}${anonymous}, ${own}failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://cdn.example.net/blobs/x": EOF]`,
    'blob-host-blocked, connection-reset, no-credentials',
  ],
  'a proxy is told from the registry': [
    `${own}failed to do request: Head "https://r.example.com/v2/": proxyconnect tcp: dial tcp: lookup proxy.example.com: no such host`,
    'proxy',
  ],
  'a certificate out of its time may be a clock’s': [
    `${own}failed to do request: Head "https://r.example.com/v2/": x509: certificate has expired or is not yet valid: current time 2026-01-01T00:00:00Z is after 2025-01-01T00:00:00Z`,
    'tls-expired, node-clock-skew',
  ],
  'a certificate of the future is a clock’s': [
    `${own}failed to do request: Head "https://r.example.com/v2/": x509: certificate has expired or is not yet valid: current time 1970-01-01T00:10:00Z is before 2025-01-01T00:00:00Z`,
    'node-clock-skew, tls-expired',
  ],
  'the pause image is named beside what is wrong with it': [
    'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "registry.k8s.io/pause:3.10": failed to pull image "registry.k8s.io/pause:3.10": failed to do request: Head "https://registry.k8s.io/v2/pause/manifests/3.10": dial tcp: lookup registry.k8s.io: no such host',
    'dns-failure, sandbox-image',
  ],
  'an image that may not be pulled may be there': [
    'Container image "app:1" is not present with pull policy of Never',
    'never-pull, image-present-without-access',
  ],
  'a back-off without its cause tells nothing': ['Back-off pulling image "app:1"', '? unknown'],
  'a sentence of a registry is enough': [
    'Your authorization token has expired. Reauthenticate and try again.',
    'token-expired, bad-credentials, stale-credential-on-public-image',
  ],
}

describe('rankMessage', () => {
  for (const [sentence, [message, expected]] of Object.entries(rankings)) {
    test(sentence, () => {
      const ranked = rankMessage(message)
      const names = ranked
        .slice(0, 3)
        .map(({cause}) => cause)
        .join(', ')
      assert.equal(ranked[0]?.confidence === 'likely' ? names : `? ${names}`, expected)
    })
  }

  test('ranks nothing where a text speaks of something else', () => {
    assert.deepEqual(rankMessage('the cat sat on the mat'), [])
    assert.deepEqual(rankMessage('Successfully pulled image "app:1" in 2.1s (2.1s including waiting)'), [])
  })

  test('says of a back-off that its error stands elsewhere', () => {
    const [candidate] = rankMessage('Back-off pulling image "app:1"')
    assert.equal(candidate?.because, 'the message says that the pull fails, and not why')
    assert.match(candidate?.separate ?? '', /^Find the error that came before/)
  })

  test('gives a reason in one line and a way to tell each from the others, and nothing that a URL keeps secret', () => {
    const url = 'https://user:hunter2@x.blob.core.windows.net/blobs/z?sig=s3cr3t'
    const ranked = rankMessage(
      `failed to copy: httpReadSeeker: failed open: unexpected status code ${url}: 403 Forbidden - Server message: denied: go to ${url}\u001b[2J\nnow`,
    )
    assert.ok(ranked.length > 1)
    for (const {because, separate} of ranked) {
      assert.match(because, /^\P{Cc}*[^.]$/u)
      assert.match(separate ?? '', /^[A-Z].*\.$/)
      assert.doesNotMatch(because, /hunter2|s3cr3t/)
    }
  })

  test('ranks any text: each cause once, the likely before the possible', () => {
    const pieces = [
      ...Object.values(rankings).map(([text]) => text),
      '[',
      ', ',
      ': ',
      '"',
      '\n',
      '\u001b[',
      'err="',
      '\ud800',
    ]
    for (let seed = 1; seed <= 300; seed += 1) {
      const text = Array.from({length: 4}, (_, at) => pieces[(seed * (at + 3) * 7919) % pieces.length]).join('')
      const ranked = rankMessage(text.slice(seed % 40, text.length - (seed % 23)))
      const names = ranked.map(({cause}) => cause)
      assert.equal(new Set(names).size, names.length)
      const confidences = ranked.map(({confidence}) => confidence)
      assert.deepEqual(confidences, confidences.toSorted())
    }
  })

  test('knows the condition of every cause', () => {
    assert.deepEqual(Object.keys(condition), [...causes])
  })
})
