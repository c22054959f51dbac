import assert from 'node:assert/strict'
import {test} from 'node:test'
import {assertIntegrity} from './fetch-runtime.ts'
import {bunVersion, platforms} from './platform.ts'

/** The SHA-512 of `abc`, which FIPS 180-4 gives as an example. */
const runtime = {
  name: '@oven/bun-any',
  version: '1.0.0',
  integrity: 'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==',
}

test('an archive is taken only with the hash that is written down', () => {
  assertIntegrity(runtime, Buffer.from('abc'))
  assert.throws(
    () => assertIntegrity(runtime, Buffer.from('abd')),
    /^Error: @oven\/bun-any@1\.0\.0 hashes to sha512-.*, not to sha512-3a81oZ/,
  )
})

test('every platform has a bun of its own, all of one version', () => {
  assert.equal(new Set(platforms.map((platform) => platform.runtime.integrity)).size, 6)
  for (const {runtime: one} of platforms) assert.equal(one.version, bunVersion)
})
