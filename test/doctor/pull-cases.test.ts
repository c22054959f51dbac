import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {ClusterSnapshot} from '../../src/cluster/snapshot.ts'
import {examineOffline, readWhole, snapshotOf} from './recorded-truth.ts'

/** Two recorded namespaces in one reading: the Pods of the first, the Secrets of both. */
function beside(first: string, second: string): ClusterSnapshot {
  const [one, other] = [first, second].map((scenario) => readWhole(snapshotOf(scenario)))
  assert.ok(one && other)
  const found = new Map([...one.pullSecrets.found, ...other.pullSecrets.found])
  return {...one, pullSecrets: {...one.pullSecrets, found}}
}

test('of a Secret that is missing, those of its name in other namespaces are known', () => {
  const [examination] = examineOffline(beside('05-secret-missing', '01-correct-secret'))
  const {pullCase, causes} = examination ?? {}
  assert.deepEqual(
    pullCase?.secretsElsewhere.map(({namespace, name}) => `${namespace}/${name}`),
    ['lab-01-correct-secret/regcred'],
  )
  assert.match(causes?.[0]?.finding.remedies[0]?.step ?? '', /^Copy it from namespace "lab-01-correct-secret"/)
})

test('a Secret elsewhere whose login is refused there is nothing to be copied', () => {
  const missing = beside('05-secret-missing', '02-wrong-password-basic')
  const refused = readWhole(snapshotOf('02-wrong-password-basic'))
  const [first] = examineOffline({...missing, pods: [...missing.pods, ...refused.pods]})
  assert.equal(first?.causes[0]?.diagnosis.cause, 'secret-missing')
  assert.deepEqual(first.pullCase.secretsElsewhere, [])
})

test('a Secret that is there has no namesakes to be looked for', () => {
  const [examination] = examineOffline(beside('02-wrong-password-basic', '01-correct-secret'))
  assert.deepEqual(examination?.pullCase.secretsElsewhere, [])
})

test('of its own namespace, a Pod is told of the Secrets that it does not name as well', () => {
  const [examination] = examineOffline(snapshotOf('28d-sa-secrets-field'))
  assert.deepEqual(
    examination?.pullCase.namespaceSecrets.map(({name}) => name),
    ['regcred'],
  )
})
