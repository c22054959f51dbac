import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {errorChain, quotedTexts} from '../../../src/doctor/message/error-chain.ts'

describe('a chain of errors', () => {
  const chains: Readonly<Record<string, readonly [message: string, links: readonly string[]]>> = {
    'ends a link at a colon with a blank': ['doing: it failed: EOF', ['doing', 'it failed', 'EOF']],
    'ends a link at a line break, as errors.Join does': ['one: two\nthree', ['one', 'two', 'three']],
    'ends a link before a list': ['image "a":[rpc error: x', ['image "a"', 'rpc error', 'x']],
    'keeps names, ports and digests whole': [
      'app:1: host:5000/app@sha256:00aa: not found',
      ['app:1', 'host:5000/app@sha256:00aa', 'not found'],
    ],
    'keeps quoted text whole': ['unexpected "a: b": EOF', ['unexpected "a: b"', 'EOF']],
    'keeps quoted text with escapes whole': ['unexpected "a\\": b": EOF', ['unexpected "a\\": b"', 'EOF']],
    'takes a quotation mark behind a letter for an end': ['of a": EOF', ['of a', 'EOF']],
    'leaves out what gRPC adds': ['rpc error: code = Unknown desc = EOF', ['rpc error', 'EOF']],
    'leaves out what gRPC adds where the equals signs are lost': [
      'rpc error: code Unknown desc EOF',
      ['rpc error', 'EOF'],
    ],
    'leaves out brackets around it': ['* (not found).', ['not found']],
    'has no link without words': [': : ', []],
  }
  for (const [sentence, [message, links]] of Object.entries(chains)) {
    test(sentence, () => {
      assert.deepEqual(
        errorChain(message).map(({text}) => text),
        links,
      )
    })
  }

  test('knows where each link stands, and its words without names', () => {
    const [, second] = errorChain('pulling: asked https://r.example.com/v2/ for "a b" in vain')
    assert.deepEqual(second, {
      text: 'asked https://r.example.com/v2/ for "a b" in vain',
      words: 'asked … for "___" in vain',
      start: 8,
    })
  })
})

test('quoted texts are found with their escapes undone once', () => {
  assert.deepEqual(quotedTexts('output: "say \\"hi\\"" and "to the end'), ['say "hi"', 'to the end'])
})
