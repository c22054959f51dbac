import assert from 'node:assert/strict'
import {test} from 'node:test'
import {decodeUtf8} from '../../src/credentials/go-utf8.ts'

// The second column is what Go's `range` over the bytes gives, by RFC 3629, section 4.
const texts: Readonly<Record<string, readonly [bytes: readonly number[], text: string]>> = {
  'plain text': [[0x61, 0xc3, 0xa9], 'aé'],
  'a byte order mark stays': [[0xef, 0xbb, 0xbf, 0x61], '\ufeffa'],
  'a continuation byte alone': [[0x80, 0x61], '\ufffda'],
  'a character cut short, one mark for each byte': [[0xe2, 0x82, 0x61], '\ufffd\ufffda'],
  'four bytes cut short at the end': [[0xf0, 0x9f, 0x90], '\ufffd\ufffd\ufffd'],
  'an overlong slash': [[0xc0, 0xaf], '\ufffd\ufffd'],
  'an overlong three bytes': [[0xe0, 0x80, 0xaf], '\ufffd\ufffd\ufffd'],
  'a surrogate': [[0xed, 0xa0, 0x80], '\ufffd\ufffd\ufffd'],
  'the last code point': [[0xf4, 0x8f, 0xbf, 0xbf, 0xff], '\u{10ffff}\ufffd'],
  'past the last code point': [[0xf4, 0x90, 0x80, 0x80], '\ufffd\ufffd\ufffd\ufffd'],
  'a whale beside a broken byte': [[0xff, 0xf0, 0x9f, 0x90, 0xb3], '\ufffd🐳'],
  'U+FFFD itself beside a broken byte': [[0xef, 0xbf, 0xbd, 0xff], '\ufffd\ufffd'],
}

for (const [name, [bytes, text]] of Object.entries(texts)) {
  test(`decodes ${name}`, () => assert.equal(decodeUtf8(Uint8Array.from(bytes)), text))
}
