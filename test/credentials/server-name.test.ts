import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {readServerName} from '../../src/credentials/server-name.ts'

describe('a server', () => {
  const registries: Readonly<Record<string, string>> = {
    'ghcr.io': 'ghcr.io',
    'registry.corp:5000': 'registry.corp:5000',
    'registry:5000': 'registry:5000',
    'ghcr.io:443': 'ghcr.io:443',
    localhost: 'localhost',
    '10.0.0.1': '10.0.0.1',
    '[fd00::1]:5000': '[fd00::1]:5000',
    'my_host.corp': 'my_host.corp',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com': '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    'docker.io': 'docker.io',
    'index.docker.io': 'docker.io',
    'index.docker.io/v1/': 'docker.io',
    'https://index.docker.io/v1/': 'docker.io',
    'https://index.docker.io/v2/': 'docker.io',
    'https://docker.io/': 'docker.io',
  }
  for (const [text, registry] of Object.entries(registries)) {
    test(`"${text}" is ${registry}, and the key is what was written`, () => {
      assert.deepEqual(readServerName(text), {kind: 'registry', registry, key: text})
    })
  }
})

describe('what is no server is told by its kind, with what to write instead', () => {
  const hub = 'https://index.docker.io/v1/'
  const faults: Readonly<Record<string, readonly [fault: string, instead?: string]>> = {
    '': ['blank'],
    ' \t': ['blank'],
    ' ghcr.io': ['white-space', 'ghcr.io'],
    'ghcr.io\n': ['white-space', 'ghcr.io'],
    'ghcr .io': ['white-space'],
    'https://ghcr.io': ['scheme', 'ghcr.io'],
    'http://localhost:5000': ['scheme', 'localhost:5000'],
    'oci://ghcr.io/charts': ['scheme', 'ghcr.io'],
    'HTTPS://GHCR.io/v2/': ['scheme', 'ghcr.io'],
    'ghcr.io/': ['trailing-slash', 'ghcr.io'],
    'ghcr.io/v1/': ['version-path', 'ghcr.io'],
    'ghcr.io/v2': ['version-path', 'ghcr.io'],
    'https://index.docker.io/v1': ['scheme', hub],
    'index.docker.io/v1': ['version-path', hub],
    'ghcr.io/org': ['path', 'ghcr.io'],
    'ghcr.io/org/app:1': ['path', 'ghcr.io'],
    'docker.io/library': ['path', hub],
    'ghcr.io?x=1': ['query', 'ghcr.io'],
    'ghcr.io#x': ['query', 'ghcr.io'],
    'user:hunter2@ghcr.io': ['user-info', 'ghcr.io'],
    'https://user:hunter2@ghcr.io/v2/': ['user-info', 'ghcr.io'],
    'https://': ['scheme'],
    '*.azurecr.io': ['wildcard'],
    'GHCR.io': ['upper-case', 'ghcr.io'],
    '[fd00::1]': ['address-without-port'],
    'registry-1.docker.io': ['docker-hub-alias', hub],
    'https://hub.docker.com': ['docker-hub-alias', hub],
    'https://registry.hub.docker.com/v1/repositories': ['docker-hub-alias', hub],
    'ghcr.io:': ['port'],
    'ghcr.io:https': ['port'],
    'ghcr.io:0': ['port'],
    'ghcr.io:70000': ['port'],
    ghcr: ['short-name'],
    'registry-internal': ['short-name'],
    '-.io': ['host'],
    'büro.example': ['host'],
    '::1': ['host'],
    '.': ['host'],
  }
  for (const [text, [fault, instead]] of Object.entries(faults)) {
    test(JSON.stringify(text), () => {
      const read = readServerName(text)
      assert.ok(read.kind === 'fault')
      assert.deepEqual([read.fault, read.instead], [fault, instead])
      assert.doesNotMatch(read.message, /hunter2|ghcr/)
    })
  }
})

test('what is to be written instead is a server', () => {
  for (const text of ['https://ghcr.io/v2/', 'GHCR.io', 'hub.docker.com', 'u:p@registry.corp:5000/x']) {
    const read = readServerName(text)
    assert.equal(read.kind === 'fault' && readServerName(read.instead ?? '').kind, 'registry')
  }
})
