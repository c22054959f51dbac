import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {explainKey, isDockerHubAlias, type KeyVerdict} from '../../src/credentials/explain-key.ts'
import {attemptsFor} from '../../src/credentials/keyring.ts'
import {readPullSecret} from '../../src/credentials/read-pull-secret.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import type {Reference} from '../../src/reference/reference.ts'

describe('what stands between a key and an image', () => {
  const verdicts: readonly (readonly [key: string, image: string, verdict: KeyVerdict])[] = [
    ['quay.io', 'quay.io/team/app', {kind: 'match', by: 'host'}],
    ['https://quay.io/v2/team', 'quay.io/team/app', {kind: 'match', by: 'path'}],
    ['*.io', 'quay.io/team/app', {kind: 'match', by: 'wildcard'}],
    ['https://index.docker.io/v1/', 'nginx', {kind: 'match', by: 'docker-hub'}],
    ['docker.io', 'nginx', {kind: 'match', by: 'host'}],
    ['quay io', 'quay.io/app', {kind: 'unreadable-key', fault: 'invalid character " " in host name'}],
    ['quay.io/a%25zz', 'quay.io/app', {kind: 'unreadable-key', fault: 'not a URL'}],
    ['oci://quay.io', 'quay.io/app', {kind: 'scheme', scheme: 'oci'}],
    ['HTTPS://quay.io', 'quay.io/app', {kind: 'scheme', scheme: 'HTTPS'}],
    ['ghcr.io', 'quay.io/app', {kind: 'other-host', host: 'ghcr.io'}],
    ['ghcr.io:5000/x', 'quay.io/app', {kind: 'other-host', host: 'ghcr.io'}],
    ['büro.example', 'quay.io/app', {kind: 'other-host', host: 'büro.example'}],
    ['Quay.io', 'quay.io/app', {kind: 'case', host: 'Quay.io'}],
    ['Index.Docker.io', 'nginx', {kind: 'case', host: 'Index.Docker.io'}],
    ['https://registry-1.docker.io', 'nginx', {kind: 'docker-hub-alias', host: 'registry-1.docker.io'}],
    ['registry-1.docker.io', 'quay.io/app', {kind: 'other-host', host: 'registry-1.docker.io'}],
    ['*.example.com', 'a.b.example.com/app', {kind: 'wildcard-labels', keyLabels: 3, imageLabels: 4}],
    ['*.example.com', 'example.com/app', {kind: 'wildcard-labels', keyLabels: 3, imageLabels: 2}],
    ['registry.corp', 'registry.corp:5000/app', {kind: 'port-missing', port: '5000'}],
    ['registry.corp:443', 'registry.corp/app', {kind: 'port-extra', port: '443'}],
    ['registry.corp:5000', 'registry.corp:5001/app', {kind: 'other-port', port: '5000', imagePort: '5001'}],
    ['https://index.docker.io/v1', 'nginx', {kind: 'version-path', version: 'v1'}],
    ['quay.io/v3/', 'quay.io/app', {kind: 'version-path', version: 'v3'}],
    ['quay.io/team/app:1', 'quay.io/team/app:1', {kind: 'tag-in-key', suffix: ':1'}],
    ['quay.io/app@sha256:abc', 'quay.io/app', {kind: 'tag-in-key', suffix: '@sha256:abc'}],
    ['quay.io/Team', 'quay.io/team/app', {kind: 'path-case', path: '/Team'}],
    ['quay.io/other', 'quay.io/team/app', {kind: 'other-path', path: '/other'}],
    ['quay.io/team/app/', 'quay.io/team/app', {kind: 'other-path', path: '/team/app/'}],
  ]
  for (const [key, image, verdict] of verdicts) {
    test(`"${key}" and ${image}: ${verdict.kind}`, () => assert.deepEqual(explainKey(key, reference(image)), verdict))
  }
})

test('a key is said to match where the kubelet would use it, and only there', () => {
  const hosts = [
    'quay.io',
    'Quay.io',
    '*.io',
    'docker.io',
    'index.docker.io',
    'localhost',
    'a.b.io',
    '*',
    'h:5000',
    'h:443',
  ]
  const paths = [
    '',
    '/',
    '/v1',
    '/v1/',
    '/v2/team',
    '/team',
    '/te',
    '/team/',
    '/team/app:1',
    '/library',
    '/%zz',
    '/a%25z',
  ]
  const keys = ['', 'https://', 'http://', 'oci://', ' '].flatMap((scheme) =>
    hosts.flatMap((host) => paths.map((path) => `${scheme}${host}${path}`)),
  )
  const images = [
    'nginx',
    'team/app',
    'quay.io/team/app',
    'a.b.io/x',
    'localhost/app',
    'h:5000/team',
    'h:443/team/app:1',
  ]
  for (const key of keys) {
    const secret = readPullSecret({
      namespace: 'ns',
      name: 's',
      type: 'kubernetes.io/dockerconfigjson',
      data: {'.dockerconfigjson': Buffer.from(JSON.stringify({auths: {[key]: {auth: 'dTpw'}}}))},
    })
    for (const image of images) {
      const lookup = attemptsFor([secret], reference(image))
      const isUsed = lookup.kind === 'attempts' && lookup.attempts[0] !== 'anonymous'
      assert.equal(explainKey(key, reference(image)).kind === 'match', isUsed, `${key} for ${image}`)
    }
  }
})

test('hosts of Docker that are not its registry to the kubelet are known in any letters', () => {
  assert.ok(isDockerHubAlias('Hub.Docker.com'))
  assert.ok(!isDockerHubAlias('docker.io'))
  assert.ok(!isDockerHubAlias('index.docker.io'))
})

function reference(given: string): Reference {
  const parsed = parseReference(given)
  return parsed.kind === 'reference' ? parsed.reference : assert.fail(parsed.fault)
}
