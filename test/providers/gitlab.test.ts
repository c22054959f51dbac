import assert from 'node:assert/strict'
import {test} from 'node:test'
import {gitlab} from '../../src/providers/gitlab.ts'
import type {Token} from '../../src/providers/provider.ts'
import {aJwt, aLogin, type GivenLogin, hintsOf} from './builders.ts'

const tokens: Readonly<Record<string, readonly [GivenLogin, Token]>> = {
  'a deploy token of its own name': [
    {username: 'gitlab+deploy-token-12', password: 'abc'},
    {kind: 'GitLab deploy token', isShortLived: false},
  ],
  'a job token without prefix': [
    {username: 'gitlab-ci-token', password: 'abc'},
    {kind: 'GitLab CI/CD job token', isShortLived: true},
  ],
  'a job token that is a JSON Web Token tells its end': [
    {username: 'gitlab-ci-token', password: aJwt({iss: 'https://gitlab.corp', iat: 1_795_000_000, exp: 1_795_003_600})},
    {kind: 'GitLab CI/CD job token', expiresAt: '2026-11-18T12:06:40Z', isShortLived: true},
  ],
  'a password': [
    {username: 'ci', password: 'abc'},
    {kind: 'password', isShortLived: false},
  ],
  'the form of the password leads': [
    {username: 'gitlab+deploy-token-12', password: 'glpat-0123456789'},
    {kind: 'GitLab access token', isShortLived: false},
  ],
}
for (const [name, [login, token]] of Object.entries(tokens)) {
  test(`GitLab recognises: ${name}`, () => assert.deepEqual(gitlab.token(aLogin(login)), token))
}

const warnings: Readonly<Record<string, readonly [GivenLogin, string[]]>> = {
  'nothing against a job token of its own name': [{username: 'gitlab-ci-token', password: 'glcbt-64_0123456789'}, []],
  'a job token has one user name': [
    {username: 'ci', password: 'glcbt-64_0123456789'},
    ['the user name of a job token is gitlab-ci-token'],
  ],
  "the job's user name with an access token": [
    {username: 'gitlab-ci-token', password: 'glpat-0123456789'},
    ['the user name gitlab-ci-token goes with job tokens only'],
  ],
  'a runner pulls nothing with its token': [
    {username: 'ci', password: 'glrt-0123456789'},
    ['the password is of a kind that pulls no images: GitLab runner authentication token'],
  ],
  'nothing against a deploy token': [{username: 'reader', password: 'gldt-0123456789'}, []],
  'nothing against a password': [{username: 'ci', password: 'abc'}, []],
}
for (const [name, [login, expected]] of Object.entries(warnings)) {
  test(`GitLab: ${name}`, () => assert.deepEqual(hintsOf(gitlab, login).warnings, expected))
}

test('GitLab names what lasts where a job token does not', () => {
  assert.deepEqual(hintsOf(gitlab, {username: 'gitlab-ci-token', password: 'x'}).notes, [
    'a job token ends with its job; a deploy token with the scope read_registry lasts',
  ])
})

test('GitLab names the scope that a token needs', () => {
  assert.match(hintsOf(gitlab, {username: 'ci', password: 'glpat-0123456789'}).notes.join(), /read_registry/)
  assert.match(hintsOf(gitlab, {username: 'ci', password: 'gldt-0123456789'}).notes.join(), /read_registry/)
})
