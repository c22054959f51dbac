import assert from 'node:assert/strict'
import {test} from 'node:test'
import {narrowSecret} from '../../src/cluster/narrow-secret.ts'
import {captures, recordedObjects} from './captures.ts'

const config = '{"auths":{"ghcr.io":{"username":"ci","password":"hunter2"}}}'
const base64 = Buffer.from(config).toString('base64')
const secret = (over: object) => ({
  metadata: {namespace: 'shop', name: 'regcred', creationTimestamp: '2026-01-01T00:00:00Z'},
  type: 'kubernetes.io/dockerconfigjson',
  ...over,
})

/** The registries it gives a login for, or what else became of it. */
function outcome(object: unknown): unknown {
  const reading = narrowSecret(object)
  if (reading?.kind !== 'read') return reading?.kind
  const {state} = reading.secret
  return state.kind === 'usable' ? state.entries.map(({key}) => key) : state.kind
}

const readings: readonly (readonly [string, unknown, unknown])[] = [
  ['the data of a stored Secret', secret({data: {'.dockerconfigjson': base64}}), ['ghcr.io']],
  [
    'base64 with line ends, as a person wraps it',
    secret({data: {'.dockerconfigjson': `${base64.slice(0, 20)}\n${base64.slice(20)}\n`}}),
    ['ghcr.io'],
  ],
  ['the text of a manifest', secret({stringData: {'.dockerconfigjson': config}}), ['ghcr.io']],
  [
    'the text of a manifest before its data',
    secret({data: {'.dockerconfigjson': 'e30='}, stringData: {'.dockerconfigjson': config}}),
    ['ghcr.io'],
  ],
  ['a Secret whose data somebody has masked', secret({data: {'.dockerconfigjson': '<redacted>'}}), 'masked'],
  ['a Secret whose data somebody has made a number', secret({data: {'.dockerconfigjson': 7}}), 'masked'],
  ['a registry Secret whose data somebody has taken out', secret({}), 'masked'],
  ['a Secret without a type, which is Opaque', secret({type: '', data: {'.dockerconfigjson': base64}}), 'ignored'],
  ['an Opaque Secret without data', secret({type: 'Opaque'}), 'ignored'],
  ['data that is null', secret({data: {'.dockerconfigjson': null}}), 'ignored'],
  ['something else', 'Secret', undefined],
]

for (const [what, object, expected] of readings) {
  test(`reads ${what}`, () => {
    assert.deepEqual(outcome(object), expected)
  })
}

test('the owner is the controller, or else the first owner', () => {
  const owner = (...ownerReferences: object[]) => {
    const {metadata} = secret({})
    const reading = narrowSecret(
      secret({metadata: {...metadata, ownerReferences}, data: {'.dockerconfigjson': base64}}),
    )
    return reading?.kind === 'read' ? reading.secret.owner : undefined
  }
  assert.equal(owner(), undefined)
  assert.equal(owner({kind: 'Namespace', name: 'shop'}), 'Namespace/shop')
  assert.equal(
    owner({kind: 'Namespace', name: 'shop'}, {kind: 'ExternalSecret', name: 'r', controller: true}),
    'ExternalSecret/r',
  )
})

test('every recorded Secret is read whole, and what comes of it prints no password', () => {
  const objects = captures.flatMap(recordedObjects).filter(({kind}) => kind === 'Secret')
  assert.ok(objects.length > 50)
  for (const object of objects) {
    const reading = narrowSecret(object)
    assert.equal(reading?.kind, 'read', object.metadata.namespace)
  }
  const reading = narrowSecret(secret({data: {'.dockerconfigjson': base64}}))
  assert.doesNotMatch(JSON.stringify(reading), /hunter2/)
})
