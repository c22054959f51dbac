import assert from 'node:assert/strict'
import {test} from 'node:test'
import {redHat} from '../../src/providers/red-hat.ts'
import {aJwt, aLogin} from './builders.ts'

test('a registry service account is told by the number before its name', () => {
  const password = aJwt({sub: 'abc'})
  assert.equal(redHat.token(aLogin({username: '1979710|ci', password})).kind, 'Red Hat registry token')
  assert.equal(redHat.token(aLogin({username: 'ci', password: 'x'})).kind, 'password')
})
