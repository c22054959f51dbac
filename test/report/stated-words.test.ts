import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {statedWords} from '../../src/report/stated-words.ts'

const image = 'registry.corp/team/app:1.0'
const chain = `failed to pull and unpack image "${image}": failed to resolve image: `
const request =
  'unexpected status from HEAD request to https://registry.corp/v2/team/app/manifests/1.0: 401 Unauthorized'

/** By what is shown: the runtime's error behind `Back-off pulling image`, and the words at 76 columns. */
const shown: Readonly<Record<string, readonly [error: string, words: readonly string[]]>> = {
  'the link that names the fault with the one around it, though they take two lines': [
    chain + request,
    [`… ${request}`],
  ],
  'as many links around it as one line holds': [
    `${chain}failed to do request: dial tcp 10.0.0.9:443: connect: connection refused`,
    ['… dial tcp 10.0.0.9:443: connect: connection refused'],
  ],
  'what follows the link that names the fault': [
    `${chain}pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
    ['… server message: insufficient_scope: authorization failed'],
  ],
  'the whole of a short message, unmarked': ['pull QPS exceeded', ['pull QPS exceeded']],
  'a line break as a blank': [
    `${chain}403 Forbidden\n\tdenied: no such team`,
    ['… failed to resolve image: 403 Forbidden denied: no such team'],
  ],
}

describe('of a message is shown', () => {
  for (const [what, [error, words]] of Object.entries(shown)) {
    test(what, () => {
      assert.deepEqual(statedWords('ErrImagePull', error, 76), words)
    })
  }
})

test('each attempt is quoted, and equal words only once', () => {
  const other = `${chain}failed to do request: dial tcp: lookup registry.corp: no such host`
  const message = `[${chain}${request}, ${other}, ${chain}${request}]`
  assert.deepEqual(statedWords('ErrImagePull', message, 76), [
    `… ${request}`,
    '… dial tcp: lookup registry.corp: no such host',
  ])
})

test('more than three errors are counted', () => {
  const errors = [1, 2, 3, 4, 5].map((at) => `${chain}dial tcp 10.0.0.${at}:443: connect: connection refused`)
  const words = statedWords('ErrImagePull', `[${errors.join(', ')}]`, 76)
  assert.equal(words.length, 4)
  assert.equal(words.at(-1), 'and 2 more errors')
})

test('a page that a registry sends is cut', () => {
  const [words = ''] = statedWords('ErrImagePull', `${chain}${request}\ndenied: ${'no '.repeat(400)}`, 76)
  assert.equal(words.length, 321)
  assert.ok(words.endsWith('…'))
})

test('words that speak of no pull are shown as they are', () => {
  assert.deepEqual(statedWords('Expected', 'HEAD https://registry.corp/v2/: 401\nUNAUTHORIZED', 76), [
    'HEAD https://registry.corp/v2/: 401 UNAUTHORIZED',
  ])
})
