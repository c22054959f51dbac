import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {deepProbePlan, isBehindManifest} from '../../src/app/probe-depth.ts'
import {readManifests} from '../../src/cluster/read-manifests.ts'
import {observePulls} from '../../src/doctor/pull-cases.ts'
import {pullPlans} from '../../src/doctor/pull-plan.ts'
import {captures} from '../cluster/captures.ts'
import {aFailingPod} from '../commands/cluster-object.ts'
import {aLogin, aPullSecret} from '../commands/object.ts'

const image = 'registry.corp/team/app:1.0'
const objects = [
  aPullSecret('regcred', {'registry.corp': aLogin('bot', 'p-0f2c')}),
  aFailingPod('web-0', image, 'irrelevant', {pullSecrets: ['regcred']}),
  node('amd64'),
]

function snapshotOf(items: readonly object[]) {
  return readManifests([{name: 'test', text: JSON.stringify({apiVersion: 'v1', kind: 'List', items})}])
}

describe('deepProbePlan', () => {
  const snapshot = snapshotOf(objects)
  const plans = pullPlans(snapshot)

  test('goes no farther than manifests where nothing is deep', () => {
    const probes = deepProbePlan(plans, [], snapshot)
    assert.deepEqual(
      probes.map(({depth}) => depth),
      [undefined, undefined],
    )
  })

  test("goes to a layer as the kubelet's own identity, for the platform of the Pod's node", () => {
    const [own, anonymous] = deepProbePlan(plans, plans, snapshot)
    assert.deepEqual([own?.depth, own?.platforms], ['layer', ['linux/amd64']])
    assert.deepEqual([anonymous?.attempt, anonymous?.depth], ['anonymous', undefined])
  })

  test('goes to a layer as nobody where the kubelet pulls as nobody', () => {
    const open = snapshotOf([aFailingPod('web-0', image, 'irrelevant')])
    const [probe, ...others] = deepProbePlan(pullPlans(open), pullPlans(open), open)
    assert.deepEqual([probe?.attempt, probe?.depth, probe?.platforms, others], ['anonymous', 'layer', undefined, []])
  })

  test('asks once for Pods on different nodes, and for the platform of each', () => {
    const other = aFailingPod('web-1', image, 'irrelevant', {pullSecrets: ['regcred']})
    const moved = {...other, spec: {...(other['spec'] as object), nodeName: 'node-2'}}
    const two = snapshotOf([...objects, moved, node('arm64', 'node-2')])
    const [own] = deepProbePlan(pullPlans(two), pullPlans(two), two)
    assert.deepEqual(own?.platforms, ['linux/amd64', 'linux/arm64'])
  })
})

describe('isBehindManifest', () => {
  test('holds for what fails behind a manifest, and not for who may not read it', () => {
    const rows: Readonly<Record<string, boolean>> = {
      '13-tag-missing': true,
      '27-platform-mismatch-index': true,
      '35-corrupt-blob': true,
      '05-secret-missing': false,
      '01-correct-secret': false,
    }
    for (const [name, expected] of Object.entries(rows)) {
      const capture = captures.find((one) => one.name.startsWith(name))
      assert.ok(capture !== undefined, name)
      const snapshot = readManifests([capture])
      assert.equal(observePulls(snapshot, pullPlans(snapshot)).some(isBehindManifest), expected, name)
    }
  })
})

function node(architecture: string, name = 'node-1'): object {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {name},
    status: {nodeInfo: {operatingSystem: 'linux', architecture}},
  }
}
