import assert from 'node:assert/strict'
import {test} from 'node:test'
import {isJsonObject} from '../../src/cluster/json-field.ts'
import {narrowEvent} from '../../src/cluster/narrow-event.ts'
import {narrowNode} from '../../src/cluster/narrow-node.ts'
import {narrowPod} from '../../src/cluster/narrow-pod.ts'
import {narrowSecret} from '../../src/cluster/narrow-secret.ts'
import {narrowServiceAccount} from '../../src/cluster/narrow-service-account.ts'
import {templatePod} from '../../src/cluster/pod-template.ts'
import {captures, recordedObjects} from './captures.ts'

const rubbish: readonly unknown[] = [
  null,
  undefined,
  0,
  '',
  'x',
  true,
  [],
  {},
  [null],
  [[{}]],
  {name: 7},
  {toString: 1},
]

const narrowings: Readonly<Record<string, (object: unknown) => unknown>> = {
  Pod: narrowPod,
  Event: narrowEvent,
  Secret: narrowSecret,
  ServiceAccount: narrowServiceAccount,
  Node: narrowNode,
  Deployment: (object) => templatePod('Deployment', object),
  CronJob: (object) => templatePod('CronJob', object),
}

/** What no recording has. */
const unrecorded: Readonly<Record<string, object>> = {
  Secret: {stringData: {'.dockerconfigjson': '{}'}},
  Node: {
    metadata: {name: 'n1'},
    spec: {providerID: 'aws:///a'},
    status: {nodeInfo: {architecture: 'arm64'}, conditions: [{type: 'Ready', status: 'True'}]},
  },
}

/** The value with one of its parts, however deep, replaced; once for each part. */
function* replacements(value: unknown, part: unknown): Generator<unknown> {
  yield part
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const replaced of replacements(item, part)) yield value.with(index, replaced)
    }
  }
  if (!isJsonObject(value)) return
  for (const [name, member] of Object.entries(value)) {
    for (const replaced of replacements(member, part)) yield {...value, [name]: replaced}
  }
}

for (const [kind, narrow] of Object.entries(narrowings)) {
  test(`a ${kind} with rubbish in any one place is read or left out, and never throws`, () => {
    const object = {...captures.flatMap(recordedObjects).find((each) => each.kind === kind), ...unrecorded[kind]}
    let count = 0
    for (const part of rubbish) {
      for (const hostile of replacements(object, part)) {
        assert.doesNotThrow(() => narrow(hostile), JSON.stringify(hostile))
        count++
      }
    }
    assert.ok(count > 100)
  })
}
