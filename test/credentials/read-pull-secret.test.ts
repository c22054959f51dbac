import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {readPullSecret, type SecretObject} from '../../src/credentials/read-pull-secret.ts'

const good = Buffer.from('{"auths":{"ghcr.io":{"auth":"dTpw"}}}')

describe('which Secrets count', () => {
  const secrets: Readonly<Record<string, readonly [type: string, data: SecretObject['data'], state: string]>> = {
    'the type with its key': [
      'kubernetes.io/dockerconfigjson',
      {'.dockerconfigjson': good},
      'usable .dockerconfigjson',
    ],
    'the old type with its key': ['kubernetes.io/dockercfg', {'.dockercfg': Buffer.from('{}')}, 'usable .dockercfg'],
    'another key beside it': [
      'kubernetes.io/dockercfg',
      {'.dockerconfigjson': Buffer.from('x'), '.dockercfg': Buffer.from('{}')},
      'usable .dockercfg',
    ],
    'the old type with the new key': [
      'kubernetes.io/dockercfg',
      {'.dockerconfigjson': good},
      'its type kubernetes.io/dockercfg asks for the key ".dockercfg"',
    ],
    'the new type with the old key': [
      'kubernetes.io/dockerconfigjson',
      {'.dockercfg': good},
      'its type kubernetes.io/dockerconfigjson asks for the key ".dockerconfigjson"',
    ],
    'no content': [
      'kubernetes.io/dockerconfigjson',
      {'.dockerconfigjson': Buffer.alloc(0)},
      'its key ".dockerconfigjson" is empty',
    ],
    'no data': [
      'kubernetes.io/dockerconfigjson',
      {},
      'its type kubernetes.io/dockerconfigjson asks for the key ".dockerconfigjson"',
    ],
    'an Opaque one, whatever is in it': [
      'Opaque',
      {'.dockerconfigjson': Buffer.from('not JSON')},
      'its type is "Opaque", neither kubernetes.io/dockerconfigjson nor kubernetes.io/dockercfg',
    ],
    'a type in other letters': [
      'kubernetes.io/DockerConfigJson',
      {'.dockerconfigjson': good},
      'its type is "kubernetes.io/DockerConfigJson", neither kubernetes.io/dockerconfigjson nor kubernetes.io/dockercfg',
    ],
    'blanks, which are not empty': [
      'kubernetes.io/dockerconfigjson',
      {'.dockerconfigjson': Buffer.from('\n')},
      'malformed .dockerconfigjson: unexpected end of JSON input',
    ],
  }
  for (const [name, [type, data, expected]] of Object.entries(secrets)) {
    test(name, () => {
      const {state} = readPullSecret({namespace: 'shop', name: 'regcred', type, data})
      switch (state.kind) {
        case 'usable':
          return assert.equal(`usable ${state.dataKey}`, expected)
        case 'ignored':
          return assert.equal(state.reason, expected)
        case 'malformed':
          return assert.equal(`malformed ${state.dataKey}: ${state.fault}`, expected)
      }
    })
  }
})

test('keeps what is known of the Secret, and nothing of its bytes', () => {
  const read = readPullSecret({
    namespace: 'shop',
    name: 'regcred',
    type: 'kubernetes.io/dockerconfigjson',
    data: {'.dockerconfigjson': Buffer.from('{"auths":{"a.io":{"auth":"*"}}}'), 'a.txt': good},
    createdAt: '2026-01-01T00:00:00Z',
    owner: 'ExternalSecret/regcred',
  })
  assert.deepEqual(read, {
    namespace: 'shop',
    name: 'regcred',
    type: 'kubernetes.io/dockerconfigjson',
    dataKeys: ['.dockerconfigjson', 'a.txt'],
    state: {
      kind: 'malformed',
      dataKey: '.dockerconfigjson',
      fault: 'illegal base64 data at input byte 0',
      entryKey: 'a.io',
    },
    createdAt: '2026-01-01T00:00:00Z',
    owner: 'ExternalSecret/regcred',
  })
})
