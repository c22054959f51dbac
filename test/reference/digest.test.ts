import assert from 'node:assert/strict'
import {test} from 'node:test'
import {digestFault} from '../../src/reference/digest.ts'

const digests: Readonly<Record<string, string | undefined>> = {
  [`sha256:${'0'.repeat(64)}`]: undefined,
  [`sha384:${'f'.repeat(96)}`]: undefined,
  [`sha512:${'0'.repeat(128)}`]: undefined,
  [`sha256:${'0'.repeat(128)}`]: 'invalid checksum digest length',
  [`sha256:${'F'.repeat(64)}`]: 'invalid checksum digest format',
  [`sha1:${'0'.repeat(40)}`]: 'unsupported digest algorithm',
  [`sha256+b64:${'0'.repeat(64)}`]: 'unsupported digest algorithm',
  [`SHA256:${'0'.repeat(64)}`]: 'invalid checksum digest format',
}

for (const [digest, fault] of Object.entries(digests)) {
  test(`${digest.slice(0, 20)}... of ${digest.length} characters: ${fault ?? 'good'}`, () => {
    assert.equal(digestFault(digest), fault)
  })
}
