import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {readGivenRegistry} from '../../src/credentials/given-registry.ts'

describe('a registry as people write it', () => {
  for (const [given, registry, path] of [
    ['ghcr.io', 'ghcr.io', ''],
    [' https://GHCR.io/ ', 'ghcr.io', ''],
    ['https://ghcr.io/v2/', 'ghcr.io', ''],
    ['ghcr.io/v1', 'ghcr.io', ''],
    ['https://ghcr.io/v2/acme/', 'ghcr.io', '/acme'],
    ['ghcr.io/v2x', 'ghcr.io', '/v2x'],
    ['registry.gitlab.com/group/project', 'registry.gitlab.com', '/group/project'],
    ['http://10.0.0.1:5000//v1//', '10.0.0.1:5000', ''],
    ['[::1]:5000/', '[::1]:5000', ''],
    ['https://index.docker.io/v1/', 'docker.io', ''],
    ['index.docker.io/acme', 'docker.io', '/acme'],
    ['https://hub.docker.com', 'docker.io', ''],
    ['registry-1.docker.io', 'docker.io', ''],
    ['oci://registry.example.com', 'registry.example.com', ''],
  ] as const) {
    test(`"${given}" is ${registry}${path}`, () => {
      assert.deepEqual(readGivenRegistry(given), {kind: 'registry', registry, path})
    })
  }

  for (const [given, message] of [
    ['https://ci:canary@ghcr.io', 'holds a login, which has members of its own'],
    ['ghcr.io?token=canary', 'has a query or a fragment'],
    ['*.example.com', 'has a wildcard; one registry must be named'],
    ['ghcr', 'has neither a dot nor a port, so that no image can name it as its registry'],
    ['ghcr.io:99999', 'has a port that is not a number from 1 to 65535'],
    ['', 'is blank'],
  ] as const) {
    test(`"${given}" is none: it ${message}`, () => {
      assert.deepEqual(readGivenRegistry(given), {kind: 'fault', message})
    })
  }
})
