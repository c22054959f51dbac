import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {code, codeBlock, escaped} from '../../src/report/markdown-text.ts'

describe('hostile text is text in Markdown', () => {
  const texts: Readonly<Record<string, readonly [string, string]>> = {
    'a tag is none': ['<img src=x>', '&#60;img src=x>'],
    'a mention reaches nobody': ['ask @ann', 'ask @&#8203;ann'],
    'a number is no issue': ['#12', '#&#8203;12'],
    'an address is no link': ['https://evil.example', 'https:&#8203;//evil.example'],
    'brackets are no link': ['[a](b)', '\\[a\\](b)'],
    'a bar is no cell': ['a|b', 'a\\|b'],
    'signs are no emphasis': ['*a* _b_ `c` ~d~', '\\*a\\* \\_b\\_ \\`c\\` \\~d\\~'],
    'an entity stays as written': ['&lt;', '&#38;lt;'],
    'a line break makes no block': ['a\n# b', 'a\\\\n#&#8203; b'],
    'a first sign begins no list': ['- a', '\\- a'],
    'a first number begins no list': ['1. a', '1\\. a'],
  }
  for (const [sentence, [text, expected]] of Object.entries(texts)) {
    test(sentence, () => assert.equal(escaped(text), expected))
  }
})

test('a fence is longer than any in what it holds', () => {
  assert.equal(code('a`b'), '``a`b``')
  assert.equal(code('`'), '`` ` ``')
  assert.equal(codeBlock('```\nx', 'text'), '````text\n```\nx\n````')
})
