import assert from 'node:assert/strict'
import {test} from 'node:test'
import {displayWidth} from '../../src/report/display-width.ts'
import {wrap} from '../../src/report/wrap.ts'

const cases: Readonly<Record<string, readonly [string, number, number, readonly string[]]>> = {
  'a text that fits': ['no such secret', 20, 2, ['no such secret']],
  'a text that fits to the column': ['no such secret', 14, 2, ['no such secret']],
  'at blanks, with what follows hanging': ['no such secret', 10, 2, ['no such', '  secret']],
  'the hanging lines are shorter': ['aaaa bbbb cccc', 9, 4, ['aaaa bbbb', '    cccc']],
  'a long word': ['see registry.corp:5000/app now', 10, 2, ['see', '  registry', '  .corp:50', '  00/app', '  now']],
  'a long word first': ['abcdefgh', 3, 0, ['abc', 'def', 'gh']],
  'wide characters': ['漢字漢字漢', 5, 1, ['漢字', ' 漢字', ' 漢']],
  'an emoji is not parted': ['👩‍💻👩‍💻', 3, 0, ['👩‍💻', '👩‍💻']],
  'a character wider than the line': ['漢字', 1, 0, ['漢', '字']],
  'blanks inside stay, at breaks they go': ['a  b   c', 5, 0, ['a  b', 'c']],
  'an indented line keeps its blanks': ['  a b', 10, 0, ['  a b']],
  'line ends stay': ['a\n\nb c', 3, 1, ['a', '', ' b', ' c']],
  'a no-break space holds': ['a b\u00A0c', 4, 0, ['a', 'b\u00A0c']],
  'no room at all': ['ab c', 0, 2, ['a', '  b', '  c']],
  nothing: ['', 10, 2, ['']],
}
for (const [name, [text, width, hanging, lines]] of Object.entries(cases)) {
  test(`wraps: ${name}`, () => assert.deepEqual(wrap(text, {width, hanging}), lines))
}

test('no line is wider than the terminal and nothing but blanks is lost', () => {
  const text =
    'no entry of secret "regcred" matches registry.corp:5000/a/very/long/path 漢字漢字漢字 👩‍💻👩‍💻 — its entry has no port'
  for (let width = 6; width < 90; width += 1) {
    const lines = wrap(text, {width, hanging: 4})
    for (const line of lines) assert.ok(displayWidth(line) <= width, `${width}: ${line}`)
    assert.equal(lines.join('').replace(/ /g, ''), text.replace(/ /g, ''))
  }
})
