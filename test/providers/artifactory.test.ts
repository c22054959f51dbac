import assert from 'node:assert/strict'
import {test} from 'node:test'
import {artifactory} from '../../src/providers/artifactory.ts'
import {aJwt, aLogin, base64, hintsOf} from './builders.ts'

test('a reference token tells its end', () => {
  assert.deepEqual(artifactory.token(aLogin({password: base64('reftkn:01:1795003600:abcdefghijklmnopqrstuvwxyz12')})), {
    kind: 'JFrog reference token',
    expiresAt: '2026-11-18T12:06:40Z',
    isShortLived: false,
  })
})

test('an access token is short-lived when it was made to be', () => {
  const claims = {iss: 'jfac@0', iat: 1_795_000_000, exp: 1_795_003_600}
  assert.equal(artifactory.token(aLogin({password: aJwt(claims)})).isShortLived, true)
})

test('an API key has had its day', () => {
  assert.deepEqual(hintsOf(artifactory, {username: 'ci', password: `AKCp${'a1'.repeat(34)}`}).warnings, [
    'Artifactory has given up API keys; an identity token takes their place',
  ])
  assert.deepEqual(hintsOf(artifactory, {username: 'ci', password: 'AKCp5'}).warnings, [])
})
