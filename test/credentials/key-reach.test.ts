import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {explainKey} from '../../src/credentials/explain-key.ts'
import {type KeyReach, keyReach} from '../../src/credentials/key-reach.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'

describe('the images that a key serves', () => {
  const reaches: Readonly<Record<string, KeyReach>> = {
    'https://index.docker.io/v1/': {kind: 'docker-hub'},
    'docker.io': {kind: 'docker-hub'},
    'quay.io': {kind: 'registry', host: 'quay.io', prefix: '', isWildcard: false},
    'https://quay.io/v2/team': {kind: 'registry', host: 'quay.io', prefix: 'team', isWildcard: false},
    '*.corp:5000': {kind: 'registry', host: '*.corp:5000', prefix: '', isWildcard: true},
    'https://quay.io/v1': {kind: 'registry', host: 'quay.io', prefix: 'v1', isWildcard: false},
    'docker.io/library': {kind: 'registry', host: 'docker.io', prefix: 'library', isWildcard: false},
    '[::1]:5000/team': {kind: 'registry', host: '[::1]:5000', prefix: 'team', isWildcard: false},
    'index.docker.io:443': {kind: 'registry', host: 'index.docker.io:443', prefix: '', isWildcard: false},
    localhost: {kind: 'registry', host: 'localhost', prefix: '', isWildcard: false},
  }
  for (const [key, reach] of Object.entries(reaches)) {
    test(`"${key}" serves some`, () => assert.deepEqual(keyReach(key), reach))
  }

  const useless: Readonly<Record<string, Extract<KeyReach, {kind: 'nothing'}>['why']>> = {
    'quay io': {kind: 'unreadable', fault: 'invalid character " " in host name'},
    'quay.io/a%25zz': {kind: 'unreadable', fault: 'it is not a URL'},
    '[::1]/team': {kind: 'unreadable', fault: 'an IPv6 address without a port is a set of characters'},
    'oci://quay.io': {kind: 'scheme', scheme: 'oci'},
    'https://hub.docker.com/': {kind: 'docker-hub-alias', host: 'hub.docker.com'},
    'https://index.docker.io/v1': {kind: 'docker-hub-path', path: '/v1'},
    'index.docker.io/library': {kind: 'docker-hub-path', path: '/library'},
    'quay.io/app:1': {kind: 'tag', suffix: ':1'},
    'quay.io/Team': {kind: 'path-case', path: '/Team'},
    quay: {kind: 'no-registry-name', host: 'quay'},
  }
  for (const [key, why] of Object.entries(useless)) {
    test(`"${key}" serves none`, () => assert.deepEqual(keyReach(key), {kind: 'nothing', why}))
  }
})

test('a key that serves nothing matches no image', () => {
  const hosts = [
    'quay.io',
    'docker.io',
    'index.docker.io',
    'hub.docker.com',
    'quay',
    'localhost',
    'QUAY.io',
    'a.b.io',
    'h:1',
    '',
  ]
  const paths = ['', '/', '/v1/', '/v2/team', '/v4', '/v3/', '/team', '/Team', '/team/app:1', '/a%25z', '/library/']
  const images = hosts.flatMap((host) => [
    `${host}/team/app:1`,
    `${host}/v2/team`,
    `${host}/v3/x`,
    `${host}/library/nginx`,
    `${host}/v4`,
  ])
  const references = ['nginx', 'team/app', ...images].flatMap((image) => {
    const parsed = parseReference(image)
    return parsed.kind === 'reference' ? [parsed.reference] : []
  })
  // An image could be written for these; but no registry is there, and nobody calls a namespace "v2".
  const judgedByUse = ['docker-hub-alias', 'version-path']
  for (const key of hosts.flatMap((host) => paths.map((path) => host + path))) {
    const served = references.filter((reference) => explainKey(key, reference).kind === 'match')
    const reach = keyReach(key)
    if (reach.kind !== 'nothing' || judgedByUse.includes(reach.why.kind)) continue
    assert.deepEqual(served, [], key)
  }
})
