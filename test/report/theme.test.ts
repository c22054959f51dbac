import assert from 'node:assert/strict'
import {test} from 'node:test'
import {createTheme, isUtf8} from '../../src/report/theme.ts'

test('without colour every paint gives the text back as it is', () => {
  const {signs: _, ...paints} = createTheme({color: false, unicode: true})
  for (const paint of Object.values(paints)) assert.equal(paint('text'), 'text')
})

test('with colour a paint begins and ends in itself', () => {
  const {signs: _, ...paints} = createTheme({color: true, unicode: true})
  const painted = Object.entries(paints).map(([name, paint]) => [name, paint('text')])
  assert.deepEqual(Object.fromEntries(painted), {
    error: '\u001B[31mtext\u001B[39m',
    warning: '\u001B[33mtext\u001B[39m',
    info: '\u001B[36mtext\u001B[39m',
    success: '\u001B[32mtext\u001B[39m',
    strong: '\u001B[1mtext\u001B[22m',
    faint: '\u001B[2mtext\u001B[22m',
  })
})

test('signs fall back to ASCII', () => {
  assert.deepEqual(Object.values(createTheme({color: false, unicode: true}).signs), ['✗', '!', 'i', '?', '→', '✓'])
  for (const sign of Object.values(createTheme({color: true, unicode: false}).signs)) assert.match(sign, /^[ -~]+$/)
})

const locales: Readonly<Record<string, readonly [Record<string, string>, boolean]>> = {
  'LANG with UTF-8': [{LANG: 'de_CH.UTF-8'}, true],
  'LANG without a hyphen, in small letters': [{LANG: 'en_US.utf8'}, true],
  'LANG with a modifier': [{LANG: 'ca_ES.UTF-8@valencia'}, true],
  'another encoding': [{LANG: 'de_CH.ISO-8859-1'}, false],
  'a language alone': [{LANG: 'de_CH'}, false],
  'no locale': [{}, false],
  'LC_ALL before LANG': [{LC_ALL: 'C', LANG: 'de_CH.UTF-8'}, false],
  'LC_CTYPE before LANG': [{LC_CTYPE: 'C.UTF-8', LANG: 'C'}, true],
  'an empty LC_ALL counts as not set': [{LC_ALL: '', LANG: 'C.UTF-8'}, true],
}
for (const [name, [environment, expected]] of Object.entries(locales)) {
  test(`the locale decides on UTF-8: ${name}`, () => assert.equal(isUtf8(environment, 'linux'), expected))
}

test('Windows is told by its terminal', () => {
  assert.equal(isUtf8({LANG: 'C.UTF-8'}, 'win32'), false)
  assert.equal(isUtf8({WT_SESSION: 'f00d'}, 'win32'), true)
})
