import assert from 'node:assert/strict'
import {test} from 'node:test'
import {keyLint} from '../../src/doctor/key-lint.ts'

test('a key that serves whole registries, or a part of one on purpose, has nothing wrong', () => {
  for (const key of ['ghcr.io', 'https://index.docker.io/v1/', '*.corp:5000', 'quay.io/acme', 'https://quay.io/v2/']) {
    assert.equal(keyLint(key), undefined, key)
  }
})

test('a version without its slash is warned of, since it may be the path of repositories', () => {
  assert.deepEqual(keyLint('https://ghcr.io/v2'), {
    severity: 'warning',
    cause: 'secret-key-mismatch',
    message:
      'the key "https://ghcr.io/v2" serves only repositories whose path begins with "v2": a version is taken off only ' +
      'as /v1/ or /v2/, with the slash behind it',
  })
})

test('a key that no image can match is an error that says what stands in the way', () => {
  const faults: Readonly<Record<string, RegExp>> = {
    'oci://quay.io': /"oci:\/\/" is not taken off/,
    'hub.docker.com': /its key is "https:\/\/index\.docker\.io\/v1\/"$/,
    'https://index.docker.io/v1': /no path below index\.docker\.io meets one \(here "\/v1"\)$/,
    'quay.io/app:1': /without tag or digest \(here ":1"\)$/,
    'quay.io/Team': /in lower case \(here "\/Team"\)$/,
    registry: /neither a dot nor a port$/,
    'quay io': /the kubelet cannot read it/,
  }
  for (const [key, message] of Object.entries(faults)) {
    const lint = keyLint(key)
    assert.equal(lint?.severity, 'error', key)
    assert.match(lint?.message ?? '', message)
  }
})
