import assert from 'node:assert/strict'
import {test} from 'node:test'
import {ghcr} from '../../src/providers/ghcr.ts'
import {aLogin, type GivenLogin, hintsOf} from './builders.ts'

const cases: Readonly<Record<string, readonly [GivenLogin, {warnings: string[]; notes: string[]}]>> = {
  'a classic token needs a scope': [
    {username: 'ci', password: 'ghp_0123456789'},
    {
      warnings: [],
      notes: ['the token needs the scope read:packages, and to be authorized where an organization has single sign-on'],
    },
  ],
  'a fine-grained token is not taken': [
    {username: 'ci', password: 'github_pat_0123456789'},
    {
      warnings: ['GitHub Packages takes no fine-grained tokens; a classic one with the scope read:packages serves'],
      notes: [],
    },
  ],
  'the token of a workflow does not last': [
    {username: 'ci', password: 'ghs_0123456789'},
    {
      warnings: [],
      notes: [
        "a workflow's token ends with its job; a classic personal access token with the scope read:packages lasts",
      ],
    },
  ],
  'a refresh token pulls nothing': [
    {username: 'ci', password: 'ghr_0123456789'},
    {warnings: ['the password is of a kind that pulls no images: GitHub App refresh token'], notes: []},
  ],
  'the password of an account is not taken': [
    {username: 'ci', password: 'hunter2'},
    {warnings: ['GitHub takes a token, not the password of an account'], notes: []},
  ],
  'a token of the time before prefixes may be right': [
    {username: 'ci', password: '0123456789abcdef0123456789abcdef01234567'},
    {warnings: [], notes: []},
  ],
  'an empty user name': [
    {password: 'gho_0123456789'},
    {warnings: ['the user name is empty; any text serves, as long as there is one'], notes: []},
  ],
  'user name and password have changed places': [
    {username: 'ghp_0123456789abcdefghij', password: 'x-oauth-basic'},
    {
      warnings: [
        'the user name has the form of a password: GitHub personal access token (classic)',
        'GitHub takes a token, not the password of an account',
      ],
      notes: [],
    },
  ],
}

for (const [name, [login, hints]] of Object.entries(cases)) {
  test(`GHCR: ${name}`, () => assert.deepEqual(hintsOf(ghcr, login), hints))
}

test('a token without prefix is told by its 40 digits', () => {
  const password = '0123456789abcdef0123456789abcdef01234567'
  assert.equal(ghcr.token(aLogin({password})).kind, 'GitHub token (without prefix)')
})
