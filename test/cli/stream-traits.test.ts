import assert from 'node:assert/strict'
import {test} from 'node:test'
import {streamTraits} from '../../src/cli/stream-traits.ts'

const terminal = {isTTY: true, columns: 120}

const colours: readonly [sentence: string, isTTY: boolean, env: Record<string, string>, hasColor: boolean][] = [
  ['a terminal has colour', true, {TERM: 'xterm'}, true],
  ['also if it does not say what it is', true, {}, true],
  ['a dumb one has none', true, {TERM: 'dumb'}, false],
  ['a pipe has none', false, {TERM: 'xterm'}, false],
  ['NO_COLOR takes it from a terminal', true, {NO_COLOR: '1'}, false],
  ['whatever its value', true, {NO_COLOR: 'false'}, false],
  ['but an empty one says nothing', true, {NO_COLOR: ''}, true],
  ['FORCE_COLOR gives it to a pipe', false, {FORCE_COLOR: '1'}, true],
  ['also empty, as Node.js reads it', false, {FORCE_COLOR: ''}, true],
  ['and to a dumb terminal', true, {FORCE_COLOR: '3', TERM: 'dumb'}, true],
  ['0 takes it away', true, {FORCE_COLOR: '0'}, false],
  ['so does false', true, {FORCE_COLOR: 'false'}, false],
  ['NO_COLOR is stronger than FORCE_COLOR', false, {NO_COLOR: '1', FORCE_COLOR: '1'}, false],
]

for (const [sentence, isTTY, env, hasColor] of colours) {
  test(sentence, () => assert.equal(streamTraits({isTTY}, env).hasColor, hasColor))
}

test('a terminal is as wide as it is, a pipe 80 columns, and nothing is narrower than 40', () => {
  assert.equal(streamTraits(terminal, {}).width, 120)
  assert.equal(streamTraits({columns: 120}, {}).width, 80)
  assert.equal(streamTraits({isTTY: true, columns: 0}, {}).width, 80)
  assert.equal(streamTraits({isTTY: true, columns: 10}, {}).width, 40)
})
