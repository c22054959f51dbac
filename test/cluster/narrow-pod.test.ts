import assert from 'node:assert/strict'
import {test} from 'node:test'
import {narrowPod} from '../../src/cluster/narrow-pod.ts'
import {captures, recordedObjects} from './captures.ts'

const bare = {metadata: {namespace: 'shop', name: 'web'}}

test('a Pod with nothing but a name runs under the default ServiceAccount and pulls nothing', () => {
  assert.deepEqual(narrowPod(bare), {
    namespace: 'shop',
    name: 'web',
    serviceAccountName: 'default',
    pullSecretNames: [],
    containers: [],
  })
})

test('every kind of container and the image volumes are pulls, each with the status of its own name', () => {
  const pod = narrowPod({
    ...bare,
    spec: {
      initContainers: [
        {name: 'migrate', image: 'a/migrate'},
        {name: 'proxy', image: 'a/proxy', restartPolicy: 'Always'},
      ],
      containers: [
        {name: 'web', image: 'a/web', imagePullPolicy: 'Always'},
        {name: 'log', image: 'a/log', imagePullPolicy: 'Sometimes'},
      ],
      ephemeralContainers: [{name: 'debug', image: 'a/debug', imagePullPolicy: 'Never'}],
      volumes: [
        {name: 'data', image: {reference: 'a/data', pullPolicy: 'IfNotPresent'}},
        {name: 'tmp', emptyDir: {}},
      ],
    },
    status: {
      initContainerStatuses: [
        {name: 'proxy', imageID: 'sha256:1', state: {running: {startedAt: '2026-01-01T00:00:00Z'}}},
        {name: 'migrate', state: {terminated: {reason: 'Completed', exitCode: 0}}},
      ],
      containerStatuses: [
        {name: 'log', imageID: '', state: {waiting: {reason: 'ErrImagePull', message: 'no'}}},
        {name: 'web', state: {waiting: {}}},
      ],
    },
  })
  assert.deepEqual(pod?.containers, [
    {
      name: 'migrate',
      kind: 'init',
      image: 'a/migrate',
      state: {kind: 'terminated', reason: 'Completed', exitCode: 0},
    },
    {
      name: 'proxy',
      kind: 'sidecar',
      image: 'a/proxy',
      state: {kind: 'running', startedAt: '2026-01-01T00:00:00Z'},
      imageID: 'sha256:1',
    },
    {name: 'web', kind: 'regular', image: 'a/web', pullPolicy: 'Always', state: {kind: 'waiting', reason: ''}},
    {
      name: 'log',
      kind: 'regular',
      image: 'a/log',
      state: {kind: 'waiting', reason: 'ErrImagePull', message: 'no'},
    },
    {name: 'debug', kind: 'ephemeral', image: 'a/debug', pullPolicy: 'Never', state: {kind: 'none'}},
    {name: 'data', kind: 'volume', image: 'a/data', pullPolicy: 'IfNotPresent', state: {kind: 'none'}},
  ])
})

test('the order of pull secrets is kept and empty names are left out, as the kubelet does', () => {
  const spec = {imagePullSecrets: [{name: 'b'}, {name: ''}, {}, {name: 'a'}, {name: 'b'}]}
  assert.deepEqual(narrowPod({...bare, spec})?.pullSecretNames, ['b', 'a', 'b'])
})

test('a Pod that no node takes says why', () => {
  const condition = (status: string) => ({type: 'PodScheduled', status, message: '0/1 nodes are available'})
  const withStatus = (status: string) => narrowPod({...bare, status: {conditions: [condition(status)]}})
  assert.equal(withStatus('False')?.unschedulable, '0/1 nodes are available')
  assert.equal(withStatus('True')?.unschedulable, undefined)
})

const hostile: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 7],
  ['a list', [bare]],
  ['no metadata', {spec: {}}],
  ['a name that is no text', {metadata: {namespace: 'shop', name: {toString: 'x'}}}],
  ['no namespace', {metadata: {name: 'web'}}],
]

for (const [what, object] of hostile) {
  test(`what is no Pod is none: ${what}`, () => {
    assert.equal(narrowPod(object), undefined)
  })
}

const crooked: readonly (readonly [string, object])[] = [
  ['containers that are an object', {spec: {containers: {name: 'a', image: 'b'}}}],
  ['containers that are null', {spec: {containers: [null, 1, 'a', []]}}],
  ['volumes that are text', {spec: {volumes: 'image'}}],
  ['statuses that are numbers', {status: {containerStatuses: [1, 2]}}],
  ['a spec that is a list', {spec: []}],
  ['owners that are text', {metadata: {...bare.metadata, ownerReferences: ['Deployment/web']}}],
]

for (const [what, part] of crooked) {
  test(`a field of the wrong type makes a Pod incomplete and nothing worse: ${what}`, () => {
    assert.deepEqual(narrowPod({...bare, ...part})?.containers, [])
  })
}

test('every recorded Pod keeps its images, pull secrets and waiting messages', () => {
  const pods = captures.flatMap(recordedObjects).filter(({kind}) => kind === 'Pod')
  assert.ok(pods.length > 100)
  for (const object of pods) {
    const pod = narrowPod(object)
    const {spec = {}, status = {}} = object
    const containers = [spec.initContainers, spec.containers, spec.ephemeralContainers].flatMap((some) => some ?? [])
    const volumes = (spec.volumes ?? []).flatMap(({name, image}) => (image ? {name, image: image.reference} : []))
    assert.deepEqual(
      pod?.containers.map(({name, image}) => ({name, image})),
      [...containers.map(({name, image}) => ({name, image})), ...volumes],
    )
    assert.deepEqual(
      pod?.pullSecretNames,
      (spec.imagePullSecrets ?? []).map(({name}) => name),
    )
    const statuses = [status.initContainerStatuses, status.containerStatuses, status.ephemeralContainerStatuses]
    assert.deepEqual(
      pod?.containers.flatMap(({state}) => (state.kind === 'waiting' ? [[state.reason, state.message]] : [])).sort(),
      statuses
        .flatMap((some) => some ?? [])
        .flatMap(({state: {waiting}}) => (waiting ? [[waiting.reason, waiting.message]] : []))
        .sort(),
    )
  }
})

test('the mirror of a static Pod is known by the annotation that only the kubelet may set', () => {
  const {metadata} = bare
  const annotations = {'kubernetes.io/config.mirror': '0a1b', 'kubernetes.io/config.source': 'file'}
  assert.equal(narrowPod({metadata: {...metadata, annotations}})?.staticUid, '0a1b')
  assert.equal(narrowPod({metadata: {...metadata, annotations}})?.isStatic, true)
  assert.equal(narrowPod(bare)?.isStatic, undefined)
})

test('what ended a Pod is told by its reason', () => {
  assert.equal(narrowPod({...bare, status: {phase: 'Failed', reason: 'Evicted'}})?.phaseReason, 'Evicted')
})
