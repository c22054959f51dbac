import assert from 'node:assert/strict'
import {test} from 'node:test'
import {attemptsFor} from '../../src/credentials/keyring.ts'
import {readPullSecret} from '../../src/credentials/read-pull-secret.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {type Reference, repositoryName} from '../../src/reference/reference.ts'
import {goKeyring, indexKey, type StoredSecret} from './go-keyring.ts'
import {type Random, randomFrom} from './random.ts'
import {authOf} from './registries.ts'

const labels = ['a', 'b', 'registry', 'io', 'example', 'test', 'docker', 'index', 'A', 'localhost'] as const
const paths = [
  '',
  '',
  '',
  '',
  '/',
  '/a',
  '/a/',
  '/a/b',
  '/ab',
  '/v1',
  '/v1/',
  '/v2/',
  '/v2/a',
  '/v3/',
  '/a:1',
  '/A',
] as const

test('three thousand keyrings give the logins that the kubelet’s give, in its order', () => {
  const random = randomFrom(20261124)
  let withLogins = 0
  for (let round = 0; round < 3000; round += 1) {
    const secrets = random.several(1, 3, () => aSecret(random))
    const reference = anImage(random)
    const expected = goKeyring(secrets, repositoryName(reference))
    const about = `${reference.given} with ${JSON.stringify(secrets)}`
    const lookup = attemptsFor(secrets.map(asRead), reference)
    if ('fault' in expected) {
      assert.equal(lookup.kind, 'unreadable', about)
      continue
    }
    if (lookup.kind === 'unreadable') assert.fail(`${lookup.fault}: ${about}`)
    const logins = lookup.attempts.flatMap((attempt) =>
      attempt === 'anonymous' ? [] : [{username: attempt.username, password: attempt.password.reveal()}],
    )
    assert.deepEqual(logins, expected.logins, about)
    if (logins.length > 0) withLogins += 1
  }
  assert.ok(withLogins > 400, `${withLogins} of them gave a login`)
})

/** Two keys of one Secret that come down to the same are in no order in Go, whose maps have none. */
function aSecret(random: Random): StoredSecret {
  const keys = random.several(0, 4, () => aKey(random))
  const apart = [...new Map(keys.map((key) => [indexKey(key), key])).values()]
  const entries = Object.fromEntries(apart.map((key, at) => [key, anEntry(random, at)]))
  switch (random.number(8)) {
    case 0:
      return {type: 'kubernetes.io/dockercfg', data: {'.dockercfg': JSON.stringify(entries)}}
    case 1:
      return {type: 'Opaque', data: {'.dockerconfigjson': JSON.stringify({auths: entries})}}
    default:
      return {type: 'kubernetes.io/dockerconfigjson', data: {'.dockerconfigjson': JSON.stringify({auths: entries})}}
  }
}

function anEntry(random: Random, at: number): unknown {
  const login = `user-${at}:${random.number(1000)}`
  switch (random.number(60)) {
    case 0:
      return {}
    case 1:
      return null
    case 2:
      return {auth: `${authOf(login)}=`}
    case 3:
      return {auth: authOf('no colon')}
    case 4:
      return {auth: authOf(login), username: 'other', password: 'other'}
    case 5:
      return {UserName: `user-${at}`, PASSWORD: 'p'}
    case 6:
      return {username: 5}
    case 7:
      return {auth: authOf(login).replace(/=+$/, '')}
    default:
      return {auth: authOf(login)}
  }
}

function aKey(random: Random): string {
  const scheme = random.oneOf(['', '', '', 'https://', 'http://', 'oci://'])
  return scheme + aHost(random, true) + random.oneOf(paths)
}

function aHost(random: Random, hasWildcards: boolean): string {
  const known = ['docker.io', 'index.docker.io', 'a.io', 'b.a.io'] as const
  const label = () => {
    const text = random.oneOf(labels)
    return hasWildcards && random.number(4) === 0
      ? random.oneOf(['*', `${text.charAt(0)}*`, `*${text.slice(1)}`])
      : text
  }
  const host = random.number(5) > 0 ? random.oneOf(known) : random.several(1, 3, label).join('.')
  const wild = hasWildcards && random.number(6) === 0 ? host.replace(/^[^.]+/, '*') : host
  return wild + random.oneOf(['', '', '', '', ':5000', ':443'])
}

function anImage(random: Random): Reference {
  const path = random.oneOf(['a', 'a/b', 'ab/c', 'v2/a', 'v1/a'])
  const parsed = parseReference(random.number(5) === 0 ? path : `${aHost(random, false)}/${path}`)
  return parsed.kind === 'reference' ? parsed.reference : anImage(random)
}

function asRead({type, data}: StoredSecret) {
  const bytes = Object.entries(data).map(([key, text]) => [key, Buffer.from(text)])
  return readPullSecret({namespace: 'ns', name: 'regcred', type, data: Object.fromEntries(bytes)})
}
