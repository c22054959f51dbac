import assert from 'node:assert/strict'
import {test} from 'node:test'
import {dockerHub} from '../../src/providers/docker-hub.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {aLogin, hintsOf} from './builders.ts'

const keys: Readonly<Record<string, string>> = {
  'docker.io': 'https://index.docker.io/v1/',
  'index.docker.io': 'https://index.docker.io/v1/',
  'registry-1.docker.io': 'registry-1.docker.io',
  'registry.hub.docker.com': 'registry.hub.docker.com',
}
for (const [registry, key] of Object.entries(keys)) {
  test(`the key for images of ${registry} is ${key}`, () => assert.equal(dockerHub.canonicalKey(registry), key))
}

test('a UUID is a token of the time before tokens had a prefix', () => {
  const {kind} = dockerHub.token(aLogin({password: '01234567-89ab-cdef-0123-456789abcdef'}))
  assert.equal(kind, 'Docker personal access token (without prefix)')
  assert.equal(dockerHub.token(aLogin({password: 'hunter2'})).kind, 'password')
})

test('an organization access token wants the name of its organization', () => {
  assert.deepEqual(hintsOf(dockerHub, {username: 'ci', password: 'dckr_oat_0123456789'}), {
    warnings: [],
    notes: ['the user name of an organization access token is that of the organization'],
  })
})

test('the token of another vendor is none for Docker Hub', () => {
  assert.deepEqual(hintsOf(dockerHub, {username: 'ci', password: 'glpat-0123456789'}).warnings, [
    'the password is of a kind that Docker Hub does not take: GitLab access token',
  ])
})

test('a personal token and a password have nothing against them', () => {
  for (const password of ['dckr_pat_0123456789', 'hunter2', '']) {
    assert.deepEqual(hintsOf(dockerHub, {username: 'ci', password}), {warnings: [], notes: []})
  }
})

const pages: Readonly<Record<string, string>> = {
  nginx: 'https://hub.docker.com/_/nginx',
  'team/app:1': 'https://hub.docker.com/r/team/app',
}
for (const [image, page] of Object.entries(pages)) {
  test(`${image} is managed at ${page}`, () => {
    const parsed = parseReference(image)
    assert.equal(parsed.kind === 'reference' && dockerHub.page?.(parsed.reference), page)
  })
}
