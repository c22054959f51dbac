import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {keyringKey} from '../../src/credentials/registry-key.ts'
import {shownKey} from '../../src/credentials/shown-key.ts'

const keys: readonly [sentence: string, key: string, shown: string][] = [
  ['a password in a URL is left out', 'https://ci:s3cret@ghcr.io/acme', 'https://ci:REDACTED@ghcr.io/acme'],
  ['also without a scheme', 'ci:s3cret@ghcr.io', 'ci:REDACTED@ghcr.io'],
  ['also one with an @ in it', 'https://ci:s3@cret@ghcr.io', 'https://ci:REDACTED@ghcr.io'],
  ['also one without a user', 'https://:s3cret@ghcr.io', 'https://:REDACTED@ghcr.io'],
  ['a user alone stays', 'https://ci@ghcr.io', 'https://ci@ghcr.io'],
  ['a port stays', 'registry.example.com:5000', 'registry.example.com:5000'],
  ['a path stays', 'https://index.docker.io/v1/', 'https://index.docker.io/v1/'],
  ['an @ in a path means nothing', 'registry.example.com:5000/a@b', 'registry.example.com:5000/a@b'],
]

describe('a key of auths, as it is shown', () => {
  for (const [sentence, key, shown] of keys) {
    test(sentence, () => {
      assert.equal(shownKey(key), shown)
      assert.deepEqual(keyringKey(shown), keyringKey(key))
    })
  }
})
