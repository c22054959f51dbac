import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import {aDeployment, aServiceAccount} from './cluster-object.ts'
import {aNamespace, aPod} from './object.ts'
import {startSandbox} from './sandbox.ts'

const jobsAccount = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: {name: 'builder', namespace: 'jobs'},
  imagePullSecrets: [{name: 'own'}],
}

const sandbox = await startSandbox({
  objects: () => [
    aNamespace('jobs'),
    aServiceAccount('builder', []),
    aServiceAccount('tester', ['other']),
    jobsAccount,
    aDeployment('web', 'quay.io/acme/web:1'),
    aPod('web-0', {image: 'quay.io/acme/web:1'}),
  ],
})
after(() => sandbox.close())
const stdin = 'attach-canary'
const login = '--server quay.io --username acme --password-stdin --no-verify'

describe('create --attach', () => {
  test('stores the Secret, and has a ServiceAccount and a workload name it', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create regcred ${login} --attach builder --attach deploy/web
secret/regcred created
serviceaccount/builder patched
deployment.apps/web patched
exit 0
`,
      {stdin},
    )
    assert.deepEqual(pullSecrets('builder'), [{name: 'regcred'}])
    const template = sandbox.api.find('apps/v1', 'Deployment', 'web', 'shop')?.['spec']
    assert.match(JSON.stringify(template), /"imagePullSecrets":\[\{"name":"regcred"\}\]/)
  })

  test('does so in each namespace, and says in which it could not', () =>
    sandbox.shows(
      `$ kubectl imagecreds create two ${login} -n shop,jobs --attach tester
secret/two created in namespace "shop"
secret/two created in namespace "jobs"
serviceaccount/tester patched in namespace "shop"
2> error: secret "two" in namespace "jobs" is stored but not attached everywhere: serviceaccount "tester" does not exist in namespace "jobs"
2> List what exists: kubectl get serviceaccounts -n jobs
exit 2
`,
      {stdin},
    ))

  test('claims nothing stored where nothing was', () =>
    sandbox.shows(
      `$ kubectl imagecreds create dry ${login} -n shop,jobs --attach tester --dry-run=server
secret/dry created in namespace "shop" (server dry run)
secret/dry created in namespace "jobs" (server dry run)
serviceaccount/tester patched in namespace "shop" (server dry run)
2> error: secret "dry" in namespace "jobs" would not be attached everywhere: serviceaccount "tester" does not exist in namespace "jobs"
2> List what exists: kubectl get serviceaccounts -n jobs
exit 2
`,
      {stdin},
    ))

  test('names the Pods that lack the Secret still', async () => {
    const screen = await sandbox.screen(`create third ${login} --attach-all-service-accounts`, {stdin})
    assert.match(screen, /^serviceaccount\/default patched\nserviceaccount\/tester patched\n/m)
    assert.match(screen, /^pod\/web-0: 1 Pod without "third", created before/m)
  })

  test('prints both with --dry-run=client -o yaml, and changes nothing', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create dry ${login} --attach tester --dry-run=client -o yaml
apiVersion: v1
items:
- apiVersion: v1
  data:
    .dockerconfigjson: ${Buffer.from(config).toString('base64')}
  kind: Secret
  metadata:
    name: dry
    namespace: shop
  type: kubernetes.io/dockerconfigjson
- apiVersion: v1
  imagePullSecrets:
  - name: other
  - name: two
  - name: third
  - name: dry
  kind: ServiceAccount
  metadata:
    name: tester
    namespace: shop
kind: List
exit 0
`,
      {stdin},
    )
    assert.equal(sandbox.api.find('v1', 'Secret', 'dry', 'shop'), undefined)
    assert.doesNotMatch(JSON.stringify(pullSecrets('tester')), /dry/)
  })

  test('attaches several Secrets of a namespace by one patch, in a dry run as without', async () => {
    const logins = ['first', 'second'].map((name) => {
      return `  - {name: ${name}, registry: quay.io, username: acme, accessToken: "{{ .Values.pass }}"}\n`
    })
    sandbox.file('several.yaml', `imageCredentials:\n${logins.join('')}`)
    const call = `create -f ${sandbox.folder}/several.yaml --set-env pass=PASS --no-verify --attach several`
    const env = {PASS: stdin}
    sandbox.api.put(aServiceAccount('several', ['own']))
    const dry = await sandbox.screen(`${call} --dry-run=client -o yaml`, {env})
    const names = '  imagePullSecrets:\n  - name: own\n  - name: first\n  - name: second\n'
    assert.deepEqual(dry.match(/ {2}imagePullSecrets:\n(?: {2}- name: \w+\n)+/g), [names])
    const before = sandbox.api.requests.length
    const screen = await sandbox.screen(call, {env})
    assert.equal(screen.match(/serviceaccount\/several/g)?.length, 1)
    assert.deepEqual(pullSecrets('several'), [{name: 'own'}, {name: 'first'}, {name: 'second'}])
    const patches = sandbox.api.requests.slice(before).filter(({url}) => url.includes('/serviceaccounts/several'))
    assert.deepEqual(
      patches.map(({method}) => method),
      ['GET', 'PATCH'],
    )
  })

  test('attaches nothing where nothing was stored', async () => {
    const screen = await sandbox.screen(`create regcred ${login} --attach tester`, {stdin})
    assert.match(screen, /2> error: secret "regcred" already exists/)
    assert.doesNotMatch(JSON.stringify(pullSecrets('tester')), /regcred/)
  })

  test('refuses what nothing can be attached to before it asks for a password', () =>
    sandbox.shows(`$ kubectl imagecreds create more --server quay.io --username acme --attach pod/web-0
2> error: the pull secrets of pod/web-0 cannot be changed; change what makes it, and create it again
exit 2
`))
})

const auth = Buffer.from(`acme:${stdin}`).toString('base64')
const config = JSON.stringify({auths: {'quay.io': {username: 'acme', password: stdin, auth}}})

function pullSecrets(account: string): unknown {
  return sandbox.api.find('v1', 'ServiceAccount', account, 'shop')?.['imagePullSecrets']
}
