import assert from 'node:assert/strict'
import {test} from 'node:test'
import {loginToken} from '../../src/providers/login-token.ts'
import type {Token} from '../../src/providers/provider.ts'
import {aJwt, aLogin} from './builders.ts'

const byUsername: Token = {kind: 'robot secret', isShortLived: true}

const cases: Readonly<Record<string, readonly [string, Token | undefined, Token]>> = {
  'without form and without a telling user name it is a password': [
    'hunter2',
    undefined,
    {kind: 'password', isShortLived: false},
  ],
  'without form the user name decides': ['hunter2', byUsername, byUsername],
  'a form that tells its maker leads': [
    'glpat-0123456789',
    byUsername,
    {kind: 'GitLab access token', isShortLived: false},
  ],
  'a form that tells no maker gives only its end': [
    aJwt({exp: 1_795_003_600, sub: 'canary'}),
    byUsername,
    {kind: 'robot secret', expiresAt: '2026-11-18T12:06:40Z', isShortLived: false},
  ],
}
for (const [name, [password, username, expected]] of Object.entries(cases)) {
  test(`names the token: ${name}`, () => assert.deepEqual(loginToken(aLogin({password}), username), expected))
}
