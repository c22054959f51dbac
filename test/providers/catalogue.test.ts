import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'node:test'
import {keyMatches, keyringKey} from '../../src/credentials/registry-key.ts'
import {providerFor, providerNamed, providerOf, providers} from '../../src/providers/catalogue.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {repositoryName} from '../../src/reference/reference.ts'
import {aGoogleKey, aJwt, aLogin, anAcrToken, anEcrPassword, base64, type GivenLogin} from './builders.ts'

const hosts: Readonly<Record<string, readonly string[]>> = {
  'docker-hub': ['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com'],
  ghcr: ['ghcr.io', 'ghcr.io:443', 'GHCR.io'],
  gitlab: ['registry.gitlab.com'],
  acr: ['shop.azurecr.io', 'shop-abc123.azurecr.io:443', 'shop.westeurope.geo.azurecr.io', 'shop.azurecr.cn'],
  ecr: [
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    '123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com',
    '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn',
    '123456789012.dkr-ecr.eu-west-1.on.aws',
    '123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov',
    '123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu',
  ],
  'ecr-public': ['public.ecr.aws', 'ecr-public.aws.com'],
  gar: ['europe-west4-docker.pkg.dev', 'us-docker.pkg.dev', 'gcr.io', 'eu.gcr.io', 'mirror.gcr.io'],
  quay: ['quay.io'],
  artifactory: ['shop.jfrog.io', 'shop-docker.jfrog.io', 'shop.pe.jfrog.io'],
  ngc: ['nvcr.io'],
  'red-hat': ['registry.redhat.io', 'registry.connect.redhat.com'],
  generic: [
    'ghcr.io.evil.test',
    'evil-ghcr.io',
    'ghcr.io:5000',
    'docker.io:5000',
    'docker.io:443',
    'DOCKER.IO',
    'docker.io.evil.test',
    'hub.docker.com',
    'xdkr.ecr.eu-west-1.amazonaws.com',
    'evil.123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    '9123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    'evil.shop.azurecr.io',
    'evil.us-docker.pkg.dev',
    'evil.quay.io',
    '12345678901.dkr.ecr.eu-west-1.amazonaws.com',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com.evil.test',
    '123456789012.dkrxecr.eu-west-1.amazonaws.com',
    'public.ecr.aws.evil.test',
    'azurecr.io',
    'shop.azurecr.io.evil.test',
    'shop.westeurope.data.azurecr.io',
    'shopazurecr.io',
    'europe-west4-docker.pkg.dev.evil.test',
    'docker.pkg.dev',
    'evil.test.gcr.io',
    'xgcr.io',
    'quay.io:8443',
    'registry.gitlab.com.evil.test',
    'registry.gitlab.example.com',
    'harbor.corp',
    'jfrog.io',
    'a.b.c.jfrog.io',
    'localhost:5000',
    '[::1]:5000',
    '10.0.0.7',
    '',
    '\u0000',
    'ghcr.io\n',
    ' ghcr.io',
  ],
}

for (const [id, registries] of Object.entries(hosts)) {
  for (const registry of registries) {
    test(`${JSON.stringify(registry)} is ${id}`, () => assert.equal(providerOf(registry).id, id))
  }
}

test('no host is claimed by two products, and the one that takes all comes last', () => {
  for (const registry of Object.values(hosts).flat()) {
    const claims = providers.filter((provider) => provider.hosts(registry)).map(({id}) => id)
    assert.ok(claims.length <= 2 && claims.at(-1) === 'generic', `${registry}: ${claims.join(', ')}`)
  }
})

test('ids are unique, in lower case, and name their provider', () => {
  const ids = providers.map(({id}) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const provider of providers) {
    assert.match(provider.id, /^[a-z]+(?:-[a-z]+)*$/)
    assert.equal(providerNamed(provider.id), provider)
  }
  assert.equal(providerNamed('Docker Hub'), undefined)
})

const logins: Readonly<Record<string, readonly [GivenLogin, string]>> = {
  'a robot of Harbor': [{username: 'robot$shop+ci', password: 'x'}, 'harbor'],
  'a robot of Harbor with a backslash': [{username: 'robot\\$shop+ci', password: 'x'}, 'harbor'],
  'a robot of Quay': [{username: 'shop+ci', password: 'A1'.repeat(32)}, 'quay'],
  'a name with a plus sign and any password': [{username: 'shop+ci', password: 'hunter2'}, 'generic'],
  'a deploy token by its user name': [{username: 'gitlab+deploy-token-7', password: 'x'}, 'gitlab'],
  'a deploy token by its form': [{username: 'reader', password: 'gldt-0123456789abcdefghij'}, 'gitlab'],
  'a job of GitLab': [{username: 'gitlab-ci-token', password: 'x'}, 'gitlab'],
  'a token of Microsoft Entra': [{username: '00000000-0000-0000-0000-000000000000', password: 'x'}, 'acr'],
  'the password of ECR behind a name of the company': [{username: 'AWS', password: anEcrPassword(1)}, 'ecr'],
  'the user name of ECR with another password': [{username: 'AWS', password: 'x'}, 'generic'],
  'an access token of JFrog': [{username: 'ci', password: aJwt({iss: 'jfac@0'})}, 'artifactory'],
  'a token of a GitHub server': [{username: 'ci', password: 'ghp_0123456789'}, 'ghcr'],
  'a Docker token, which a mirror may take': [{username: 'ci', password: 'dckr_pat_0123456789'}, 'generic'],
  'the user name that NGC and Quay share': [{username: '$oauthtoken', password: 'x'}, 'generic'],
  'a password': [{username: 'ci', password: 'hunter2'}, 'generic'],
  'the host before the login': [{registry: 'quay.io', username: 'robot$shop+ci', password: 'x'}, 'quay'],
}

for (const [name, [login, id]] of Object.entries(logins)) {
  test(`tells the product by the login: ${name}`, () => assert.equal(providerFor(aLogin(login)).id, id))
}

test('no login is claimed by two products', () => {
  for (const [login] of Object.values(logins)) {
    assert.ok(providers.filter((provider) => provider.handsOut?.(aLogin(login))).length <= 1, JSON.stringify(login))
  }
})

test('the kubelet finds the login under the canonical key for every image of its registry', () => {
  const registries = Object.values(hosts).flat()
  const named = [...registries.map((registry) => `${registry}/team/app:1`), ...imagesOfVectors()]
  for (const image of named) {
    const parsed = parseReference(image)
    if (parsed.kind === 'invalid') continue
    const {registry} = parsed.reference
    const provider = providerOf(registry)
    const key = keyringKey(provider.canonicalKey(registry))
    assert.equal(key.kind, 'key', image)
    if (key.kind !== 'key') continue
    const isFallback = registry === 'docker.io' && key.text === 'index.docker.io'
    // A host in brackets is a set of characters to the kubelet: without a port no key with it matches.
    const isBare = registry.startsWith('[') && registry.endsWith(']')
    assert.ok(isBare || isFallback || keyMatches(key.text, repositoryName(parsed.reference)), `${image}: ${key.text}`)
  }
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

/** The images of the recorded cases: every spelling that reference parsers are tested with. */
function imagesOfVectors(): readonly string[] {
  const file = new URL('../fixtures/vectors/image-reference.json', import.meta.url)
  const images = [...readFileSync(file, 'utf8').matchAll(/"ref": ("(?:[^"\\]|\\.)*")/g)].map(([, text = '""']) =>
    String(JSON.parse(text)),
  )
  assert.ok(images.length > 100)
  return images
}
