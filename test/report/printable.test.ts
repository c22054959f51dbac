import assert from 'node:assert/strict'
import {test} from 'node:test'
import {printable} from '../../src/report/printable.ts'

const texts: Readonly<Record<string, readonly [string, string]>> = {
  'plain text': ['manifest unknown', 'manifest unknown'],
  'letters of any script': ['grüße, 漢字, नमस्ते, 🚢', 'grüße, 漢字, नमस्ते, 🚢'],
  'a colour': ['\u001B[31mred\u001B[0m', '\\u001b[31mred\\u001b[0m'],
  'a window title': ['\u001B]0;owned\u0007', '\\u001b]0;owned\\u0007'],
  'a control sequence in one byte': ['\u009B31m', '\\u009b31m'],
  'a line break, a return that overwrites, a tab': ['a\nb\rc\td', 'a\\nb\\rc\\td'],
  'the end of a body': ['denied\r\n', 'denied'],
  'text turned around': ['a\u202Egpj.exe', 'a\\u202egpj.exe'],
  'an isolate': ['\u2066a\u2069', '\\u2066a\\u2069'],
  'what does not show': ['a\u200Bb\u00ADc\u2060d', 'a\\u200bb\\u00adc\\u2060d'],
  'other line ends': ['a\u2028b\u2029c\u0085d', 'a\\u2028b\\u2029c\\u0085d'],
  'tag characters': ['a\u{E0041}b', 'a\\u{e0041}b'],
  'half a pair': ['a\uD83Db', 'a\\ud83db'],
  'more marks than any writing has': [`a${'\u0301'.repeat(32)}b`, `a${'\u0301'.repeat(30)}\\u0301\\u0301b`],
  'NUL and DEL': ['a\u0000b\u007F!', 'a\\u0000b\\u007f!'],
  nothing: ['', ''],
}
for (const [name, [text, shown]] of Object.entries(texts)) {
  test(`makes visible: ${name}`, () => assert.equal(printable(text), shown))
}

test('nothing that acts on a terminal is left of any character', () => {
  const all = Array.from({length: 0x3000}, (_, code) => String.fromCharCode(code)).join('')
  assert.doesNotMatch(printable(all, all.length), /[\p{C}\p{Zl}\p{Zp}]/u)
})

test('a long text is cut, counted, and no character halved', () => {
  assert.equal(printable('abcdef', 4), 'abcd… (2 more characters)')
  assert.equal(printable('abcd', 4), 'abcd')
  assert.equal(printable('abc🚢', 4), 'abc… (2 more characters)')
})

test('a text without end costs no more than its beginning', () => {
  assert.ok(printable('\u0007'.repeat(10_000_000)).length < 30_000)
})
