import assert from 'node:assert/strict'
import {test} from 'node:test'
import {matchesGlob} from '../../src/credentials/go-glob.ts'

const patterns: readonly (readonly [pattern: string, text: string, matches: boolean])[] = [
  ['', '', true],
  ['', 'a', false],
  ['a', 'a', true],
  ['a', 'A', false],
  ['*', '', true],
  ['*', 'abc', true],
  ['*', 'a/b', false],
  ['a*c', 'abbc', true],
  ['a*c', 'ac', true],
  ['a*c', 'abd', false],
  ['*a*b', 'xaxbxb', true],
  ['?', 'a', true],
  ['?', '', false],
  ['?', '/', false],
  ['?', '\u{1f433}', true],
  ['[^a]', '\u{1f433}', true],
  ['[^a]', '/', true],
  ['[ab]', 'b', true],
  ['[ab]', 'c', false],
  ['[a-c]x', 'bx', true],
  ['[^a-c]', 'b', false],
  ['[^a-c]', 'd', true],
  ['[]a]', ']', false],
  ['[\\]a]', ']', true],
  ['[a-]', '-', false],
  ['[', '[', false],
  ['[a', 'a', false],
  ['a[', 'a', false],
  ['\\*', '*', true],
  ['\\*', 'a', false],
  ['a\\', 'a\\', false],
  ['**', 'ab', true],
]

for (const [pattern, text, matches] of patterns) {
  test(`"${pattern}" ${matches ? 'fits' : 'does not fit'} "${text}"`, () => {
    assert.equal(matchesGlob(pattern, text), matches)
  })
}
