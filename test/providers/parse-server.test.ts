import assert from 'node:assert/strict'
import {test} from 'node:test'
import {parseServer} from '../../src/providers/parse-server.ts'

const hubKey = 'https://index.docker.io/v1/'

/** What a person gives, the registry meant, and the key. */
const servers: Readonly<Record<string, readonly [string, string]>> = {
  'ghcr.io': ['ghcr.io', 'ghcr.io'],
  'https://ghcr.io': ['ghcr.io', 'ghcr.io'],
  'https://ghcr.io/': ['ghcr.io', 'ghcr.io'],
  'https://ghcr.io/v2/': ['ghcr.io', 'ghcr.io'],
  'https://ghcr.io/v2': ['ghcr.io', 'ghcr.io'],
  'HTTP://Registry.Corp:5000/v1/': ['registry.corp:5000', 'registry.corp:5000'],
  ' ghcr.io\n': ['ghcr.io', 'ghcr.io'],
  'ghcr.io/team/': ['ghcr.io', 'ghcr.io/team'],
  'https://quay.io/v2/team/app': ['quay.io', 'quay.io/team/app'],
  'ghcr.io/v2team': ['ghcr.io', 'ghcr.io/v2team'],
  'docker.io': ['docker.io', hubKey],
  'index.docker.io': ['docker.io', hubKey],
  'https://index.docker.io/v1/': ['docker.io', hubKey],
  'https://index.docker.io/v1': ['docker.io', hubKey],
  'https://hub.docker.com': ['docker.io', hubKey],
  'registry-1.docker.io': ['docker.io', hubKey],
  'docker.io/team': ['docker.io', 'docker.io/team'],
  'docker.io:5000': ['docker.io:5000', 'docker.io:5000'],
  'localhost:5000': ['localhost:5000', 'localhost:5000'],
  '[fd00::1]:5000': ['[fd00::1]:5000', '[fd00::1]:5000'],
  'registry.corp:443': ['registry.corp:443', 'registry.corp:443'],
}
for (const [given, [registry, key]] of Object.entries(servers)) {
  test(`${JSON.stringify(given)} is ${registry} with the key ${key}`, () => {
    assert.deepEqual(parseServer(given), {kind: 'server', registry, key})
  })
}

const broken = [
  '',
  ' ',
  'https://',
  'ftp://ghcr.io',
  'ghcr .io',
  'ghcr.io:port',
  '-ghcr.io',
  'ghcr.io/team?x',
  '::1',
  '*.io',
]
for (const given of broken) {
  test(`${JSON.stringify(given)} is no server`, () => assert.equal(parseServer(given).kind, 'invalid'))
}

test('a login in a server is refused and not repeated', () => {
  const parsed = parseServer('https://ci:canary@ghcr.io')
  assert.equal(parsed.kind, 'invalid')
  assert.doesNotMatch(JSON.stringify(parsed), /canary/)
})
