import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {unusedLogins} from '../../src/app/unused-login.ts'
import {readManifests} from '../../src/cluster/read-manifests.ts'
import type {PullSecret} from '../../src/credentials/pull-secret.ts'
import {imagePlan} from '../../src/doctor/image-plan.ts'
import {anEntry, aSecret} from '../doctor/builders.ts'

const named = aSecret(
  'regcred',
  anEntry('registry.corp'),
  anEntry('quay.io'),
  anEntry('*.corp'),
  anEntry('ghcr.io/App'),
  anEntry('ghcr.io', 'bot', ''),
)
const snapshot = readManifests([{name: 'none', text: 'apiVersion: v1\nkind: List\nitems: []\n'}])

describe('the logins that no pull presents', () => {
  test('are tried at their registries, where there is one, and a wildcard is none', () => {
    const tried = unusedLogins({kind: 'secrets', secrets: [secret()], snapshot}, [])
    assert.deepEqual(
      tried.map((login) => (login.kind === 'registry' ? login.registry : login.credential.source.key)),
      ['registry.corp', 'quay.io', '*.corp'],
    )
  })

  test('are not those that a pull presents', () => {
    const plan = imagePlan('shop', 'quay.io/acme/app:1.0', [named])
    const tried = unusedLogins({kind: 'secrets', secrets: [secret()], snapshot}, [plan])
    assert.deepEqual(
      tried.map(({credential}) => credential.source.key),
      ['registry.corp', '*.corp'],
    )
  })
})

function secret(): PullSecret {
  assert.ok(named.secret.kind === 'value' && named.secret.value !== undefined)
  return named.secret.value
}
