import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {attemptsFor} from '../../src/credentials/keyring.ts'
import {readPullSecret} from '../../src/credentials/read-pull-secret.ts'
import {type ExternalSecretOptions, externalSecret} from '../../src/manifests/external-secret.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {renderTemplate} from './go-template.ts'
import {objectsOf} from './kind-schema.ts'

const place = {namespace: 'shop', serviceAccount: 'reader'}
const stored: ExternalSecretOptions = {
  name: 'regcred',
  namespace: 'shop',
  key: 'registry.example.com',
  source: {kind: 'store', store: {...place, kind: 'vault', name: 'logins', isClusterWide: false}, remoteKey: 'ci'},
}

describe('the template writes what the kubelet reads, for a password', () => {
  const passwords: Readonly<Record<string, string>> = {
    'of letters': 'hunter2',
    'with quotes': `a"b'c`,
    'with a backslash at its end': 'a\\',
    'with dollars and braces': '$HOME ${x} {{ .username }} $$',
    'with a colon': 'a:b:c',
    'with what HTML acts on': '<a>&</a>',
    'of another script': 'пароль\u2028',
    'that is a key in JSON': '{"type":"service_account","private_key":"-----BEGIN\\n"}\n',
  }
  for (const [sentence, password] of Object.entries(passwords)) {
    test(sentence, () => {
      const username = 'robot$shop+ci'
      const {username: user, password: read} = readBack(stored, {username, password}, 'registry.example.com/team/app:1')
      assert.equal(user, username)
      assert.equal(read.reveal(), password)
    })
  }

  test('under the key of Docker Hub', () => {
    const key = 'https://index.docker.io/v1/'
    const {source} = readBack({...stored, key}, {username: 'a', password: 'b'}, 'nginx')
    assert.equal(source.key, key)
  })
})

describe('the ExternalSecret', () => {
  test('reads the entry of the store that it stands with', () => {
    const [store, secret] = objectsOf(externalSecret(stored))
    assert.deepEqual(secret.spec.secretStoreRef, {kind: store.kind, name: store.metadata.name})
    assert.deepEqual(
      secret.spec.data.map(({secretKey, remoteRef}: {secretKey: string; remoteRef: object}) => [secretKey, remoteRef]),
      ['username', 'password'].map((member) => [member, {key: 'ci', property: member}]),
    )
    assert.deepEqual([store.metadata.namespace, secret.metadata.namespace], ['shop', 'shop'])
  })

  for (const kind of ['vault', 'aws', 'gcp', 'azure'] as const) {
    test(`reads ${kind} as a ServiceAccount, of a namespace where the store is the cluster's`, () => {
      for (const isClusterWide of [true, false]) {
        const source = {kind: 'store', store: {...place, kind, name: 'logins', isClusterWide}, remoteKey: 'ci'} as const
        const [store] = objectsOf(externalSecret({...stored, source}))
        const reference = isClusterWide ? {name: 'reader', namespace: 'shop'} : {name: 'reader'}
        assert.deepEqual(memberOf(store, 'serviceAccountRef'), reference)
        assert.equal(store.metadata.namespace, isClusterWide ? undefined : 'shop')
        assert.deepEqual(store.spec.conditions, isClusterWide ? [{namespaces: ['shop']}] : undefined)
      }
    })
  }

  const hosts: Readonly<Record<string, readonly ['ecr' | 'gcr' | 'acr', object]>> = {
    '1.dkr.ecr.us-east-1.amazonaws.com': ['ecr', {region: 'us-east-1'}],
    '1.dkr-ecr.eu-west-1.on.aws': ['ecr', {region: 'eu-west-1'}],
    '1.dkr.ecr-fips.us-gov-west-1.amazonaws.com': ['ecr', {region: 'us-gov-west-1'}],
    'public.ecr.aws': ['ecr', {region: 'us-east-1', scope: 'public'}],
    'shop.azurecr.io': ['acr', {registry: 'shop.azurecr.io'}],
    'europe-west4-docker.pkg.dev': ['gcr', {projectID: 'my-project'}],
  }
  for (const [registry, [kind, expected]] of Object.entries(hosts)) {
    test(`takes tokens for ${registry}`, () => {
      const generator = {...place, kind, name: 'regcred', registry}
      const [made, secret] = objectsOf(
        externalSecret({...stored, key: registry, source: {kind: 'generator', generator}}),
      )
      for (const [name, value] of Object.entries(expected)) assert.equal(made.spec[name], value)
      assert.deepEqual(memberOf(made, 'serviceAccountRef'), {name: 'reader'})
      const {apiVersion, kind: madeKind, metadata} = made
      assert.deepEqual(memberOf(secret, 'generatorRef'), {apiVersion, kind: madeKind, name: metadata.name})
      assert.equal(secret.spec.secretStoreRef, undefined)
    })
  }
})

/** What the kubelet presents for an image with the Secret that the operator makes of it. */
function readBack(options: ExternalSecretOptions, values: Readonly<Record<string, string>>, image: string) {
  const secret = objectsOf(externalSecret(options)).at(-1)
  const {type, data} = secret.spec.target.template
  const bytes = Object.entries<string>(data).map(([key, text]) => [key, Buffer.from(renderTemplate(text, values))])
  const made = readPullSecret({namespace: 'shop', name: 'regcred', type, data: Object.fromEntries(bytes)})
  const parsed = parseReference(image)
  assert.equal(parsed.kind, 'reference')
  const lookup = attemptsFor([made], parsed.reference)
  assert.equal(lookup.kind, 'attempts')
  const [attempt] = lookup.attempts
  assert.notEqual(attempt, 'anonymous')
  if (attempt === 'anonymous') throw new Error('no login matches')
  return attempt
}

/** The first member of that name, however deep. */
function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  const own = Object.entries(value).find(([key]) => key === name)
  return own ? own[1] : Object.values(value).reduce((found, member) => found ?? memberOf(member, name), undefined)
}
