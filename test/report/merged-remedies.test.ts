import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {Remedy} from '../../src/doctor/finding.ts'
import {mergedRemedies} from '../../src/report/merged-remedies.ts'

const restart = (name: string) => ({step: 'Make new Pods.', command: ['kubectl', 'rollout', 'restart', name]})
const store = {step: 'Store a login.', command: ['kubectl', 'imagecreds', 'create']}

test('a command for another owner stands behind the first of its step', () => {
  const {length} = mergedRemedies([restart('a'), store], [restart('a'), store])
  assert.equal(length, 2)
  assert.deepEqual(mergedRemedies([restart('a'), store], [restart('b'), store]), [restart('a'), restart('b'), store])
})

test('a step that the first owner does not need is left out', () => {
  assert.deepEqual(mergedRemedies([store], [restart('b')]), [store])
})

test('a step has no more commands than anybody reads', () => {
  const owners = Array.from({length: 100}, (_, index) => restart(`deployment/web-${index}`))
  const merged = owners.reduce<readonly Remedy[]>(
    (known, remedy) => mergedRemedies(known, [remedy]),
    [restart('deployment/first')],
  )
  assert.equal(merged.length, 20)
})
