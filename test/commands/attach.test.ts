import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import type {Json, JsonObject} from '../sandbox/kube/json.ts'
import {aLogin, aPod, aPullSecret, aSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

function account(name: string, pullSecrets: readonly string[] = []): JsonObject {
  const names = pullSecrets.map((secret) => ({name: secret}))
  return {apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name, namespace: 'shop'}, imagePullSecrets: names}
}

function workload(kind: string, name: string, spec: JsonObject): JsonObject {
  const apiVersion = kind === 'CronJob' || kind === 'Job' ? 'batch/v1' : 'apps/v1'
  const template = {spec: {containers: [{name: 'app', image: 'ghcr.io/acme/app:1'}], ...spec}}
  const own = kind === 'CronJob' ? {schedule: '* * * * *', jobTemplate: {spec: {template}}} : {template}
  return {apiVersion, kind, metadata: {name, namespace: 'shop'}, spec: own}
}

/** Pods that a workload's ReplicaSet made, with the pull secrets that they got. */
function podOf(name: string, deployment: string, pullSecrets: readonly string[] = []): JsonObject {
  const pod = aPod(name, {image: 'ghcr.io/acme/app:1', pullSecrets})
  const owner = {apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${deployment}-5d4f8`, uid: 'a0e1', controller: true}
  const metadata = {
    ...(pod['metadata'] as JsonObject),
    labels: {'pod-template-hash': '5d4f8'},
    ownerReferences: [owner],
  }
  return {...pod, metadata}
}

const sandbox = await startSandbox({
  objects: () => [
    aPullSecret('regcred', {'ghcr.io': aLogin('ci', 'pw')}),
    aSecret('opaque', {token: 'x'}),
    account('default'),
    account('builder', ['other', 'builder-cred']),
    account('lost', ['kept']),
    workload('Deployment', 'web', {imagePullSecrets: [{name: 'first'}]}),
    workload('Deployment', 'api', {serviceAccountName: 'lost'}),
    workload('CronJob', 'nightly', {}),
    workload('Job', 'once', {}),
    podOf('api-5d4f8-1', 'api'),
    podOf('api-5d4f8-2', 'api'),
    podOf('own-5d4f8-1', 'own', ['its-own']),
    aPod('bare', {image: 'ghcr.io/acme/app:1'}),
  ],
})
after(() => sandbox.close())

function namesOf(kind: string, name: string, ...path: readonly string[]): readonly string[] {
  const apiVersion = kind === 'ServiceAccount' ? 'v1' : kind === 'CronJob' ? 'batch/v1' : 'apps/v1'
  let value: Json | undefined = sandbox.api.find(apiVersion, kind, name, 'shop')
  for (const member of [...path, 'imagePullSecrets']) value = (value as JsonObject | undefined)?.[member]
  return ((value ?? []) as {readonly name: string}[]).map((entry) => entry.name)
}

const template = ['spec', 'template', 'spec']

describe('attach', () => {
  test('a ServiceAccount gets the Secret, and those that were made without it are named with the way to it', async () => {
    await sandbox.shows(`$ kubectl imagecreds attach regcred --service-account default -n shop
serviceaccount/default patched
deployment/api: 2 Pods without "regcred", created before; to create new ones:
  kubectl rollout restart deployment/api -n shop
pod/bare: 1 Pod without "regcred", created before; delete them where something creates them again
deployment/own: 1 Pod without "regcred"; they list pull secrets of their own, and get none of the ServiceAccount:
  kubectl imagecreds attach regcred deployment/own -n shop
exit 0
`)
    assert.deepEqual(namesOf('ServiceAccount', 'default'), ['regcred'])
  })

  test('names that are there stay in their order, and none comes twice', async () => {
    await sandbox.shows(`$ kubectl imagecreds attach regcred --service-account builder -n shop
serviceaccount/builder patched
exit 0
`)
    await sandbox.shows(`$ kubectl imagecreds attach regcred --service-account builder -n shop
serviceaccount/builder patched (no change)
exit 0
`)
    assert.deepEqual(namesOf('ServiceAccount', 'builder'), ['other', 'builder-cred', 'regcred'])
  })

  test('a workload of any kind gets it in its Pod template', async () => {
    await sandbox.shows(`$ kubectl imagecreds attach regcred deploy/web cj/nightly -n shop
deployment.apps/web patched
cronjob.batch/nightly patched
exit 0
`)
    assert.deepEqual(namesOf('Deployment', 'web', ...template), ['first', 'regcred'])
    assert.deepEqual(namesOf('CronJob', 'nightly', 'spec', 'jobTemplate', ...template), ['regcred'])
  })

  test('a first list in a Pod template is warned of where it keeps the ServiceAccount’s out', async () => {
    await sandbox.shows(`$ kubectl imagecreds attach regcred deploy/api -n shop --dry-run=server
deployment.apps/api patched (server dry run)
2> warning: deployment/api has a list of its own now, which keeps out "kept" of ServiceAccount "lost"
exit 0
`)
    assert.deepEqual(namesOf('Deployment', 'api', ...template), [])
  })

  test('a dry run on the client prints the patch and sends nothing', async () => {
    await sandbox.shows(`$ kubectl imagecreds attach regcred --service-account lost -n shop --dry-run=client -o yaml
apiVersion: v1
imagePullSecrets:
- name: kept
- name: regcred
kind: ServiceAccount
metadata:
  name: lost
  namespace: shop
exit 0
`)
    assert.deepEqual(namesOf('ServiceAccount', 'lost'), ['kept'])
  })

  test('a change that came in between is read again and lost by nobody', async () => {
    let isFirst = true
    sandbox.api.inject(({method}) => {
      if (method === 'PATCH' && isFirst) {
        isFirst = false
        sandbox.api.put(account('racing', ['theirs']))
      }
      return undefined
    })
    sandbox.api.put(account('racing'))
    await sandbox.shows(`$ kubectl imagecreds attach regcred --service-account racing -n shop
serviceaccount/racing patched
exit 0
`)
    sandbox.api.inject(() => undefined)
    assert.deepEqual(namesOf('ServiceAccount', 'racing'), ['theirs', 'regcred'])
  })

  test('--restart makes new Pods where a workload can be restarted', async () => {
    sandbox.api.put(account('default'))
    await sandbox.shows(`$ kubectl imagecreds attach regcred --service-account default -n shop --restart
serviceaccount/default patched
deployment/api restarted
pod/bare: 1 Pod without "regcred", created before; delete them where something creates them again
deployment/own: 1 Pod without "regcred"; they list pull secrets of their own, and get none of the ServiceAccount:
  kubectl imagecreds attach regcred deployment/own -n shop
exit 0
`)
    const api = sandbox.api.find('apps/v1', 'Deployment', 'api', 'shop')
    assert.match(JSON.stringify(api), /"kubectl.kubernetes.io\/restartedAt":"20/)
  })

  test('a Secret that is missing or of another type is attached and warned of', async () => {
    await sandbox.shows(`$ kubectl imagecreds attach later --service-account lost -n shop --dry-run=client
serviceaccount/lost patched (dry run)
2> warning: secret "later" does not exist in namespace "shop"
exit 0
`)
    await sandbox.shows(`$ kubectl imagecreds attach opaque --service-account lost -n shop --dry-run=client
serviceaccount/lost patched (dry run)
2> warning: secret "opaque" is of type "Opaque", which the kubelet ignores for pulling
exit 0
`)
  })
})

describe('detach', () => {
  test('only the one name goes, and what does not have it stays as it is', async () => {
    await sandbox.shows(`$ kubectl imagecreds detach regcred --service-account builder --service-account lost -n shop
serviceaccount/builder patched
serviceaccount/lost patched (no change)
exit 0
`)
    assert.deepEqual(namesOf('ServiceAccount', 'builder'), ['other', 'builder-cred'])
  })
})

describe('calls that cannot be done', () => {
  test('where one target cannot be changed, nothing is', async () => {
    await sandbox.shows(`$ kubectl imagecreds attach elsewhere --service-account lost job/once -n shop
2> warning: secret "elsewhere" does not exist in namespace "shop"
2> error: the pull secrets of job/once cannot be changed; change what makes it, and create it again
exit 2
`)
    assert.deepEqual(namesOf('ServiceAccount', 'lost'), ['kept'])
  })

  test('no target, a target that is missing, and two ways to name ServiceAccounts', async () => {
    await sandbox.shows(`$ kubectl imagecreds attach regcred -n shop
2> error: no ServiceAccount and no workload is named
2> Name a workload such as deploy/web, or --service-account NAME, or --all-service-accounts.
exit 2
`)
    await sandbox.shows(`$ kubectl imagecreds attach regcred --service-account nobody -n shop
2> error: serviceaccount "nobody" does not exist in namespace "shop"
2> List what exists: kubectl get serviceaccounts -n shop
exit 2
`)
  })
})
