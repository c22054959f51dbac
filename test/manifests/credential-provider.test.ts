import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {attemptsFor} from '../../src/credentials/keyring.ts'
import {readPullSecret} from '../../src/credentials/read-pull-secret.ts'
import {credentialProviderConfig} from '../../src/manifests/credential-provider.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {hosts} from '../providers/known-hosts.ts'
import {objectsOf} from './kind-schema.ts'

type Id = 'ecr' | 'gar' | 'acr'

const products: Readonly<Record<Id, readonly string[]>> = {ecr: ['ecr', 'ecr-public'], gar: ['gar'], acr: ['acr']}

describe('a credential provider', () => {
  for (const id of ['ecr', 'gar', 'acr'] as const) {
    test(`is asked for the hosts of its own product and of no other: ${id}`, () => {
      const [provider] = providersOf([id])
      // A pattern of the kubelet cannot tell a host that only looks like one; its provider then gives nothing.
      for (const [product, names] of Object.entries({...hosts, generic: ['registry.example.com']})) {
        // A pattern without a port serves hosts without one.
        for (const host of names.filter((name) => !name.includes(':'))) {
          assert.equal(isAsked(provider.matchImages, host), products[id].includes(product), host)
        }
      }
    })
  }

  test('takes no ServiceAccount token unless it is asked for', () => {
    for (const provider of providersOf(['ecr', 'gar', 'acr'])) assert.equal(provider.tokenAttributes, undefined)
  })

  test('that takes such a token gets it with the annotations that it reads', () => {
    const [ecr, gar, acr] = providersOf(['ecr', 'gar', 'acr'], true)
    assert.deepEqual(ecr.tokenAttributes, {
      serviceAccountTokenAudience: 'sts.amazonaws.com',
      cacheType: 'ServiceAccount',
      requireServiceAccount: false,
      optionalServiceAccountAnnotationKeys: ['eks.amazonaws.com/ecr-role-arn'],
    })
    assert.equal(gar.tokenAttributes, undefined)
    // Required annotations are allowed only where a ServiceAccount is required.
    assert.equal(acr.tokenAttributes.requireServiceAccount, true)
    assert.equal(acr.tokenAttributes.requiredServiceAccountAnnotationKeys.length, 2)
  })
})

function providersOf(providers: readonly Id[], usesServiceAccountTokens = false) {
  const [config] = objectsOf(credentialProviderConfig({providers, usesServiceAccountTokens}))
  assert.equal(config.providers.length, providers.length)
  return config.providers
}

/** The kubelet matches `matchImages` as it does the keys of a pull secret (`URLsMatchStr` in both). */
function isAsked(matchImages: readonly string[], host: string): boolean {
  const auths = Object.fromEntries(matchImages.map((pattern) => [pattern, {username: 'a', password: 'b'}]))
  const data = {'.dockerconfigjson': Buffer.from(JSON.stringify({auths}))}
  const secret = readPullSecret({namespace: '', name: '', type: 'kubernetes.io/dockerconfigjson', data})
  const parsed = parseReference(`${host}/team/app:1`)
  assert.equal(parsed.kind, 'reference')
  const lookup = attemptsFor([secret], parsed.reference)
  assert.equal(lookup.kind, 'attempts')
  return lookup.attempts[0] !== 'anonymous'
}
