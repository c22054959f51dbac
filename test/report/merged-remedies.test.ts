import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {Remedy} from '../../src/doctor/finding.ts'
import {mergedRemedies} from '../../src/report/merged-remedies.ts'

const restart = (name: string) => ({step: 'Create new Pods.', command: ['kubectl', 'rollout', 'restart', name]})
const store = {step: 'Store a login.', command: ['kubectl', 'imagecreds', 'create']}

test('a command for another owner stands behind the first of its step', () => {
  const {length} = mergedRemedies([restart('a'), store], [restart('a'), store])
  assert.equal(length, 2)
  assert.deepEqual(mergedRemedies([restart('a'), store], [restart('b'), store]), [restart('a'), restart('b'), store])
})

test('a step that only the other owner needs stands behind the one that it follows there', () => {
  const create = {step: 'Create the Pod again.'}
  assert.deepEqual(mergedRemedies([store, create], [store, restart('b')]), [store, restart('b'), create])
  assert.deepEqual(mergedRemedies([store], [restart('b')]), [store, restart('b')])
})

test('what is looked at for one owner is not looked at for the other', () => {
  const compare = (node: string) => ({step: `Compare ${node}.`, command: ['kubectl', 'get', 'pods']})
  assert.deepEqual(mergedRemedies([store, compare('a')], [store, compare('b')]), [store, compare('a')])
})

test('there are no more steps than anybody takes', () => {
  const steps = Array.from({length: 100}, (_, index) => ({step: `Mend pod ${index}.`}))
  assert.equal(mergedRemedies([store], steps).length, 8)
})

test('a step has no more commands than anybody reads', () => {
  const owners = Array.from({length: 100}, (_, index) => restart(`deployment/web-${index}`))
  const merged = owners.reduce<readonly Remedy[]>(
    (known, remedy) => mergedRemedies(known, [remedy]),
    [restart('deployment/first')],
  )
  assert.equal(merged.length, 20)
})
