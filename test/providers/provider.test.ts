import assert from 'node:assert/strict'
import {test} from 'node:test'
import {providerFor, providerNamed, providers} from '../../src/providers/catalogue.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {aGoogleKey, aJwt, aLogin, anAcrToken, anEcrPassword, base64} from './builders.ts'
import {hosts} from './known-hosts.ts'

test('ids are unique, in lower case, and name their provider', () => {
  const ids = providers.map(({id}) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const provider of providers) {
    assert.match(provider.id, /^[a-z]+(?:-[a-z]+)*$/)
    assert.equal(providerNamed(provider.id), provider)
  }
  assert.equal(providerNamed('Docker Hub'), undefined)
})

const secrets: readonly string[] = [
  'Zq7-canary-Zq7',
  'ghp_Zq7canaryZq7',
  'github_pat_Zq7canaryZq7',
  'ghs_Zq7canaryZq7',
  'ghr_Zq7canaryZq7',
  'glpat-Zq7canaryZq7',
  'gldt-Zq7canaryZq7',
  'glcbt-Zq7canaryZq7',
  'glrt-Zq7canaryZq7',
  'dckr_pat_Zq7canaryZq7',
  'dckr_oat_Zq7canaryZq7',
  'ya29.Zq7canaryZq7',
  'nvapi-Zq7canaryZq7',
  `AKCp${'Zq7canary'.repeat(8)}`,
  aGoogleKey().replace('shop', 'Zq7canaryZq7'),
  base64(aGoogleKey()),
  aGoogleKey('external_account'),
  anEcrPassword(1_795_003_600),
  base64(`AWS:${anEcrPassword(1)}`),
  anAcrToken('Zq7canaryZq7.azurecr.io'),
  anAcrToken('Zq7canaryZq7.azurecr.io', 'access_token'),
  aJwt({iss: 'https://sts.windows.net/Zq7canaryZq7/', aud: 'Zq7canaryZq7'}),
  aJwt({iss: 'https://sso.redhat.com/Zq7canaryZq7'}),
  'A1B2C3D4E5F6G7H8'.repeat(4),
  '0123456789abcdef0123456789abcdef01234567',
  '01234567-89ab-cdef-0123-456789abcdef',
  '{"type":"service_account"',
  `${'('.repeat(50_000)}${'\u0000'.repeat(100)}\u202E`,
]
const usernames = [
  '',
  'AWS',
  'AKIA0123456789ABCDEF',
  'ci',
  'robot$shop+ci',
  'robot+ci',
  'shop+ci',
  '$oauthtoken',
  '\\$oauthtoken',
  '_json_key',
  '_json_key_base64',
  'oauth2accesstoken',
  'gitlab-ci-token',
  '00000000-0000-0000-0000-000000000000',
  'ghp_Zq7canaryZq7canaryZq7',
  '7|shop',
  '\u001B[31mred\u0000\u202E',
]

test('whatever the login, every provider answers, shows nothing of the password and nothing that moves a cursor', () => {
  const registries = ['shop.azurecr.io', '\u001B]0;x\u0007']
  for (const provider of providers) {
    for (const registry of registries) {
      for (const password of secrets) {
        for (const username of usernames) {
          const login = aLogin({registry, username, password})
          const shown = JSON.stringify([provider.token(login), provider.hints(login), providerFor(login).id])
          assert.ok(!shown.includes(password) && !/canary/i.test(shown), `${provider.id}: ${shown}`)
          assert.doesNotMatch(shown, /\\u00|[\u0000-\u001F\u007F-\u009F\u202A-\u202E]/)
        }
      }
    }
  }
})

test('no provider has anything to say of an empty login but what its host asks', () => {
  for (const provider of providers) {
    const warnings = provider.hints(aLogin({})).filter(({severity}) => severity === 'warning')
    assert.deepEqual(warnings, [], provider.id)
  }
})

test('a page is an https address in which nothing of the reference can leave its place', () => {
  for (const registry of Object.values(hosts).flat()) {
    const parsed = parseReference(`${registry}/team/app:1`)
    if (parsed.kind === 'invalid') continue
    for (const provider of providers) {
      const page = provider.page?.(parsed.reference)
      if (page !== undefined) assert.match(page, /^https:\/\/[a-z0-9.-]+\/[A-Za-z0-9/._-]*team(?:\/|$)/)
    }
  }
})
