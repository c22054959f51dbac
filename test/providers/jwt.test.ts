import assert from 'node:assert/strict'
import {test} from 'node:test'
import {parseJwt} from '../../src/providers/jwt.ts'
import {aJwt, base64} from './builders.ts'

test('reads issuer, audience and end without a key', () => {
  const jwt = parseJwt(aJwt({iss: 'me', aud: ['one', 2, 'two'], iat: 1_795_000_000, exp: 1_795_003_600.5}))
  assert.equal(jwt?.issuer, 'me')
  assert.deepEqual(jwt?.audience, ['one', 'two'])
  assert.equal(jwt?.expiresAt, '2026-11-18T12:06:40Z')
  assert.equal(jwt?.isShortLived, true)
})

test('an audience may be one text', () => assert.deepEqual(parseJwt(aJwt({aud: 'one'}))?.audience, ['one']))

const lives: Readonly<Record<string, readonly [Record<string, unknown>, boolean]>> = {
  'a day is short': [{iat: 1_795_000_000, exp: 1_795_086_400}, true],
  'more than a day is not': [{iat: 1_795_000_000, exp: 1_795_086_401}, false],
  'nbf counts before iat': [{iat: 1, nbf: 1_795_000_000, exp: 1_795_003_600}, true],
  'an end without a beginning tells nothing': [{exp: 1_795_003_600}, false],
  'a token without an end lasts': [{iat: 1_795_000_000}, false],
}
for (const [name, [claims, expected]] of Object.entries(lives)) {
  test(`of lives, ${name}`, () => assert.equal(parseJwt(aJwt(claims))?.isShortLived, expected))
}

for (const exp of ['1795003600', null, -1, 0, 1e300, {}, 253_402_300_800]) {
  test(`tells no end from exp ${JSON.stringify(exp)}`, () => {
    assert.equal(parseJwt(aJwt({exp}))?.expiresAt, undefined)
  })
}

const others: Readonly<Record<string, string>> = {
  nothing: '',
  'two parts': 'e30.e30',
  'five parts, an encrypted token': 'e30.e30.e30.e30.e30',
  'a header without alg': `${base64('{}')}.${base64('{}')}.x`,
  'a payload that is a list': `${base64('{"alg":"none"}')}.${base64('[]')}.x`,
  'a payload that is not JSON': `${base64('{"alg":"none"}')}.${base64('{')}.x`,
  'a payload that is not base64': `${base64('{"alg":"none"}')}.é.x`,
  'a text without end': `${'a'.repeat(200_000)}.${'b'.repeat(200_000)}.c`,
}
for (const [name, text] of Object.entries(others)) {
  test(`is not JSON Web Token: ${name}`, () => assert.equal(parseJwt(text), undefined))
}
