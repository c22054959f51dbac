import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import type {ApiServer} from '../../sandbox/kube/api-server.ts'
import {at, type KubeObject, listAt, objectAt, textAt} from '../../sandbox/kube/json.ts'
import {installedKubectls, runKubectl} from '../../sandbox/kubectl.ts'
import {kubectlCluster, manifest} from './kubectl-cluster.ts'

const [kubectl = {name: 'none', path: 'kubectl'}] = installedKubectls()
const missing = kubectl.name === 'none' && 'there is no kubectl on PATH nor in node_modules'

/** A namespace of the captures: one Pod whose pull fails for want of a Secret. */
const lab = 'lab-05-secret-missing'
const capture = '05-secret-missing'

describe('the newest kubectl', {concurrency: 2, skip: missing}, () => {
  test('gets every kind that was captured, by name, by selector and as JSON', async (t) => {
    const {run} = await kubectlCluster(t, kubectl, {captures: [capture]})
    const kinds = 'deployments,replicasets,pods,serviceaccounts,events,namespaces,secrets'
    const {items} = JSON.parse((await run(`get ${kinds} -n ${lab} -o json`)).stdout)
    const found = new Set(items.map((item: KubeObject) => textAt(item, 'kind')))
    for (const kind of ['Deployment', 'ReplicaSet', 'Pod', 'ServiceAccount', 'Event', 'Namespace']) {
      assert.ok(found.has(kind), kind)
    }
    assert.match((await run(`get pods -n ${lab} -l app=web,app!=x -o name`)).stdout, /^pod\/web-\S+\n$/)
    assert.equal((await run(`get pods -n ${lab} -l app!=web -o name`)).stdout, '')
    const failed = await run(`get events -n ${lab} --field-selector reason=FailedToRetrieveImagePullSecret -o name`)
    assert.match(failed.stdout, /^event\/web-\S+\n/)
  })

  test('describes a Pod with its events', async (t) => {
    const {run} = await kubectlCluster(t, kubectl, {captures: [capture]})
    const {stdout, exitCode} = await run(`describe pod -n ${lab}`)
    assert.equal(exitCode, 0)
    assert.match(stdout, /Reason: +ImagePullBackOff/)
    assert.match(
      stdout,
      /Warning +FailedToRetrieveImagePullSecret .*Unable to retrieve some image pull secrets \(regcred\)/,
    )
    const events = await run(`get events -n ${lab} --sort-by=.lastTimestamp`)
    assert.match(events.stdout, /^LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\n/)
  })

  test('stores nothing in a dry run by the server', async (t) => {
    const {run, server} = await kubectlCluster(t, kubectl)
    const {stdout} = await run('create secret generic s --from-literal=a=b --dry-run=server -o json')
    assert.ok(textAt(JSON.parse(stdout), 'metadata', 'uid'))
    assert.equal(server.find('v1', 'Secret', 's', 'default'), undefined)
  })

  test('creates and applies from a file, and merges what it applied before', async (t) => {
    const {run, server} = await kubectlCluster(t, kubectl)
    const pod = (labels: string) =>
      manifest('Pod', 'web', `labels: {${labels}}`, 'spec: {containers: [{name: a, image: nginx}]}')
    assert.equal((await run('create -f -', pod('a: "1", b: "1"'))).stdout, 'pod/web created\n')
    await run('delete pod web')
    assert.equal((await run('apply -f -', pod('a: "1", b: "1"'))).stdout, 'pod/web created\n')
    assert.equal((await run('apply -f -', pod('a: "1", b: "1"'))).stdout, 'pod/web unchanged\n')
    assert.equal((await run('apply -f -', pod('a: "2"'))).stdout, 'pod/web configured\n')
    const stored = server.find('v1', 'Pod', 'web', 'default')
    assert.deepEqual(objectAt(stored, 'metadata', 'labels'), {a: '2'})
    assert.equal(textAt(stored, 'status', 'phase'), 'Pending')
  })

  test('applies on the server what it created or applied itself before', async (t) => {
    const {run, server} = await kubectlCluster(t, kubectl)
    await run('apply -f -', manifest('ConfigMap', 'c', '', 'data: {a: "1", b: "1"}'))
    const taken = await run('apply --server-side -f -', manifest('ConfigMap', 'c', '', 'data: {a: "2"}'))
    assert.equal(taken.stderr, '')
    const stored = server.find('v1', 'ConfigMap', 'c', 'default')
    assert.deepEqual(objectAt(stored, 'data'), {a: '2'})
  })

  test('patches a ServiceAccount by strategic merge, by merge and by JSON patch', async (t) => {
    const {run, server} = await kubectlCluster(t, kubectl)
    const secrets = () => listAt(server.find('v1', 'ServiceAccount', 'default', 'default'), 'imagePullSecrets')
    const patch = (document: string, type: string) => run(['patch', 'sa', 'default', '-p', document, `--type=${type}`])
    await patch('{"imagePullSecrets":[{"name":"a"}]}', 'strategic')
    await patch('{"imagePullSecrets":[{"name":"b"}]}', 'strategic')
    assert.deepEqual(
      secrets()
        .map((one) => textAt(one, 'name'))
        .toSorted(),
      ['a', 'b'],
    )
    await patch('[{"op":"remove","path":"/imagePullSecrets/0"}]', 'json')
    assert.equal(secrets().length, 1)
    await patch('{"imagePullSecrets":[{"name":"c"}]}', 'merge')
    assert.deepEqual(secrets(), [{name: 'c'}])
    const unchanged = await patch('{"imagePullSecrets":[{"name":"c"}]}', 'merge')
    assert.equal(unchanged.stdout, 'serviceaccount/default patched (no change)\n')
  })

  test('gives a new Pod the pull Secrets of its ServiceAccount, and an old one nothing', async (t) => {
    const {run} = await kubectlCluster(t, kubectl)
    const pullSecrets = async (pod: string) =>
      (await run(`get pod ${pod} -o jsonpath={.spec.imagePullSecrets[*].name}`)).stdout
    await run('run early --image=r.test/app')
    await run(['patch', 'sa', 'default', '-p', '{"imagePullSecrets":[{"name":"regcred"}]}'])
    await run('run late --image=r.test/app')
    assert.deepEqual([await pullSecrets('early'), await pullSecrets('late')], ['', 'regcred'])
  })

  test('labels, restarts and deletes, and waits until it is done', async (t) => {
    const {run, server} = await kubectlCluster(t, kubectl, {captures: [capture]})
    assert.equal((await run(`label pods -n ${lab} --all seen=yes`)).exitCode, 0)
    assert.match((await run(`get pods -n ${lab} -l seen=yes -o name`)).stdout, /^pod\/web-/)
    const generation = () => at(server.find('apps/v1', 'Deployment', 'web', lab), 'metadata', 'generation')
    const before = generation()
    assert.equal((await run(`rollout restart deployment/web -n ${lab}`)).stdout, 'deployment.apps/web restarted\n')
    assert.equal(generation(), Number(before) + 1)
    assert.equal((await run(`delete deployment web -n ${lab}`)).exitCode, 0)
    assert.equal((await run(`get pods,replicasets -n ${lab} -o name`)).stdout, '', 'what it owned is gone with it')
    assert.equal((await run(`delete namespace ${lab}`)).exitCode, 0)
    assert.equal((await run(`get events -n ${lab} -o name`)).stdout, '')
  })

  test('is refused by name and verb what the user may not do', async (t) => {
    const {run} = await kubectlCluster(t, kubectl, {user: 'viewer'})
    const secrets = await run('get secrets')
    assert.deepEqual([secrets.stdout, secrets.exitCode], ['', 1])
    assert.match(
      secrets.stderr,
      /secrets is forbidden: User "viewer" cannot list resource "secrets" in API group "" in the namespace "default"/,
    )
    const impersonating = await run('get pods --as admin')
    assert.match(impersonating.stderr, /users "admin" is forbidden: User "viewer" cannot impersonate resource "users"/)
  })

  test('watches: sees what is there, what comes and what goes, until the server ends the stream', async (t) => {
    const {run, server} = await kubectlCluster(t, kubectl, {captures: [capture]})
    const underWay = asked(server, 'watch=true')
    const watching = run(`get pods -n ${lab} -w --output-watch-events`)
    await underWay
    await run(['run', 'second', '-n', lab, '--image=nginx'])
    await run(`delete pod second -n ${lab}`)
    server.endWatches()
    const {stdout} = await watching
    assert.match(stdout, /ADDED +web-/)
    assert.match(stdout, /ADDED +second .*Pending/)
    assert.match(stdout, /DELETED +second/)
  })

  test('logs in with a client certificate', async (t) => {
    const {home, server} = await kubectlCluster(t, kubectl)
    const certificate = await server.clientCertificate('admin')
    const kubeconfig = server.writeKubeconfig(home, 'admin', {certificate})
    const {stdout} = await runKubectl(kubectl, ['auth', 'whoami'], {kubeconfig, home})
    assert.match(stdout, /authentication\.kubernetes\.io\/credential-id +\[X509SHA256=[0-9a-f]{64}\]/)
  })
})

/** Resolves once the server is asked for a URL with this in it. */
function asked(server: ApiServer, part: string): Promise<void> {
  const {promise, resolve} = Promise.withResolvers<void>()
  server.inject(({url}) => {
    if (url.includes(part)) resolve()
    return undefined
  })
  return promise
}
