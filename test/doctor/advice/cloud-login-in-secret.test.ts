import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {cloudLoginInSecret} from '../../../src/doctor/advice/cloud-login-in-secret.ts'
import {anEcrToken, examined, type LoginParts} from './builders.ts'

const ecr = {registry: '123456789012.dkr.ecr.eu-west-1.amazonaws.com', username: 'AWS', password: anEcrToken(0.5)}

const found: Readonly<Record<string, readonly [LoginParts, RegExp, string]>> = {
  'a token of ECR': [ecr, /lasts for hours/, 'ECRAuthorizationToken'],
  'a key of Google': [
    {registry: 'europe-docker.pkg.dev', username: '_json_key', password: '{"type":"service_account"}'},
    /lasts until/,
    'GCRAccessToken',
  ],
  'a service principal of Azure': [
    {registry: 'acme.azurecr.io', username: '11111111-2222-3333-4444-555555555555'},
    /lasts until/,
    'ACRAccessToken',
  ],
}

describe('speaks of', () => {
  for (const [sentence, [parts, life, generator]] of Object.entries(found)) {
    test(sentence, () => {
      const grounds = examined(cloudLoginInSecret, parts)
      assert.match(grounds?.message ?? '', life)
      assert.ok(grounds?.remedies.some(({step}) => step.includes(generator)))
    })
  }
})

test('shows that the node which pulls is of the same cloud, and no other node', () => {
  const providerIDs = new Map([
    ['here', 'aws:///eu-west-1a/i-0'],
    ['there', 'gce://project/zone/vm'],
  ])
  assert.deepEqual(examined(cloudLoginInSecret, {...ecr, node: 'here'}, {providerIDs})?.evidence.at(-1), {
    kind: 'field',
    object: 'node/here',
    path: 'spec.providerID',
    value: 'aws:///eu-west-1a/i-0',
  })
  const elsewhere = examined(cloudLoginInSecret, {...ecr, node: 'there'}, {providerIDs})
  assert.ok(elsewhere?.evidence.every((fact) => fact.kind !== 'field' || fact.object === 'secret/regcred'))
})

test('is silent where a controller writes the Secret, and on other registries', () => {
  assert.equal(examined(cloudLoginInSecret, {...ecr, owner: 'ExternalSecret/regcred'}), undefined)
  assert.equal(examined(cloudLoginInSecret, {registry: 'registry.corp'}), undefined)
  assert.equal(examined(cloudLoginInSecret, {registry: 'public.ecr.aws', username: 'AWS'}), undefined)
})
