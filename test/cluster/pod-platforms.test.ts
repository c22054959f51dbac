import assert from 'node:assert/strict'
import {test} from 'node:test'
import {narrowPod} from '../../src/cluster/narrow-pod.ts'
import {narrowScheduling} from '../../src/cluster/narrow-scheduling.ts'
import {onPlatforms, withPlatforms} from '../../src/cluster/pod-platforms.ts'
import {narrowPullNode} from '../../src/cluster/pull-node.ts'
import type {Pod} from '../../src/cluster/snapshot.ts'

const node = (name: string, architecture: string, taints: readonly object[] = [], operatingSystem = 'linux') => ({
  metadata: {name},
  spec: {taints},
  status: {nodeInfo: {architecture, operatingSystem}},
})
const nodes = [
  node('intel', 'amd64'),
  node('arm', 'arm64', [{key: 'arch', value: 'arm64', effect: 'NoSchedule'}]),
  node('soft', 's390x', [{key: 'rare', effect: 'PreferNoSchedule'}]),
  node('win', 'amd64', [{key: 'os', value: 'windows', effect: 'NoExecute'}], 'windows'),
].flatMap((each) => narrowPullNode(each) ?? [])

const affinity = (...terms: readonly object[]) => ({
  affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: terms}}},
})
const within = (key: string, ...values: readonly string[]) => ({matchExpressions: [{key, operator: 'In', values}]})

const cases: Readonly<Record<string, readonly [object, readonly string[]]>> = {
  'says nothing of nodes, and keeps off those with a taint': [{}, ['linux/amd64', 'linux/s390x']],
  'tolerates a taint by its value': [
    {tolerations: [{key: 'arch', value: 'arm64'}]},
    ['linux/amd64', 'linux/arm64', 'linux/s390x'],
  ],
  'tolerates another value': [{tolerations: [{key: 'arch', value: 'arm'}]}, ['linux/amd64', 'linux/s390x']],
  'tolerates another effect': [
    {tolerations: [{key: 'arch', operator: 'Exists', effect: 'NoExecute'}]},
    ['linux/amd64', 'linux/s390x'],
  ],
  'tolerates everything': [
    {tolerations: [{operator: 'Exists'}]},
    ['linux/amd64', 'linux/arm64', 'linux/s390x', 'windows/amd64'],
  ],
  'selects its nodes by the label': [{nodeSelector: {'kubernetes.io/arch': 'amd64'}}, ['linux/amd64']],
  "selects them by the label's older name": [{nodeSelector: {'beta.kubernetes.io/arch': 's390x'}}, ['linux/s390x']],
  'is for one operating system': [{os: {name: 'windows'}, tolerations: [{operator: 'Exists'}]}, ['windows/amd64']],
  'requires one of several architectures': [affinity(within('kubernetes.io/arch', 'amd64', 'arm64')), ['linux/amd64']],
  'may do without one of two requirements': [
    affinity(within('kubernetes.io/arch', 'amd64'), within('zone', 'a')),
    ['linux/amd64', 'linux/s390x'],
  ],
}

for (const [what, [spec, expected]] of Object.entries(cases)) {
  test(`a Pod that ${what}`, () => {
    assert.deepEqual(withPlatforms([aPod(spec)], nodes)[0]?.platforms, expected)
  })
}

test('platforms that are given are narrowed by what the Pod selects, and taints count no more', () => {
  const [pod] = onPlatforms([aPod({nodeSelector: {'kubernetes.io/arch': 'arm64'}})], ['linux/amd64', 'linux/arm64'])
  assert.deepEqual(pod?.platforms, ['linux/arm64'])
})

test('a Pod that an API server has seen, or that no node is open to, gets no platforms', () => {
  const seen = {...aPod({}), uid: 'a0e1'}
  const nowhere = aPod({nodeSelector: {'kubernetes.io/arch': 'riscv64'}})
  assert.deepEqual(
    withPlatforms([seen, nowhere], nodes).map(({platforms}) => platforms),
    [undefined, undefined],
  )
})

function aPod(spec: object): Pod {
  const pod = narrowPod({metadata: {namespace: 'shop', name: 'web'}, spec})
  const scheduling = narrowScheduling(spec)
  assert.ok(pod)
  return {...pod, ...(scheduling && {scheduling})}
}
