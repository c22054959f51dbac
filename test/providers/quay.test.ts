import assert from 'node:assert/strict'
import {test} from 'node:test'
import {quay} from '../../src/providers/quay.ts'
import {aLogin, type GivenLogin, hintsOf} from './builders.ts'

const robotToken = 'A1'.repeat(32)

const kinds: Readonly<Record<string, string>> = {
  'shop+ci': 'Quay robot token',
  $oauthtoken: 'Quay OAuth access token',
  $app: 'Quay application token',
  ci: 'password',
  'ci+x@example.com': 'password',
}
for (const [username, kind] of Object.entries(kinds)) {
  test(`at Quay ${username} has a ${kind}`, () => {
    assert.equal(quay.token(aLogin({username, password: 'x'})).kind, kind)
  })
}

const warnings: Readonly<Record<string, readonly [GivenLogin, string[]]>> = {
  'nothing against a robot': [{username: 'shop+ci', password: robotToken}, []],
  'a robot without its namespace': [
    {username: 'ci', password: robotToken},
    ['the user name of a robot is the whole of NAMESPACE+NAME'],
  ],
  'a user name that the shell has taken': [{password: 'x'}, ['the user name is empty; a shell takes $oauthtoken away']],
  'a backslash that was not needed': [
    {username: '\\$oauthtoken', password: 'x'},
    ['the user name has a backslash before its "$"'],
  ],
}
for (const [name, [login, expected]] of Object.entries(warnings)) {
  test(`Quay: ${name}`, () => assert.deepEqual(hintsOf(quay, login).warnings, expected))
}
