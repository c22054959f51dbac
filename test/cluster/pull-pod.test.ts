import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {isLeftover, podEnd, pullPodManifest, runLabel, secretCopy} from '../../src/cluster/pull-pod.ts'

const now = new Date('2026-11-21T22:18:05Z')
const plan = {
  name: 'imagecreds-pull-abc-1',
  namespace: 'shop',
  run: 'abc',
  node: {name: 'worker-1', taints: []},
  image: 'r.io/a:1',
  pullSecrets: [],
  deadlineSeconds: 150,
}

describe('the Pod that pulls', () => {
  test('names no Secret and no toleration where there is none', () => {
    const text = JSON.stringify(pullPodManifest(plan))
    assert.doesNotMatch(text, /imagePullSecrets|tolerations|serviceAccountName/)
  })

  test('tolerates a taint without a value by its key', () => {
    const node = {name: 'worker-1', taints: [{key: 'spot', value: '', effect: 'NoExecute'}]}
    const text = JSON.stringify(pullPodManifest({...plan, node}))
    assert.match(text, /"tolerations":\[\{"key":"spot","operator":"Exists","effect":"NoExecute"\}\]/)
  })
})

describe('what a killed run has left', () => {
  const pod = (created: string, run = 'old') => ({
    metadata: {name: 'p', creationTimestamp: created, labels: {[runLabel]: run}},
    spec: {activeDeadlineSeconds: 150},
  })
  const ages: Readonly<Record<string, readonly [boolean, object]>> = {
    'is a Pod past its deadline': [true, pod('2026-11-21T22:14:00Z')],
    'is not one that its run may still wait for': [false, pod('2026-11-21T22:15:30Z')],
    'is not one of this run, whatever the clocks say': [false, pod('2020-01-01T00:00:00Z', 'abc')],
    'is not one of which nobody knows the age': [false, pod('')],
  }
  for (const [sentence, [isLeft, object]] of Object.entries(ages)) {
    test(sentence, () => assert.equal(isLeftover(object, 'abc', now), isLeft))
  }

  test('is a copy of a Secret past the time that was written on it', () => {
    const copy = secretCopy({type: 't', data: {k: 'dg=='}}, {...plan, run: 'old', deadlineSeconds: 300})
    const at = (creationTimestamp: string) => ({...copy, metadata: {...Object(copy).metadata, creationTimestamp}})
    assert.equal(isLeftover(at('2026-11-21T22:10:00Z'), 'abc', now), true)
    assert.equal(isLeftover(at('2026-11-21T22:14:00Z'), 'abc', now), false)
  })
})

test('why the kubelet did not take a Pod is its own words', () => {
  const status = {phase: 'Failed', reason: 'OutOfcpu', message: 'no room'}
  assert.equal(podEnd({status}), 'OutOfcpu: no room')
  assert.equal(podEnd({status: {...status, phase: 'Pending'}}), undefined)
})
