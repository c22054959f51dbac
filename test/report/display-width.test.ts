import assert from 'node:assert/strict'
import {test} from 'node:test'
import {displayWidth, graphemes} from '../../src/report/display-width.ts'

const widths: Readonly<Record<string, readonly [string, number]>> = {
  ASCII: ['kubectl', 7],
  'Latin with an accent of its own character': ['e\u0301', 1],
  'the signs of a report': ['✗!i?→✓', 6],
  Han: ['漢字', 4],
  Kana: ['カタカナ', 8],
  'half-width Kana': ['ｶﾀｶﾅ', 4],
  'full-width Latin': ['ＡＢ', 4],
  Hangul: ['한글', 4],
  'Hangul of single letters': ['\u1112\u1161\u11AB', 2],
  Devanagari: ['नि', 1],
  'an emoji': ['🚢', 2],
  'an emoji of several': ['👩‍💻', 2],
  'an emoji with a skin tone': ['👍🏽', 2],
  'a flag': ['🇨🇭', 2],
  'half a flag': ['🇨', 1],
  'a keycap': ['1️⃣', 2],
  'a heart as text and as emoji': ['❤❤️', 3],
  'a mark alone': ['\u0301', 0],
  'a long dash and a quote, which are ambiguous': ['—“', 2],
  nothing: ['', 0],
}
for (const [name, [text, width]] of Object.entries(widths)) {
  test(`takes ${width} columns: ${name}`, () => assert.equal(displayWidth(text), width))
}

test('parts a text by what a reader sees', () => {
  assert.deepEqual(graphemes('a漢👩‍💻'), [
    {text: 'a', width: 1},
    {text: '漢', width: 2},
    {text: '👩‍💻', width: 2},
  ])
})
