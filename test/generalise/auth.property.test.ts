import assert from 'node:assert/strict'
import {test} from 'node:test'
import {decodeAuth} from '../../src/credentials/auth-entry.ts'
import {decodePadded, decodeUnpadded} from '../../src/credentials/go-base64.ts'
import * as go from './go-keyring.ts'
import {naiveBase64} from './naive-base64.ts'
import {randomFrom} from './random.ts'
import {authOf} from './registries.ts'

test('five thousand texts decode as Go’s two encodings decode them, to the byte that is at fault', () => {
  const random = randomFrom(64)
  const piece = () => random.oneOf(['YW', 'Jj', 'ZGVm', 'Q', '=', '==', '\n', '\r\n', '-', '_', ' ', '+/', '\t', '0'])
  for (let round = 0; round < 5000; round += 1) {
    const text = random.several(0, 6, piece).join('')
    for (const [isPadded, decode] of [
      [true, decodePadded],
      [false, decodeUnpadded],
    ] as const) {
      const expected = naiveBase64(text, isPadded)
      const decoded = decode(text)
      const about = `${isPadded ? 'padded' : 'unpadded'} ${JSON.stringify(text)}`
      if ('corruptAt' in expected) {
        assert.deepEqual(
          decoded,
          {kind: 'fault', fault: `illegal base64 data at input byte ${expected.corruptAt}`},
          about,
        )
      } else {
        assert.ok(decoded.kind === 'bytes' && expected.bytes.equals(decoded.bytes), about)
      }
    }
  }
})

test('two thousand values of auth are parted as the kubelet parts them', () => {
  const random = randomFrom(65)
  const piece = () => random.oneOf(['bot', ':', '::', 's3cret', '\n', ' ', 'é', '😀', '"', '\u0000'])
  for (let round = 0; round < 2000; round += 1) {
    const auth = authOf(random.several(0, 5, piece).join(''))
    const broken = random.oneOf([
      auth,
      auth,
      auth.replace(/=+$/, ''),
      `${auth}\n`,
      `\n${auth}`,
      `${auth} `,
      auth.slice(1),
      auth.replace(/^../, '$&=='),
    ])
    const expected = go.decodeAuth(broken)
    const decoded = decodeAuth(broken)
    const found =
      decoded.kind === 'login'
        ? {username: decoded.username, password: decoded.password.reveal()}
        : {fault: decoded.fault}
    assert.deepEqual(found, expected, JSON.stringify(broken))
  }
})
