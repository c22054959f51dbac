import assert from 'node:assert/strict'
import {test} from 'node:test'
import {ngc} from '../../src/providers/ngc.ts'
import {aLogin, hintsOf} from './builders.ts'

test('NGC has one user name for all', () => {
  const expected = ['the user name is always $oauthtoken; a shell takes it away, save in single quotes']
  assert.deepEqual(hintsOf(ngc, {username: '', password: 'nvapi-0123456789'}).warnings, expected)
  assert.deepEqual(hintsOf(ngc, {username: '\\$oauthtoken', password: 'key'}).warnings, expected)
  assert.deepEqual(hintsOf(ngc, {username: '$oauthtoken', password: 'nvapi-0123456789'}).warnings, [])
})

test('what stands as the password at NGC is an API key, whatever its form', () => {
  assert.equal(ngc.token(aLogin({username: '$oauthtoken', password: 'b2xkIGtleQ'})).kind, 'NGC API key')
  assert.equal(ngc.token(aLogin({})).kind, 'password')
})
