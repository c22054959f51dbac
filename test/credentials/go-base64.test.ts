import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {type DecodedBase64, decodePadded, decodeUnpadded} from '../../src/credentials/go-base64.ts'

describe('base64 that must be padded', () => {
  const texts: Readonly<Record<string, string>> = {
    '': '',
    'Zm9vOmJhcg==': 'foo:bar',
    'Zm9v\r\nOmJh\ncg==\n': 'foo:bar',
    'Zm9vOmJhcg=\n=': 'foo:bar',
    'Zm9vOmJhch==': 'foo:bar',
    Zm9vOmJhcg: 'illegal base64 data at input byte 8',
    'Zm9vOmJhcg=': 'illegal base64 data at input byte 11',
    'Zm9vOmJhcg=x': 'illegal base64 data at input byte 10',
    'Zm9v OmJh': 'illegal base64 data at input byte 4',
    'Zm9v\tOmJh': 'illegal base64 data at input byte 4',
    'Zm9v-_8=': 'illegal base64 data at input byte 4',
    'Zm9v====': 'illegal base64 data at input byte 4',
    'Z===': 'illegal base64 data at input byte 1',
    'Zm9vOmJhcg==x': 'illegal base64 data at input byte 12',
    Zm9vé: 'illegal base64 data at input byte 4',
  }
  for (const [text, expected] of Object.entries(texts)) {
    test(JSON.stringify(text), () => assert.equal(printed(decodePadded(text)), expected))
  }
})

describe('base64 that must not be padded', () => {
  const texts: Readonly<Record<string, string>> = {
    Zm9vOmJhcg: 'foo:bar',
    'Zm9vOmJhcg\n': 'foo:bar',
    Z: 'illegal base64 data at input byte 0',
    'Zm9vOmJhcg==': 'illegal base64 data at input byte 10',
    pants: 'illegal base64 data at input byte 4',
  }
  for (const [text, expected] of Object.entries(texts)) {
    test(JSON.stringify(text), () => assert.equal(printed(decodeUnpadded(text)), expected))
  }
})

test('what Node.js encodes comes back, padded and not', () => {
  for (let length = 0; length < 64; length += 1) {
    const bytes = Buffer.from(Array.from({length}, (_, index) => (index * 37 + length) & 0xff))
    const text = bytes.toString('base64')
    assert.deepEqual(decodePadded(text), {kind: 'bytes', bytes: Uint8Array.from(bytes)})
    assert.deepEqual(decodeUnpadded(text.replace(/=+$/, '')), {kind: 'bytes', bytes: Uint8Array.from(bytes)})
  }
})

function printed(decoded: DecodedBase64): string {
  return decoded.kind === 'bytes' ? Buffer.from(decoded.bytes).toString('utf8') : decoded.fault
}
