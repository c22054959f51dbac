import assert from 'node:assert/strict'
import {test} from 'node:test'
import {stringify} from 'yaml'
import {ManifestFault} from '../../src/cluster/manifest-fault.ts'
import {readManifests} from '../../src/cluster/read-manifests.ts'
import {captures, recordedObjects} from './captures.ts'

const template = (over: object = {}) => ({spec: {containers: [{name: 'app', image: 'ghcr.io/a/b'}], ...over}})
const meta = (name: string, over: object = {}) => ({name, namespace: 'shop', ...over})
const secret = (name: string, over: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: meta(name),
  type: 'kubernetes.io/dockerconfigjson',
  data: {'.dockerconfigjson': 'e30='},
  ...over,
})
const pod = (name: string, over: object = {}, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: meta(name, {uid: `uid-${name}`, ...over}),
  ...template(spec),
})
const account = (name: string, ...pullSecrets: string[]) => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: meta(name),
  imagePullSecrets: pullSecrets.map((each) => ({name: each})),
})
const workload = (kind: string, name: string, over: object = {}) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: meta(name),
  spec: {template: template()},
  ...over,
})
const ownedBy = (kind: string, name: string) => ({ownerReferences: [{kind, name, controller: true}]})

const read = (...objects: object[]) =>
  readManifests([{name: 'pods.json', text: JSON.stringify({apiVersion: 'v1', kind: 'List', items: objects})}])
const owners = (...objects: object[]) =>
  read(...objects).pods.map(({name, owner}) => `${name} of ${owner?.kind}/${owner?.name}`)

test('Pods come by namespace and name, whatever the order in the files', () => {
  const {pods} = read(pod('b'), pod('z', {namespace: 'infra'}), pod('a'))
  assert.deepEqual(
    pods.map(({namespace, name}) => `${namespace}/${name}`),
    ['infra/z', 'shop/a', 'shop/b'],
  )
})

test('an object that several files hold counts once, as the last file has it', () => {
  const file = (name: string, image: string) => ({
    name,
    text: stringify(pod('a', {}, {containers: [{name: 'c', image}]})),
  })
  const {pods, source} = readManifests([file('old.yaml', 'old'), file('new.yaml', 'new')])
  assert.deepEqual(
    pods.flatMap(({containers}) => containers.map(({image}) => image)),
    ['new'],
  )
  assert.deepEqual(source, {kind: 'files', names: ['old.yaml', 'new.yaml']})
})

test('an object without a namespace is in the one asked for', () => {
  const text = stringify({apiVersion: 'v1', kind: 'Pod', metadata: {name: 'a'}})
  assert.equal(readManifests([{name: 'f', text}]).pods[0]?.namespace, 'default')
  assert.equal(readManifests([{name: 'f', text}], {namespace: 'shop'}).pods[0]?.namespace, 'shop')
})

test('a Pod is named by the workload a person made', () => {
  assert.deepEqual(
    owners(
      pod('nightly-1-x', ownedBy('Job', 'nightly-1')),
      {...workload('Job', 'nightly-1'), metadata: meta('nightly-1', ownedBy('CronJob', 'nightly'))},
      pod('web-5f-x', {...ownedBy('ReplicaSet', 'web-5f'), labels: {'pod-template-hash': '5f'}}),
      pod('roll-1-x', ownedBy('ReplicaSet', 'roll-1')),
      {...workload('ReplicaSet', 'roll-1'), metadata: meta('roll-1', ownedBy('Rollout', 'roll'))},
    ),
    ['nightly-1-x of CronJob/nightly', 'roll-1-x of Rollout/roll', 'web-5f-x of Deployment/web'],
  )
})

test('a workload without Pods stands for its template, under its own name', () => {
  const cronJob = {kind: 'CronJob', spec: {jobTemplate: {spec: {template: template()}}}}
  assert.deepEqual(
    owners(
      workload('Deployment', 'web'),
      workload('StatefulSet', 'db'),
      workload('DaemonSet', 'agent'),
      workload('Job', 'import'),
      {...workload('CronJob', 'nightly'), ...cronJob},
      workload('ReplicationController', 'old'),
    ),
    [
      'agent of DaemonSet/agent',
      'db of StatefulSet/db',
      'import of Job/import',
      'nightly of CronJob/nightly',
      'old of ReplicationController/old',
      'web of Deployment/web',
    ],
  )
})

const silent: readonly (readonly [string, readonly object[], readonly string[]])[] = [
  [
    'a Deployment whose Pod is there, its ReplicaSet not',
    [
      workload('Deployment', 'web'),
      pod('web-5f-x', {...ownedBy('ReplicaSet', 'web-5f'), labels: {'pod-template-hash': '5f'}}),
    ],
    ['web-5f-x of Deployment/web'],
  ],
  [
    'a ReplicaSet of a Deployment that stands for both',
    [
      workload('Deployment', 'web'),
      {...workload('ReplicaSet', 'web-5f'), metadata: meta('web-5f', ownedBy('Deployment', 'web'))},
    ],
    ['web of Deployment/web'],
  ],
  [
    'a workload that is scaled to nothing',
    [workload('Deployment', 'web', {spec: {replicas: 0, template: template()}})],
    [],
  ],
  ['a Job that is done', [workload('Job', 'import', {status: {completionTime: '2026-01-01T00:00:00Z'}})], []],
]

for (const [what, objects, expected] of silent) {
  test(`no template stands for ${what}`, () => {
    assert.deepEqual(owners(...objects), expected)
  })
}

test('a Pod that was never applied gets the pull secrets that admission would give it', () => {
  const accounts = [account('default', 'regcred')]
  const names = (...objects: object[]) => read(...accounts, ...objects).pods[0]?.pullSecretNames
  assert.deepEqual(names(workload('Deployment', 'web')), ['regcred'])
  const own = template({imagePullSecrets: [{name: 'own'}]})
  assert.deepEqual(names(workload('Deployment', 'web', {spec: {template: own}})), ['own'])
  assert.deepEqual(names(workload('Deployment', 'web', {spec: {template: template({serviceAccountName: 'ci'})}})), [])
  assert.deepEqual(names(pod('web')), [], 'an applied Pod has been through it')
})

test('a kind that a namespace has nothing of in the files is unknown there, not missing', () => {
  const unread = {kind: 'failed', reason: 'not in pods.json', isNotGiven: true}
  const snapshot = read(pod('a'), pod('b', {namespace: 'infra'}), secret('other', {type: 'Opaque'}))
  assert.deepEqual([...snapshot.pullSecrets.unread], [['infra', unread]])
  assert.deepEqual(
    [...snapshot.serviceAccounts.unread],
    [
      ['infra', unread],
      ['shop', unread],
    ],
  )
  assert.deepEqual(snapshot.events, unread)
  assert.deepEqual(snapshot.nodes, unread)
})

test('of the Secrets those are kept that a Pod or its ServiceAccount names, or that have a registry type', () => {
  const {pullSecrets} = read(
    pod('a', {}, {imagePullSecrets: [{name: 'named'}]}),
    account('default', 'given'),
    secret('named', {type: 'Opaque'}),
    secret('given', {type: 'Opaque'}),
    secret('unnamed', {type: 'Opaque'}),
    secret('registry'),
  )
  assert.deepEqual([...pullSecrets.found.keys()], ['shop/named', 'shop/given', 'shop/registry'])
})

test('a Secret that is given by itself is not all that its namespace has, as those of a list or a folder are', () => {
  const parts = [pod('web', {}, {imagePullSecrets: [{name: 'a'}, {name: 'b'}]}), secret('b')]
  const text = parts.map((object) => stringify(object)).join('---\n')
  const unread = (isListed: boolean) =>
    readManifests([{name: 'all.yaml', text, isListed}]).pullSecrets.unread.get('shop')
  assert.deepEqual(unread(false), {kind: 'failed', reason: 'not in all.yaml', isNotGiven: true})
  assert.equal(unread(true), undefined)
  assert.equal(read(...parts).pullSecrets.unread.get('shop'), undefined)
})

test('a Secret whose data is masked is neither there nor missing', () => {
  const {pullSecrets} = read(pod('a'), secret('regcred', {data: {'.dockerconfigjson': '***'}}))
  assert.equal(pullSecrets.found.size, 0)
  assert.deepEqual([...pullSecrets.unread], [['shop/regcred', {kind: 'failed', reason: 'its data is masked'}]])
})

test('only nodes that run one of the Pods are kept', () => {
  const node = (name: string) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {name},
    status: {
      nodeInfo: {architecture: 'arm64', operatingSystem: 'linux', containerRuntimeVersion: 'containerd://2.3.0'},
      conditions: [
        {type: 'Ready', status: 'True'},
        {type: 'DiskPressure', status: 'True'},
        {type: 'PIDPressure', status: 'False'},
      ],
    },
  })
  const {nodes} = read(pod('a', {}, {nodeName: 'n1'}), node('n1'), node('n2'))
  assert.deepEqual(nodes.kind === 'value' && [...nodes.value.values()], [
    {
      name: 'n1',
      architecture: 'arm64',
      operatingSystem: 'linux',
      runtime: 'containerd://2.3.0',
      pressures: ['DiskPressure'],
    },
  ])
})

test('the time is the latest that the cluster wrote, not one that lies ahead or stands in free text', () => {
  const {takenAt} = read(
    pod('a', {
      creationTimestamp: '2026-01-01T00:00:00Z',
      deletionTimestamp: '2026-01-09T00:00:00Z',
      annotations: {until: '2027-01-01T00:00:00Z'},
    }),
    {...pod('b', {}, {notAfter: '2027-01-01T00:00:00Z'}), status: {startTime: '2026-01-01T00:00:01Z'}},
    {...pod('c'), status: {startTime: '2026-01-01T00:00:01.5Z'}},
  )
  assert.equal(takenAt, '2026-01-01T00:00:01.5Z')
})

test('without any time stamp the time is the one given', () => {
  const now = new Date('2026-02-02T00:00:00Z')
  const text = stringify({apiVersion: 'v1', kind: 'Pod', metadata: {name: 'a'}})
  assert.equal(readManifests([{name: 'f', text}], {now}).takenAt, '2026-02-02T00:00:00.000Z')
})

test('one file of several that is no manifest is named', () => {
  assert.throws(
    () =>
      readManifests([
        {name: 'good.json', text: JSON.stringify(pod('a'))},
        {name: 'bad.txt', text: 'x'},
      ]),
    (error) => error instanceof ManifestFault && error.file === 'bad.txt',
  )
})

for (const capture of captures) {
  test(`a recorded namespace is read without loss: ${capture.name}`, () => {
    const objects = recordedObjects(capture)
    const {pods, pullSecrets, serviceAccounts, events} = readManifests([capture])
    const names = (kind: string) =>
      objects.filter((each) => each.kind === kind).map(({metadata}) => `${metadata.namespace}/${metadata.name}`)
    assert.deepEqual(
      new Set(pods.filter(({uid}) => uid !== undefined).map((each) => `${each.namespace}/${each.name}`)),
      new Set(names('Pod')),
    )
    assert.deepEqual([...serviceAccounts.found.keys()].sort(), names('ServiceAccount').sort())
    assert.deepEqual(
      names('Secret').filter((name) => !pullSecrets.found.has(name)),
      [],
    )
    const uids = new Set(pods.map(({uid}) => uid))
    assert.equal(
      events.kind === 'value' ? events.value.length : 0,
      objects.filter(({kind, involvedObject}) => kind === 'Event' && uids.has(involvedObject?.uid)).length,
    )
    for (const {owner} of pods) assert.ok(owner === undefined || !['ReplicaSet'].includes(owner.kind))
  })
}

test('YAML and JSON of one recording read the same', () => {
  const [capture] = captures
  assert.ok(capture)
  const yaml = {name: capture.name, text: stringify(JSON.parse(capture.text))}
  assert.deepEqual(readManifests([yaml]), readManifests([capture]))
})

test('a Pod template of another kind counts while no API server has seen the object', () => {
  const rollout = (over: object) => ({...workload('Rollout', 'roll', {apiVersion: 'argoproj.io/v1alpha1'}), ...over})
  assert.deepEqual(owners(rollout({})), ['roll of Rollout/roll'])
  assert.deepEqual(owners(rollout({metadata: meta('roll', {uid: 'a0e1'})})), [])
  assert.deepEqual(owners(rollout({spec: {template: {spec: {containers: []}}}})), [])
})

test('a Secret that manifests do not bring with them may be in the cluster, whatever else they bring', () => {
  const named = {template: template({imagePullSecrets: [{name: 'regcred'}]})}
  const {pullSecrets} = read(workload('Deployment', 'web', {spec: named}), secret('other'))
  assert.equal(pullSecrets.unread.get('shop')?.kind, 'failed')
  const listed = read(
    workload('Deployment', 'web', {spec: named}),
    secret('other', {metadata: meta('other', {uid: 'b'})}),
  )
  assert.equal(listed.pullSecrets.unread.get('shop'), undefined)
})

test('a file of a folder that holds no object is passed over, unless none does', () => {
  const web = {name: 'web.yaml', text: stringify(workload('Deployment', 'web')), isListed: true}
  const values = {name: 'values.yaml', text: 'replicas: 3', isListed: true}
  assert.deepEqual(readManifests([values, web]).source, {kind: 'files', names: ['web.yaml']})
  assert.throws(() => readManifests([values]), ManifestFault)
  assert.throws(() => readManifests([{...values, isListed: false}, web]), ManifestFault)
})
