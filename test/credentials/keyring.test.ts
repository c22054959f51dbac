import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {isEmptyLogin} from '../../src/credentials/credential.ts'
import {attemptsFor, credentialsFor} from '../../src/credentials/keyring.ts'
import type {PullSecret} from '../../src/credentials/pull-secret.ts'
import {readPullSecret} from '../../src/credentials/read-pull-secret.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import type {Reference} from '../../src/reference/reference.ts'

describe('the order of attempts', () => {
  test('tries the entry with a path before the entry with the host alone, whichever Secret they are in', () => {
    const secrets = [aSecret('a', {'quay.io': 'host'}), aSecret('b', {'quay.io/team': 'team', 'quay.io/t': 't'})]
    assert.deepEqual(users(secrets, 'quay.io/team/app'), ['team', 't', 'host'])
  })

  test('goes by the order of the Secrets where the kubelet reads the same key', () => {
    const secrets = [aSecret('a', {'https://quay.io/v1/': 'first'}), aSecret('b', {'quay.io': 'second'})]
    assert.deepEqual(users(secrets, 'quay.io/app'), ['first', 'second'])
    assert.deepEqual(users(secrets.toReversed(), 'quay.io/app'), ['second', 'first'])
  })

  test('is by the bytes of the key, not by its characters', () => {
    const secrets = [aSecret('a', {'*.io': 'any', 'q*.io': 'some', 'quay.io': 'exact'})]
    assert.deepEqual(users(secrets, 'quay.io/app'), ['exact', 'some', 'any'])
  })

  test('asks nobody else where an entry matches and is empty', () => {
    const secrets = [aSecret('a', {'quay.io': ''})]
    const lookup = attemptsFor(secrets, image('quay.io/app'))
    assert.ok(lookup.kind === 'attempts')
    const [attempt] = lookup.attempts
    assert.ok(attempt !== 'anonymous' && isEmptyLogin(attempt))
  })

  test('is anonymous only where nothing matches', () => {
    const secrets = [aSecret('a', {'quay.io': 'u'})]
    assert.deepEqual(users(secrets, 'ghcr.io/app'), ['anonymous'])
    assert.deepEqual(users([], 'ghcr.io/app'), ['anonymous'])
  })

  test('passes over a Secret that is ignored and a key that is no URL', () => {
    const ignored = readPullSecret({namespace: 'ns', name: 'x', type: 'Opaque', data: {}})
    assert.deepEqual(users([ignored, aSecret('a', {'quay .io': 'bad', 'quay.io': 'good'})], 'quay.io/app'), ['good'])
  })

  test('names the place of each credential as it is written', () => {
    const [credential] = credentialsFor([aSecret('regcred', {'https://quay.io/v2/team': 'u'})], 'quay.io/team/app')
    assert.deepEqual(credential?.source, {secret: {namespace: 'ns', name: 'regcred'}, key: 'https://quay.io/v2/team'})
  })
})

describe('the login of Docker Hub', () => {
  const hub = {'https://index.docker.io/v1/': 'hub'}

  for (const name of ['nginx', 'team/app', 'docker.io/team/app', 'localhost/app', 'MYHOST/app']) {
    test(`is offered for ${name}`, () => assert.deepEqual(users([aSecret('a', hub)], name), ['hub']))
  }

  for (const name of ['localhost:5000/app', 'registry.corp/app', 'registry-1.docker.io/library/nginx']) {
    test(`is not offered for ${name}`, () => assert.deepEqual(users([aSecret('a', hub)], name), ['anonymous']))
  }

  test('falls behind any other match, even a wildcard', () => {
    assert.deepEqual(users([aSecret('a', {...hub, '*.io': 'any'})], 'nginx'), ['any'])
  })
})

describe('one Secret that does not parse', () => {
  const broken = readPullSecret({
    namespace: 'ns',
    name: 'broken',
    type: 'kubernetes.io/dockerconfigjson',
    data: {'.dockerconfigjson': Buffer.from('{"auths":{"other.io":{"auth":"*"}}}')},
  })

  test('stops every pull, beside a good one and for another registry', () => {
    const lookup = attemptsFor([aSecret('a', {'quay.io': 'u'}), broken], image('quay.io/app'))
    assert.deepEqual(lookup, {
      kind: 'unreadable',
      secret: broken,
      fault: 'illegal base64 data at input byte 0',
    })
  })
})

function aSecret(name: string, entries: Readonly<Record<string, string>>): PullSecret {
  const auths = Object.fromEntries(
    Object.entries(entries).map(([key, username]) => [key, username === '' ? {} : {username, password: 'p'}]),
  )
  return readPullSecret({
    namespace: 'ns',
    name,
    type: 'kubernetes.io/dockerconfigjson',
    data: {'.dockerconfigjson': Buffer.from(JSON.stringify({auths}))},
  })
}

function image(given: string): Reference {
  const parsed = parseReference(given)
  return parsed.kind === 'reference' ? parsed.reference : assert.fail(parsed.fault)
}

function users(secrets: readonly PullSecret[], given: string): readonly string[] {
  const lookup = attemptsFor(secrets, image(given))
  assert.ok(lookup.kind === 'attempts')
  return lookup.attempts.map((attempt) => (attempt === 'anonymous' ? attempt : attempt.username))
}
