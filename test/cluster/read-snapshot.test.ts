import assert from 'node:assert/strict'
import {test} from 'node:test'
import {KubeError} from '../../src/cluster/kube-error.ts'
import {readManifests} from '../../src/cluster/read-manifests.ts'
import {readSnapshot} from '../../src/cluster/read-snapshot.ts'
import type {Selection} from '../../src/cluster/selection.ts'
import {parseWorkloadName} from '../../src/cluster/workload-name.ts'
import type {PolicyRule, SandboxUser} from '../sandbox/kube/user.ts'
import {captures} from './captures.ts'
import {sandboxApi} from './sandbox-api.ts'

const meta = (name: string, over: object = {}) => ({name, namespace: 'shop', uid: `uid-${name}`, ...over})
const waiting = (name: string) => ({name, state: {waiting: {reason: 'ErrImagePull', message: 'no'}}})
const pod = (name: string, over: object = {}, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: meta(name, over),
  spec: {containers: [{name: 'app', image: 'ghcr.io/a/b'}], nodeName: 'n1', ...spec},
  status: {phase: 'Pending', containerStatuses: [waiting('app')]},
})
const running = (name: string, over: object = {}) => ({
  ...pod(name, over),
  status: {phase: 'Running', containerStatuses: [{name: 'app', state: {running: {}}}]},
})
const secret = (name: string, type = 'kubernetes.io/dockerconfigjson', namespace = 'shop') => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: meta(name, {namespace}),
  type,
  data: {'.dockerconfigjson': 'e30='},
})
const ownedBy = (kind: string, name: string) => ({
  ownerReferences: [{apiVersion: 'x/v1', kind, name, uid: 'u', controller: true}],
})
const workload = (apiVersion: string, kind: string, name: string, over: object = {}, spec: object = {}) => ({
  apiVersion,
  kind,
  metadata: meta(name, over),
  spec: {
    selector: {matchLabels: {app: 'web'}},
    template: {metadata: {labels: {app: 'web'}}, spec: {containers: [{name: 'app', image: 'ghcr.io/t/t'}]}},
    ...spec,
  },
})
const node = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {name},
  status: {nodeInfo: {architecture: 'arm64'}},
})
const objects = (...some: object[]) => ({objects: JSON.parse(JSON.stringify(some))})
const user = (name: string, ...rules: PolicyRule[]): SandboxUser => ({name, rules})
const pods: PolicyRule = {verbs: ['list', 'get'], apiGroups: [''], resources: ['pods']}
const shop: Selection = {namespace: 'shop'}

for (const capture of captures.filter((_, index) => index % 12 === 0)) {
  test(`a cluster and a file of the same objects read the same: ${capture.name}`, async (t) => {
    const fromFile = readManifests([capture])
    const namespace = fromFile.pods[0]?.namespace
    assert.ok(namespace)
    const {as} = await sandboxApi(t, {captures: [capture.name.replace('.json', '')]})
    const fromCluster = await readSnapshot(as('reader'), {namespace})
    assert.deepEqual(fromCluster.pods, fromFile.pods)
    assert.deepEqual(fromCluster.pullSecrets.found, fromFile.pullSecrets.found)
    assert.deepEqual(fromCluster.serviceAccounts.found, fromFile.serviceAccounts.found)
    assert.deepEqual(fromCluster.events, fromFile.events)
  })
}

test('requests go by kind and page; none is made for each Pod', async (t) => {
  const many = Array.from({length: 60}, (_, index) => running(`web-${index}`))
  const {api, server} = await sandboxApi(t, objects(...many, secret('regcred')))
  await readSnapshot(api, shop)
  const paths = server.requests.map(({url}) =>
    decodeURIComponent(url).replace('limit=250', '').replace(/[?&]+/g, ' ').trim(),
  )
  assert.deepEqual(paths.sort(), [
    '/api/v1/namespaces/shop/events fieldSelector=involvedObject.kind=Pod',
    '/api/v1/namespaces/shop/pods',
    '/api/v1/namespaces/shop/secrets fieldSelector=type=kubernetes.io/dockercfg',
    '/api/v1/namespaces/shop/secrets fieldSelector=type=kubernetes.io/dockerconfigjson',
    '/api/v1/namespaces/shop/serviceaccounts',
  ])
})

test('all namespaces are read by the same few requests, as one list', async (t) => {
  const {api, server} = await sandboxApi(t, objects(running('b'), running('a', {namespace: 'infra'})))
  const snapshot = await readSnapshot(api, {})
  assert.deepEqual(
    snapshot.pods.map(({namespace, name}) => `${namespace}/${name}`),
    ['infra/a', 'shop/b'],
  )
  assert.equal(server.requests.length, 5)
  assert.deepEqual(snapshot.source, {kind: 'cluster', server: server.url})
})

test('Secrets that are named and have another type are read one by one; those that are not there are missing', async (t) => {
  const named = {imagePullSecrets: [{name: 'opaque'}, {name: 'gone'}, {name: 'regcred'}]}
  const account = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: meta('default'),
    imagePullSecrets: [{name: 'given'}],
  }
  const {api, server} = await sandboxApi(
    t,
    objects(
      pod('a', {}, named),
      pod('b', {}, named),
      secret('opaque', 'Opaque'),
      secret('regcred'),
      secret('other', 'Opaque'),
      account,
    ),
  )
  const {pullSecrets} = await readSnapshot(api, shop)
  assert.deepEqual([...pullSecrets.found.keys()].sort(), ['shop/opaque', 'shop/regcred'])
  assert.equal(pullSecrets.unread.size, 0)
  const single = server.requests.filter(({url}) => /\/secrets\/\w+$/.test(url)).map(({url}) => url.split('/').at(-1))
  assert.deepEqual(single.sort(), ['given', 'gone', 'opaque'])
})

test('however many Secrets are named that are not there or of another type, the requests are of a fixed number', async (t) => {
  const names = (kind: string) => Array.from({length: 100}, (_, index) => ({name: `${kind}-${index}`}))
  const opaque = names('opaque')
  const named = {imagePullSecrets: [...names('gone'), ...opaque]}
  const {api, server} = await sandboxApi(
    t,
    objects(pod('a', {}, named), ...opaque.map(({name}) => secret(name, 'Opaque'))),
  )
  const {pullSecrets} = await readSnapshot(api, shop)
  const single = server.requests.filter(({url}) => /\/secrets\/[\w-]+$/.test(url))
  assert.equal(single.length, 32)
  assert.equal(pullSecrets.found.size, 32)
  const unread = [...pullSecrets.unread.keys()]
  assert.equal(unread.length, 68)
  assert.ok(unread.every((key) => key.startsWith('shop/opaque-')))
})

test('without the right to list them, so many Secrets are read one by one, those of Pods that wait first', async (t) => {
  const names = Array.from({length: 300}, (_, index) => ({name: `pull-${index}`}))
  const lister = user(
    'some',
    {verbs: ['list', 'get'], apiGroups: [''], resources: ['pods', 'events', 'serviceaccounts', 'nodes']},
    {verbs: ['get'], apiGroups: [''], resources: ['secrets']},
  )
  const {as, server} = await sandboxApi(t, {
    ...objects(
      {...pod('a', {}, {imagePullSecrets: names}), status: running('a').status},
      pod('b', {}, {imagePullSecrets: [{name: 'waited-for'}]}),
      ...names.map(({name}) => secret(name)),
      secret('waited-for'),
    ),
    users: [lister],
  })
  const {pullSecrets} = await readSnapshot(as('some'), shop)
  assert.equal(server.requests.filter(({url}) => /\/secrets\/[\w-]+$/.test(url)).length, 256)
  assert.ok(pullSecrets.found.has('shop/waited-for'))
  assert.equal(pullSecrets.unread.size, 45)
  assert.match(JSON.stringify([...pullSecrets.unread.values()]), /256 were already/)
})

test('who may not list Secrets but get some of them still learns of those', async (t) => {
  const lister = user(
    'some',
    {verbs: ['list', 'get'], apiGroups: [''], resources: ['pods', 'events', 'serviceaccounts', 'nodes']},
    {verbs: ['get'], apiGroups: [''], resources: ['secrets'], resourceNames: ['mine', 'gone']},
  )
  const spec = {imagePullSecrets: [{name: 'mine'}, {name: 'gone'}, {name: 'theirs'}]}
  const {as} = await sandboxApi(t, {...objects(pod('a', {}, spec), secret('mine'), secret('theirs')), users: [lister]})
  const {pullSecrets} = await readSnapshot(as('some'), shop)
  assert.deepEqual([...pullSecrets.found.keys()], ['shop/mine'])
  assert.deepEqual(
    [...pullSecrets.unread],
    [['shop/theirs', {kind: 'forbidden', permission: 'get secrets/theirs -n shop'}]],
  )
})

test('every right that is missing is a value that names it', async (t) => {
  const {as} = await sandboxApi(t, {
    ...objects(pod('a', {}, {imagePullSecrets: [{name: 'regcred'}]}), secret('regcred'), node('n1')),
    users: [user('poor', pods)],
  })
  const snapshot = await readSnapshot(as('poor'), shop)
  const forbidden = (permission: string) => ({kind: 'forbidden', permission})
  assert.equal(snapshot.pods.length, 1)
  assert.deepEqual(snapshot.events, forbidden('list events -n shop'))
  assert.deepEqual(snapshot.nodes, forbidden('list nodes'))
  assert.deepEqual([...snapshot.serviceAccounts.unread], [['shop', forbidden('list serviceaccounts -n shop')]])
  assert.deepEqual([...snapshot.pullSecrets.unread], [['shop/regcred', forbidden('get secrets/regcred -n shop')]])
  const everywhere = await readSnapshot(as('poor'), {})
  assert.deepEqual([...everywhere.serviceAccounts.unread], [['*', forbidden('list serviceaccounts -A')]])
})

test('a read that fails for another reason is a value as well', async (t) => {
  const {api, server} = await sandboxApi(t, objects(running('a')))
  server.inject(({url}) =>
    url.includes('/events') ? {kind: 'response', status: 500, headers: {}, body: 'etcd is away'} : undefined,
  )
  const {events} = await readSnapshot(api, shop)
  assert.deepEqual(events, {kind: 'failed', reason: `API server ${server.url} answers 500`})
})

test('without the right to list Pods there is nothing to say', async (t) => {
  const {as} = await sandboxApi(t, objects(pod('a')))
  await assert.rejects(
    readSnapshot(as('nobody'), shop),
    (error) => error instanceof KubeError && error.kind === 'forbidden',
  )
})

test('nodes and the makers of Jobs are read for Pods that wait, and only then', async (t) => {
  const jobPod = (make: (name: string, over: object) => object) => make('nightly-1-x', ownedBy('Job', 'nightly-1'))
  const job = {...workload('batch/v1', 'Job', 'nightly-1', ownedBy('CronJob', 'nightly'))}
  const healthy = await sandboxApi(t, objects(jobPod(running), job, node('n1')))
  const calm = await readSnapshot(healthy.api, shop)
  assert.deepEqual(calm.pods[0]?.owner, {kind: 'Job', name: 'nightly-1'})
  assert.deepEqual(calm.nodes, {kind: 'value', value: new Map()})
  const failing = await sandboxApi(t, objects(jobPod(pod), job, node('n1'), node('n2')))
  const {pods: found, nodes} = await readSnapshot(failing.api, shop)
  assert.deepEqual(found[0]?.owner, {kind: 'CronJob', name: 'nightly'})
  assert.deepEqual(nodes.kind === 'value' && [...nodes.value.keys()], ['n1'])
})

const labels = {labels: {app: 'web'}}
const workloads = objects(
  workload('apps/v1', 'Deployment', 'web'),
  pod('web-5f-x', {...ownedBy('ReplicaSet', 'web-5f'), labels: {app: 'web', 'pod-template-hash': '5f'}}),
  workload('apps/v1', 'ReplicaSet', 'web-5f', ownedBy('Deployment', 'web')),
  workload('apps/v1', 'StatefulSet', 'db'),
  pod('db-0', {...ownedBy('StatefulSet', 'db'), ...labels}),
  workload(
    'apps/v1',
    'DaemonSet',
    'agent',
    {},
    {selector: {matchExpressions: [{key: 'app', operator: 'In', values: ['web', 'x']}]}},
  ),
  pod('agent-z', {...ownedBy('DaemonSet', 'agent'), ...labels}),
  workload('v1', 'ReplicationController', 'old', {}, {selector: {app: 'web'}}),
  pod('old-y', {...ownedBy('ReplicationController', 'old'), ...labels}),
  workload('batch/v1', 'CronJob', 'nightly', {}, {jobTemplate: {spec: {template: {spec: {containers: []}}}}}),
  workload('batch/v1', 'Job', 'nightly-1', ownedBy('CronJob', 'nightly')),
  pod('nightly-1-x', {...ownedBy('Job', 'nightly-1'), labels: {'job-name': 'nightly-1'}}),
  pod('bare', labels),
  workload('apps/v1', 'Deployment', 'idle', {}, {selector: {matchLabels: {app: 'idle'}}}),
)

const selections: readonly (readonly [string, readonly string[]])[] = [
  ['deploy/web', ['web-5f-x']],
  ['rs/web-5f', ['web-5f-x']],
  ['statefulsets.apps/db', ['db-0']],
  ['ds/agent', ['agent-z']],
  ['rc/old', ['old-y']],
  ['job/nightly-1', ['nightly-1-x']],
  ['cronjob/nightly', ['nightly-1-x']],
  ['pod/bare', ['bare']],
  ['deploy/web sts/db pod/db-0', ['db-0', 'web-5f-x']],
]

for (const [names, expected] of selections) {
  test(`${names} stands for its own Pods, whatever else its labels select`, async (t) => {
    const job = (name: string) => ({matchLabels: {'job-name': name}})
    const {api, server} = await sandboxApi(t, workloads)
    server.put(
      JSON.parse(
        JSON.stringify(
          workload('batch/v1', 'Job', 'nightly-1', ownedBy('CronJob', 'nightly'), {selector: job('nightly-1')}),
        ),
      ),
    )
    const selection = {...shop, workloads: names.split(' ').map(parseWorkloadName)}
    const {pods: found} = await readSnapshot(api, selection)
    assert.deepEqual(
      found.map(({name}) => name),
      expected,
    )
  })
}

test('a workload without Pods stands for its template, with the pull secrets it would be given', async (t) => {
  const account = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: meta('default'),
    imagePullSecrets: [{name: 'given'}],
  }
  const {api} = await sandboxApi(t, {objects: [...workloads.objects, JSON.parse(JSON.stringify(account))]})
  const {pods: found} = await readSnapshot(api, {...shop, workloads: [parseWorkloadName('deploy/idle')]})
  assert.deepEqual(
    found.map(({name, owner, pullSecretNames}) => [name, owner, pullSecretNames]),
    [['idle', {kind: 'Deployment', name: 'idle'}, ['given']]],
  )
})

test('labels narrow a selection, and so do the Secrets whose users are asked for', async (t) => {
  const using = (name: string, ...secrets: string[]) => {
    const made = running(name, {labels: {app: name}})
    return {...made, spec: {...made.spec, imagePullSecrets: secrets.map((each) => ({name: each}))}}
  }
  const {api} = await sandboxApi(t, objects(using('a', 'x', 'y'), using('b', 'z'), using('c', 'y'), secret('y')))
  const names = async (selection: Selection) => (await readSnapshot(api, selection)).pods.map(({name}) => name)
  assert.deepEqual(await names({...shop, labelSelector: 'app in (a,b)'}), ['a', 'b'])
  assert.deepEqual(await names({...shop, pullSecrets: ['y']}), ['a', 'c'])
  assert.deepEqual(await names({...shop, pullSecrets: ['y'], labelSelector: 'app=c'}), ['c'])
})

test('a Secret that is asked for is looked up even where no Pod uses it', async (t) => {
  const {api} = await sandboxApi(t, objects(running('a'), secret('opaque', 'Opaque')))
  const {pods: found, pullSecrets} = await readSnapshot(api, {...shop, pullSecrets: ['opaque', 'gone']})
  assert.deepEqual([found.length, [...pullSecrets.found.keys()]], [0, ['shop/opaque']])
})

const missing: readonly (readonly [string, Selection, string])[] = [
  ['a namespace', {namespace: 'shp'}, 'namespace "shp" does not exist'],
  [
    'the namespace of a workload',
    {namespace: 'shp', workloads: [parseWorkloadName('deploy/web')]},
    'namespace "shp" does not exist',
  ],
  [
    'a workload',
    {...shop, workloads: [parseWorkloadName('deploy/wbe')]},
    'deployment "wbe" does not exist in namespace "shop"',
  ],
  ['a Pod', {...shop, workloads: [parseWorkloadName('bear')]}, 'pod "bear" does not exist in namespace "shop"'],
]

for (const [what, selection, message] of missing) {
  test(`${what} that does not exist is an error`, async (t) => {
    const {api} = await sandboxApi(t, workloads)
    await assert.rejects(readSnapshot(api, selection), (error) => {
      assert.ok(error instanceof KubeError)
      assert.deepEqual([error.kind, error.message], ['not-found', message])
      return true
    })
  })
}

test('an empty namespace is no error, nor is one that may not be looked up', async (t) => {
  const {api, as} = await sandboxApi(t, {
    ...objects(secret('regcred')),
    users: [{name: 'admin', groups: ['system:masters']}, user('poor', pods)],
  })
  assert.deepEqual((await readSnapshot(api, shop)).pods, [])
  assert.deepEqual((await readSnapshot(as('poor'), {namespace: 'shp'})).pods, [])
})

test('a login that is refused ends the reading, be it at the first request or later', async (t) => {
  const {as, api, server} = await sandboxApi(t, objects(pod('a')))
  const unauthorized = (error: unknown) => error instanceof KubeError && error.kind === 'unauthorized'
  await assert.rejects(readSnapshot(as('stranger'), shop), unauthorized)
  server.inject(({url}) =>
    url.includes('/secrets') ? {kind: 'response', status: 401, headers: {}, body: 'Unauthorized'} : undefined,
  )
  await assert.rejects(readSnapshot(api, shop), unauthorized)
})
