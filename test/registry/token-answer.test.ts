import assert from 'node:assert/strict'
import test from 'node:test'
import {readTokenAnswer, type TokenAnswer} from '../../src/registry/token-answer.ts'

const none: TokenAnswer = {kind: 'none'}
const token = (text: string): TokenAnswer => ({kind: 'token', text})
const unreadable = (field: string): TokenAnswer => ({kind: 'unreadable', field})

const answers: readonly (readonly [sentence: string, body: string, byGet: TokenAnswer, byPost: TokenAnswer])[] = [
  ['a token', '{"token":"a"}', token('a'), none],
  ['an access token', '{"access_token":"a"}', token('a'), token('a')],
  ['both', '{"token":"a","access_token":"b"}', token('b'), token('b')],
  ['an empty access token beside a token', '{"access_token":"","token":"a"}', token('a'), none],
  ['a name in capitals', '{"Token":"a","ACCESS_TOKEN":null}', token('a'), none],
  ['the last of two', '{"token":"a","token":"b"}', token('b'), none],
  ['a token and its end', '{"token":"a","expires_in":300,"issued_at":"2026-02-28T10:00:02.5+01:00"}', token('a'), none],
  ['nulls', '{"access_token":"a","expires_in":null,"issued_at":null,"refresh_token":null}', token('a'), token('a')],
  ['an end in quotes', '{"access_token":"a","expires_in":"300"}', unreadable('expires_in'), unreadable('expires_in')],
  ['an end with a fraction', '{"token":"a","expires_in":300.5}', unreadable('expires_in'), unreadable('expires_in')],
  [
    'an end beyond 64 bits',
    '{"token":"a","expires_in":9223372036854775808}',
    unreadable('expires_in'),
    unreadable('expires_in'),
  ],
  ['an empty time', '{"token":"a","issued_at":""}', unreadable('issued_at'), unreadable('issued_at')],
  [
    'a day that no month has',
    '{"token":"a","issued_at":"2026-02-29T00:00:00Z"}',
    unreadable('issued_at'),
    unreadable('issued_at'),
  ],
  ['a time in seconds', '{"token":"a","issued_at":1700000000}', unreadable('issued_at'), unreadable('issued_at')],
  ['a token that is a number', '{"token":5}', unreadable('token'), none],
  ['a scope that is a list', '{"access_token":"a","scope":["x"]}', token('a'), unreadable('scope')],
  ['a field that nobody reads', '{"access_token":"a","x":{"y":[5]}}', token('a'), token('a')],
  ['something behind the object', '{"access_token":"a"}\n<!-- cached -->', token('a'), token('a')],
  ['a byte order mark before it', '\ufeff{"access_token":"a"}', none, none],
  ['a part of an object', '{"access_token":"a"', none, none],
  ['a list', '[{"access_token":"a"}]', none, none],
  ['null', 'null', none, none],
  ['nothing', '', none, none],
]

for (const [sentence, body, byGet, byPost] of answers) {
  test(`reads ${sentence} as a node does`, () => {
    assert.deepEqual(readTokenAnswer(Buffer.from(body), 'GET'), byGet)
    assert.deepEqual(readTokenAnswer(Buffer.from(body), 'POST'), byPost)
  })
}
