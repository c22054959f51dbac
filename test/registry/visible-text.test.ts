import assert from 'node:assert/strict'
import test from 'node:test'
import {visibleText} from '../../src/registry/visible-text.ts'

for (const [sentence, text, visible] of [
  ['plain text stays', 'denied: no access', 'denied: no access'],
  ['letters of every script stay', 'žluťoučký 漢字', 'žluťoučký 漢字'],
  ['an escape sequence is written out', '\x1b[2Jgone', '\\x1b[2Jgone'],
  ['a C1 control is written out', 'a\x9bb', 'a\\x9bb'],
  ['line ends cannot forge a line', 'a\r\nb\tc', 'a\\r\\nb\\tc'],
  ['a turn of the writing direction is written out', 'a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
  ['other line ends are written out', 'a\u2028b\u0085c', 'a\\u2028b\\x85c'],
  ['a character without width is written out', 'a\u200bb\ufeffc', 'a\\u200bb\\ufeffc'],
  ['a lone surrogate is written out', 'a\ud800b', 'a\\ud800b'],
  ['a tag character is written out', 'a\u{e0041}b', 'a\\u{e0041}b'],
  ['white space at the ends goes', '  a \n', 'a'],
] as const) {
  test(sentence, () => {
    assert.equal(visibleText(text), visible)
  })
}

test('text is cut at 300 characters, also when writing it out made it longer', () => {
  assert.equal(visibleText('a'.repeat(300)).length, 300)
  assert.equal(visibleText('a'.repeat(301)), `${'a'.repeat(299)}…`)
  assert.equal(visibleText('\x00'.repeat(299)).length, 300)
})
