import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {redactText, redactWords} from '../../src/credentials/redact-text.ts'
import {recordedMessages, reportedMessages} from '../doctor/reported-message.ts'

/** What was copied, and what is left of it. The password is one that by its look alone nobody would take for one. */
const copied: Readonly<Record<string, readonly [text: string, left: string]>> = {
  'a login in a URL goes': ['Get "https://ci:hunter@r.io/v2/": EOF', 'Get "https://r.io/v2/": EOF'],
  'a token in a URL goes': ['Get https://hunter@r.io/v2/: EOF', 'Get https://r.io/v2/: EOF'],
  'a password with a slash or an @ goes': ['Get "https://ci:a/b@hunter@r.io/v2/"', 'Get "https://r.io/v2/"'],
  'a login before an image goes': ['image "ci:hunter@r.io/app:1"', 'image "r.io/app:1"'],
  'a digest is no host': ['r.io:5000/app:1@sha256:00aa', 'r.io:5000/app:1@sha256:00aa'],
  'nor is one in a URL': ['https://r.io:5000/v2/app@sha256:00aa', 'https://r.io:5000/v2/app@sha256:00aa'],
  'a signature in a query goes, and the sentence goes on': [
    'Get https://c/x?sig=hunter: EOF',
    'Get https://c/x?sig=REDACTED: EOF',
  ],
  'each parameter is looked at': ['/x?ns=docker.io&sig=hunter&n=1', '/x?ns=docker.io&sig=REDACTED&n=1'],
  'also where JSON writes & otherwise': [
    '/x?n=1\\u0026sig=hunter\\u0026x=',
    '/x?n=1\\u0026sig=REDACTED\\u0026x=REDACTED',
  ],
  'what a token server is asked for stays': [
    '/token?scope=repository%3Aa%3Apull&service=r.io&account=ci',
    '/token?scope=repository%3Aa%3Apull&service=r.io&account=REDACTED',
  ],
  'a header keeps its scheme': ['> authorization: Basic aHVudGVy\n< 401', '> authorization: Basic REDACTED\n< 401'],
  'a header has no scheme at times': ['"Authorization": "aHVudGVy"', '"Authorization": "REDACTED"'],
  'a header as Go prints one': [
    'map[Authorization:[Bearer aHVudGVy] Accept:[a]]',
    'map[Authorization:[Bearer REDACTED] Accept:[a]]',
  ],
  'a header of AWS has several words': [
    'Authorization: AWS4-HMAC-SHA256 Credential=AK/1, SignedHeaders=a, Signature=00',
    'Authorization: AWS4-HMAC-SHA256 REDACTED',
  ],
  'what a registry echoes of a header': ['no such user: Basic Y2k6aHVudGVy', 'no such user: Basic REDACTED'],
  'a cookie is a login': ['Set-Cookie: sid=hunter; Path=/', 'Set-Cookie: REDACTED Path=/'],
  'words of a runtime on authorization stay': [
    'authorization failed: no basic auth credentials',
    'authorization failed: no basic auth credentials',
  ],
  'a challenge stays': [
    'Www-Authenticate: Bearer realm="https://a/token2",service="r.io"',
    'Www-Authenticate: Bearer realm="https://a/token2",service="r.io"',
  ],
  'a docker config keeps its names': [
    '{"auths":{"r.io":{"username":"ci","password":"hu\\"nter","auth":"Y2k6"}}}',
    '{"auths":{"r.io":{"username":"ci","password":"REDACTED","auth":"REDACTED"}}}',
  ],
  'JSON in a string, too': ['msg="{\\"auth\\":\\"Y2k6\\",\\"a\\":1}"', 'msg="{\\"auth\\":\\"REDACTED\\",\\"a\\":1}"'],
  'what Python prints': ["{'username': 'ci', 'password': 'hunter'}", "{'username': 'ci', 'password': 'REDACTED'}"],
  'a manifest in YAML': [
    'data:\n  .dockerconfigjson: eyJhdXRocyI6e319\ntype: x',
    'data:\n  .dockerconfigjson: REDACTED\ntype: x',
  ],
  'a password in prose, to the end of its line': ['Password: hunter two\nEOF', 'Password: REDACTED\nEOF'],
  'a line that was folded at the word token stays': [
    'failed to fetch oauth\n  token: unexpected status: 401',
    'failed to fetch oauth\n  token: unexpected status: 401',
  ],
  'a log line that names a Secret stays': [
    'pod="shop/a" secret="regcred" err="x"',
    'pod="shop/a" secret="regcred" err="x"',
  ],
  'a variable': ["export CI_TOKEN='hunter two'; x", 'export CI_TOKEN=REDACTED; x'],
  'a flag, whatever stands between': [
    '--docker-password hunter --password=hunter --password-stdin',
    '--docker-password REDACTED --password=REDACTED --password-stdin',
  ],
  'the short flag of a login': ['docker login -u ci -p hunter r.io', 'docker login -u ci -p REDACTED r.io'],
  'a login in one argument': [
    'curl -u ci:hunter; skopeo copy --src-creds=ci:hunter a',
    'curl -u ci:REDACTED skopeo copy --src-creds=ci:REDACTED a',
  ],
  'a private key': ['a -----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- b', 'a REDACTED b'],
  'a private key that was cut off': ['a -----BEGIN RSA PRIVATE KEY-----\nMIIE\nZZ', 'a REDACTED'],
  'tokens by their form': ['denied: ghp_0123456789, eyJhbGciOiJub25lIn0.e30.x', 'denied: REDACTED, REDACTED'],
}

describe('redactText', () => {
  for (const [sentence, [text, left]] of Object.entries(copied)) {
    test(sentence, () => assert.equal(redactText(text), left))
  }

  test('leaves real messages as they are', () => {
    for (const {text} of [...reportedMessages(), ...recordedMessages()]) assert.equal(redactText(text), text)
  })
})

describe('redactWords', () => {
  test('takes out what looks like base64 or a token', () => {
    assert.equal(redactWords('login Y2k6aHVudGVyMg== of "Zm9vYmFyYmF6cXV4MQ"'), 'login REDACTED of "REDACTED"')
  })

  test('leaves names, digests and words of errors', () => {
    const words = `ImagePullBackOff httpReadSeeker app@sha256:${'0a'.repeat(32)} 0f8fad5b-d9cb-469f-a165-70867728950e application/vnd.oci.image`
    assert.equal(redactWords(words), words)
  })
})
