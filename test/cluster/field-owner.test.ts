import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {lastWriteOfData, ownersOfData} from '../../src/cluster/field-owner.ts'

const owning = {'f:data': {'f:.dockerconfigjson': {}, '.': {}}}

describe('who owns a member of the data', () => {
  for (const [sentence, managedFields, owners] of [
    [
      'every manager that names it, each once',
      [entry('a', owning), entry('b', owning), entry('a', owning)],
      ['a', 'b'],
    ],
    ['not who owns another member', [entry('a', {'f:data': {'f:other': {}}})], []],
    ['not who owns the map alone', [entry('a', {'f:data': {'.': {}}}), entry('b', {'f:type': {}})], []],
    ['nobody where nothing is recorded', undefined, []],
    ['nobody where what is recorded is no list of managers', [null, 'x', {fieldsV1: owning}], []],
  ] as const) {
    test(sentence, () => {
      assert.deepEqual(ownersOfData({metadata: {managedFields}}, '.dockerconfigjson'), owners)
    })
  }
})

function entry(manager: string, fieldsV1: object): object {
  return {manager, operation: 'Update', apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1}
}

test('the last write of data is the latest of those that wrote data', () => {
  const entry = (time: string, fieldsV1: object) => ({manager: 'kubectl', operation: 'Update', time, fieldsV1})
  const managedFields = [
    entry('2026-06-01T11:57:00Z', {'f:data': {'f:.dockerconfigjson': {}}}),
    entry('2026-06-01T11:00:00Z', {'f:data': {}, 'f:type': {}}),
    entry('2026-06-01T12:00:00Z', {'f:metadata': {'f:labels': {}}}),
  ]
  assert.equal(lastWriteOfData({metadata: {managedFields}}), '2026-06-01T11:57:00Z')
  assert.equal(lastWriteOfData({metadata: {}}), undefined)
})
