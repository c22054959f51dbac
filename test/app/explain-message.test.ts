import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {explainMessage} from '../../src/app/explain-message.ts'
import {causes} from '../../src/doctor/cause.ts'
import {rankMessage} from '../../src/doctor/rank-causes.ts'
import {explainedMessage} from '../../src/report/explained-message.ts'
import {recordedMessages, reportedMessages} from '../doctor/reported-message.ts'

const messages = [...reportedMessages(), ...recordedMessages()].map(({text}) => text)

describe('explainMessage', () => {
  test('taking logins out changes nothing of what a real message means', () => {
    for (const text of messages) {
      const meant = rankMessage(text).map(({cause, confidence}) => ({cause, confidence}))
      const explained = explainMessage(text).candidates.map(({cause, confidence}) => ({cause, confidence}))
      assert.deepEqual(explained, meant.slice(0, 5), text)
    }
  })

  test('names no more causes than anybody would look into, each with its code', () => {
    const counts = messages.map((text) => explainMessage(text).candidates.length)
    assert.ok(messages.some((text) => rankMessage(text).length > 5))
    assert.equal(Math.max(...counts), 5)
    for (const cause of causes) {
      const [candidate] = explainedMessage([{cause, confidence: 'likely', because: 'it is said'}]).candidates
      assert.match(candidate?.code ?? cause, /^ICR\d{4}$/)
    }
  })

  test('names none where the text speaks of something else', () => {
    assert.deepEqual(explainMessage('Started container app').candidates, [])
  })

  const canary = 'c4naryQ7zRw9LxT2'
  const encoded = Buffer.from(`ci:${canary}`).toString('base64')
  const [left, right] = [canary.slice(0, 8), canary.slice(8)]
  const pulled = 'Failed to pull image "r.example.com/team/app:1": failed to pull and unpack image: '
  const leaks: Readonly<Record<string, string>> = {
    'a signed URL': `${pulled}failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://cdn.example.net/blobs/x?X-Amz-Signature=${canary}&se=1": dial tcp 192.0.2.1:443: i/o timeout`,
    'a signed URL without quotes': `Error response from daemon: Get https://cdn.example.net/x?sig=${canary}: net/http: TLS handshake timeout`,
    'a signed URL in JSON': JSON.stringify({
      message: `Get "https://cdn.example.net/x?a=b&sig=${canary}": EOF`,
    }).replaceAll('&', '\\u0026'),
    'a signed URL that signs in its path': `unexpected status from GET request to https://eu-docker.pkg.dev/artifacts-downloads/namespaces/n/downloads/${canary}: 403 Forbidden`,
    'a login in a URL': `${pulled}Head "https://ci:${canary}@r.example.com/v2/": x509: certificate signed by unknown authority`,
    'a token in a URL': `${pulled}Head "https://${canary}@r.example.com/v2/": no such host`,
    'a login of a proxy': `${pulled}proxyconnect tcp: dial tcp: lookup http://ci:${canary}@proxy.example.com:3128: no such host`,
    'a password with a slash in a URL': `${pulled}Head "https://ci:${left}/${right}@r.example.com/v2/": no such host`,
    'a login before an image': `Failed to pull image "ci:${canary}@r.example.com/team/app:1": invalid reference format`,
    'a header of curl': `> GET /v2/ HTTP/1.1\n> Authorization: Basic ${encoded}\n< 401 Unauthorized\nunauthorized: authentication required`,
    'a header in an error': `${pulled}denied: header Authorization: Bearer ${canary} is not allowed`,
    'a header as Go prints it': `${pulled}unexpected status 401 Unauthorized: map[Authorization:[Basic ${encoded}] Accept:[*/*]]`,
    'an error of a registry that echoes the login': `${pulled}unauthorized: Basic ${encoded} is not a known user`,
    'a header that carries the whole login': `${pulled}denied: X-Registry-Auth: ${encoded} was refused`,
    'a docker config': `{"auths":{"r.example.com":{"auth":"${encoded}","password":"${canary}"}}}\n${pulled}401 Unauthorized`,
    'a docker config in an error': `${pulled}unauthorized: ${JSON.stringify(JSON.stringify({auth: encoded, password: canary}))}`,
    'a Secret': `data:\n  .dockerconfigjson: ${encoded}\nillegal base64 data at input byte 5`,
    'a command line before the error': `$ docker login -u ci -p ${canary} r.example.com\nError response from daemon: Get "https://r.example.com/v2/": unauthorized: authentication required`,
    'a flag of kubectl': `denied: kubectl create secret docker-registry x --docker-password=${canary}`,
    'credentials of a tool': `skopeo inspect --creds ci:${canary} docker://r.example.com/app: unauthorized: authentication required`,
    'an environment': `REGISTRY_PASSWORD=${canary} unauthorized: authentication required`,
    'words of a person': `Password: ${canary}\nunauthorized: authentication required`,
    'a token of known form': `${pulled}denied: ghp_${canary}0000 has no scope read:packages`,
    'a token alone': `denied: ${canary} is not a token`,
  }
  for (const [sentence, text] of Object.entries(leaks)) {
    test(`repeats nothing of ${sentence}`, () => {
      const explanation = explainMessage(text)
      assert.ok(explanation.candidates.length > 0)
      const shown = JSON.stringify(explanation)
      for (const secret of [canary, encoded, encoded.slice(0, 12), left, right].filter((part) => part !== undefined)) {
        assert.ok(!shown.includes(secret), shown)
      }
    })
  }

  test('takes no longer for a long text, whatever it is made of', () => {
    for (const piece of [
      'a',
      ':',
      'https://a:',
      '://',
      '?a=',
      '@',
      '"auth":"',
      'Authorization: ',
      ' -u a',
      '\\',
      '-----',
    ]) {
      const begun = performance.now()
      explainMessage(piece.repeat(1_000_000 / piece.length))
      assert.ok(performance.now() - begun < 1500, piece)
    }
  })
})
