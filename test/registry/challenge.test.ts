import assert from 'node:assert/strict'
import test from 'node:test'
import {type Challenge, parseChallenges} from '../../src/registry/challenge.ts'
import {challengeScopes} from '../../src/registry/scope.ts'
import {vectors} from './vectors.ts'

interface ParsedChallenge {
  readonly scheme: string
  readonly params: Readonly<Record<string, string>>
}

// The file also speaks of other clients and of servers, whose functions have no counterpart here: pickChallenge and
// realmCheck (go-containerregistry's policy; ours is in realm.ts), canonicalAddress and challengeKey (caches of Go
// clients), needsRetry and parseScope (containers/image; no scope is taken apart here), buildChallenge and apiVersions
// (servers).
for (const {name, input, expect} of vectors('www-authenticate', 'parseHeaders')) {
  test(`reads as containerd: ${name}`, () => {
    assert.deepEqual(parseChallenges(input['headers'] as string[]).map(plain), expect['containerd'])
  })
}

for (const {name, input, expect} of vectors('www-authenticate', 'tokenOptions')) {
  test(`takes the scopes of a challenge as containerd: ${name}`, () => {
    assert.deepEqual(challengeScopes((input['params'] as Record<string, string>)['scope']), expect['scopes'])
  })
}

const cases: readonly (readonly [string, readonly string[], readonly ParsedChallenge[]])[] = [
  ['nothing to read', [], []],
  ['an empty value', [''], []],
  ['the second value of two headers', ['Negotiate', 'Basic realm="b"'], [{scheme: 'basic', params: {realm: 'b'}}]],
  [
    'Bearer before Basic, whatever the order of the headers',
    ['Basic realm="b"', 'Bearer realm="https://a.io/t"'],
    [
      {scheme: 'bearer', params: {realm: 'https://a.io/t'}},
      {scheme: 'basic', params: {realm: 'b'}},
    ],
  ],
  [
    'only the first challenge of one value',
    ['Basic realm="b", Bearer realm="x"'],
    [{scheme: 'basic', params: {realm: 'b'}}],
  ],
  ['the last of two equal parameters', ['Basic realm=a,realm=b'], [{scheme: 'basic', params: {realm: 'b'}}]],
  ['a parameter called __proto__', ['Basic __proto__=x'], [{scheme: 'basic', params: {['__proto__']: 'x'}}]],
]

for (const [sentence, headers, challenges] of cases) {
  test(`reads ${sentence}`, () => {
    assert.deepEqual(parseChallenges(headers).map(plain), challenges)
  })
}

test('reads a header of a megabyte without hurry or harm', () => {
  const [challenge] = parseChallenges([`Bearer realm="${'\\"'.repeat(500_000)}"`])
  assert.equal(challenge?.parameters.get('realm')?.length, 500_000)
  assert.deepEqual(parseChallenges([`Bearer realm="${'\\'.repeat(1_000_001)}`]).map(plain), [
    {scheme: 'bearer', params: {realm: ''}},
  ])
})

function plain({scheme, parameters}: Challenge): ParsedChallenge {
  return {scheme, params: Object.fromEntries(parameters)}
}
