import assert from 'node:assert/strict'
import {test} from 'node:test'
import {type HiddenLine, readHiddenLine} from '../../src/cli/hidden-line.ts'

const lines: readonly [sentence: string, chunks: string[], line: HiddenLine][] = [
  ['Enter ends the line', ['s', 'e', 'c', '\r'], aLine('sec')],
  ['so does a line feed', ['sec\n'], aLine('sec')],
  ['and both together', ['sec\r\n'], aLine('sec')],
  ['an empty line is a line', ['\r'], aLine('')],
  ['spaces and tabs belong to it', [' a\tb \r'], aLine(' a\tb ')],
  ['Backspace takes the last character', ['abx\x7f\x7fc\r'], aLine('ac')],
  ['also the one that is sent as BS', ['ab\bc\r'], aLine('ac')],
  ['of whatever length in UTF-8', ['aä😀\x7f\x7fb\r'], aLine('ab')],
  ['on an empty line it does nothing', ['\x7f\x7fa\r'], aLine('a')],
  ['Ctrl-U takes all', ['abc\x15d\r'], aLine('d')],
  ['Ctrl-C breaks off', ['abc', '\x03'], {kind: 'interrupted'}],
  ['also in the middle of what comes at once', ['ab\x03c\r'], {kind: 'interrupted'}],
  ['Ctrl-D ends an empty line', ['\x04'], {kind: 'ended'}],
  ['and is passed over in others', ['a\x04b\r'], aLine('ab')],
  ['a terminal that goes away ends it', ['abc'], {kind: 'ended'}],
  ['arrow keys are passed over', ['a\x1b[D\x1b[1;5Cb\x1bOAc\r'], aLine('abc')],
  ['also when they come in pieces', ['a\x1b', '[', 'D', 'b\r'], aLine('ab')],
  ['Alt with a key too', ['a\x1bfb\r'], aLine('ab')],
  ['an escape that Enter breaks off', ['a\x1b[\r'], aLine('a')],
  ['Escape alone', ['a\x1b', '\r'], aLine('a')],
  ['other control characters', ['a\x00\x01\x1cb\r'], aLine('ab')],
  ['a pasted text is text', ['\x1b[200~s3cr et\x1b[201~', '\r'], aLine('s3cr et')],
  ['a paste of one line with its end', ['\x1b[200~secret\n\x1b[201~'], aLine('secret')],
  ['a paste of several lines is seen', ['{\n  "a": 1\n}\n'], {kind: 'line', text: '{', hasMore: true}],
  ['also between the marks', ['\x1b[200~{\r}\x1b[201~'], {kind: 'line', text: '{', hasMore: true}],
]

for (const [sentence, chunks, line] of lines) {
  test(`${sentence}: ${JSON.stringify(chunks.join(''))}`, async () => {
    assert.deepEqual(await readHiddenLine(typing(chunks)), line)
  })
}

test('a character that arrives in two pieces is one', async () => {
  const bytes = new TextEncoder().encode('ä😀\r')
  const pieces = [...bytes].map((byte) => Uint8Array.of(byte))
  assert.deepEqual(await readHiddenLine(async () => pieces.shift()), aLine('ä😀'))
})

function aLine(text: string): HiddenLine {
  return {kind: 'line', text, hasMore: false}
}

function typing(chunks: readonly string[]): () => Promise<Uint8Array | undefined> {
  const rest = chunks.map((chunk) => new TextEncoder().encode(chunk))
  return async () => rest.shift()
}
