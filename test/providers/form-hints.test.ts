import assert from 'node:assert/strict'
import {test} from 'node:test'
import {formHints} from '../../src/providers/form-hints.ts'
import type {Vendor} from '../../src/providers/token-form.ts'
import {aJwt, aLogin, type GivenLogin} from './builders.ts'

const gitlabOnly: {title: string; vendors: readonly Vendor[]} = {title: 'Example', vendors: ['gitlab']}

const cases: Readonly<Record<string, readonly [GivenLogin, string[]]>> = {
  'a token of its own vendor': [{username: 'ci', password: 'glpat-0123456789'}, []],
  'a token of another vendor': [
    {username: 'ci', password: 'ghp_0123456789'},
    ['the password is of a kind that Example does not take: GitHub personal access token (classic)'],
  ],
  'a token of nobody knows whom': [{username: 'ci', password: aJwt({iss: 'https://id.corp'})}, []],
  'a token for another purpose': [
    {username: 'ci', password: 'glft-0123456789'},
    ['the password is of a kind that pulls no images: GitLab token for another purpose'],
  ],
  'a password': [{username: 'ci', password: 'hunter2'}, []],
  'a token in the place of the user name': [
    {username: 'glpat-0123456789abcdef', password: 'ci'},
    ['the user name has the form of a password: GitLab access token'],
  ],
  'a user name that only begins like a token': [{username: 'glpat-bot', password: 'hunter2'}, []],
  nothing: [{}, []],
}
for (const [name, [login, expected]] of Object.entries(cases)) {
  test(`judges by the form: ${name}`, () => {
    assert.deepEqual(
      formHints(aLogin(login), gitlabOnly).map(({text}) => text),
      expected,
    )
  })
}

test('a product that is not known may take any token that pulls', () => {
  assert.deepEqual(formHints(aLogin({username: 'ci', password: 'ghp_0123456789'})), [])
  assert.equal(formHints(aLogin({username: 'ci', password: 'ghr_0123456789'})).length, 1)
})
