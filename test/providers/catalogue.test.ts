import assert from 'node:assert/strict'
import {test} from 'node:test'
import {providerFor, providerOf, providers} from '../../src/providers/catalogue.ts'
import {aJwt, aLogin, anEcrPassword, type GivenLogin} from './builders.ts'
import {hosts} from './known-hosts.ts'

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
