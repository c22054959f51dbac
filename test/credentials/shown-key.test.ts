import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {keyringKey} from '../../src/credentials/registry-key.ts'
import {shownKey} from '../../src/credentials/shown-key.ts'

const keys: readonly [sentence: string, key: string, shown: string][] = [
  ['a password in a URL is left out', 'https://ci:s3cret@ghcr.io/acme', 'https://ci:REDACTED@ghcr.io/acme'],
  ['also without a scheme', 'ci:s3cret@ghcr.io', 'ci:REDACTED@ghcr.io'],
  ['also one with an @ in it', 'https://ci:s3@cret@ghcr.io', 'https://ci:REDACTED@ghcr.io'],
  ['also one without a user', 'https://:s3cret@ghcr.io', 'https://:REDACTED@ghcr.io'],
  ['one that no URL takes stays one that no URL takes', 'https://ci:s3^cret@ghcr.io', 'https://ci:<REDACTED>@ghcr.io'],
  ['so does one with a broken escape', 'ci:100%@ghcr.io', 'ci:<REDACTED>@ghcr.io'],
  ['an escape in it is nothing special', 'ci:s3%40cret@ghcr.io', 'ci:REDACTED@ghcr.io'],
  [
    'one with a slash is left out up to the host',
    'https://ci:s3/cr@et@ghcr.io/acme',
    'https://ci:<REDACTED>@ghcr.io/acme',
  ],
  ['one with a number sign too', 'ci:s3#cret@ghcr.io', 'ci:<REDACTED>@ghcr.io'],
  ['one with a question mark too', 'https://ci:s3?cret@ghcr.io', 'https://ci:<REDACTED>@ghcr.io'],
  ['one with a line break too', 'ci:s3\ncret@ghcr.io', 'ci:<REDACTED>@ghcr.io'],
  ['a user alone stays', 'https://ci@ghcr.io', 'https://ci@ghcr.io'],
  ['a port stays', 'registry.example.com:5000', 'registry.example.com:5000'],
  ['a path stays', 'https://index.docker.io/v1/', 'https://index.docker.io/v1/'],
  ['an IPv6 address is no user', 'https://[::1]:5000/a@b', 'https://[::1]:5000/a@b'],
  ['an @ in a path means nothing', 'registry.example.com:5000/a@b', 'registry.example.com:5000/a@b'],
]

describe('a key of auths, as it is shown', () => {
  for (const [sentence, key, shown] of keys) {
    test(sentence, () => {
      assert.equal(shownKey(key), shown)
      assert.deepEqual(keyOf(shown), keyOf(key))
    })
  }
})

/** Why a key is no URL may be said in other words: Go quotes the password. */
function keyOf(key: string): string | undefined {
  const read = keyringKey(key)
  return read.kind === 'key' ? read.text : undefined
}
