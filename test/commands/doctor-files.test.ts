import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import {stringify} from 'yaml'
import {installedKubectls, runKubectl} from '../sandbox/kubectl.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import {aDeployment, aFailingPod} from './cluster-object.ts'
import {holdScreen} from './hold-screen.ts'
import {aLogin, aPod, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const image = 'registry.corp/team/app:1.0'
const noLogin =
  'failed to pull and unpack image "registry.corp/team/app:1.0": failed to resolve image: pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials'

const web = aFailingPod('web-0', image, noLogin, {pullSecrets: ['regcred']})
const secret = aPullSecret('regcred', {'registry.corp:443': aLogin('bot', 'p-7d1e')})
const elsewhere = aFailingPod('api-0', image, noLogin, {namespace: 'billing'})

const sandbox = await startSandbox({
  registries: ['BASIC'],
  objects: (hostOf) => [
    aFailingPod('app-0', `${hostOf('BASIC')}/team/app:1.0`, unauthorized(hostOf('BASIC')), {pullSecrets: ['regcred']}),
    aPullSecret('regcred', {[hostOf('BASIC')]: aLogin('alice', alice.password)}),
  ],
})
after(() => sandbox.close())

sandbox.file('pods.json', list(web))
sandbox.file('secrets.json', list(secret))
sandbox.file('all.yaml', [web, secret, elsewhere].map((object) => stringify(object)).join('---\n'))
sandbox.file('template.yaml', stringify(aDeployment('web', 'registry.corp/Team/app:1.0')))
sandbox.file('healthy.json', list(aPod('web-0', {image})))
sandbox.file('nothing.json', list())
sandbox.file('values.yaml', 'replicas: 3\n')
sandbox.file('torn.yaml', 'kind: Pod\n  apiVersion: v1\n password: p-55ce\n')
sandbox.file('empty.yaml', '\n')

const holds =
  (screen: string, stdin = '') =>
  () =>
    holdScreen(sandbox, screen, {stdin, cwd: sandbox.folder})

describe('doctor -f', {concurrency: 2}, () => {
  test(
    'puts several files together: here the Secret explains the Pod',
    holds(`
$ kubectl imagecreds doctor --no-probe -f pods.json -f secrets.json
pods.json, secrets.json: namespace "shop"  1 Pod, 1 image, 0 probes

✗ ICR1202 SecretKeyMismatch                                      pod/web-0 (app)
  no entry of secret "regcred" in namespace "shop" matches registry.corp; its
  entry "registry.corp:443" has port 443, and the image has none
    secret/regcred  data[".dockerconfigjson"] = registry.corp:443
    pod/web-0  spec.containers[app].image = registry.corp/team/app:1.0
    ImagePullBackOff: … authorization failed: no basic auth credentials
  → Store the login under the key "registry.corp".
    kubectl imagecreds create regcred -n shop --server registry.corp --username bot --update
    kubectl imagecreds explain ICR1202

? not checked
  the registries: --no-probe was given

1 error, 1 thing not checked
exit 1
`),
  )
  test(
    'says what a file leaves open',
    holds(`
$ kubectl imagecreds doctor --no-probe -f pods.json
pods.json: namespace "shop"  1 Pod, 1 image, 0 probes

✗ ICR1101 SecretMissing (possible)                               pod/web-0 (app)
  secret "regcred" is not among the objects that were given for namespace "shop"
    pod/web-0  spec.imagePullSecrets = regcred
    ImagePullBackOff: … authorization failed: no basic auth credentials
  or ICR1201 NoCredentials: registry.corp asks for a login, and pull secret
     "regcred" could not be read
     → Look which pull secrets the Pod itself names: kubectl get pod POD -o
       jsonpath={.spec.imagePullSecrets}.
  → Create it in namespace "shop": the kubelet reads only the Pod's own
    namespace.
    kubectl imagecreds create regcred -n shop --server registry.corp --username USER
  → Wait for the next try: the kubelet reads the Secret again each time, within
    five minutes.
    kubectl imagecreds explain ICR1101

? not checked
  secret "regcred" in namespace "shop": not in file "pods.json"
  the registries: --no-probe was given

1 error, 2 things not checked
exit 1
`),
  )
  test(
    'reads YAML of several documents, and names the namespaces of its Pods',
    holds(`
$ kubectl imagecreds doctor --no-probe -f all.yaml
all.yaml  2 Pods, 1 image, 0 probes

✗ ICR1202 SecretKeyMismatch                                 shop/pod/web-0 (app)
  no entry of secret "regcred" in namespace "shop" matches registry.corp; its
  entry "registry.corp:443" has port 443, and the image has none
    secret/regcred  data[".dockerconfigjson"] = registry.corp:443
    pod/web-0  spec.containers[app].image = registry.corp/team/app:1.0
    ImagePullBackOff: … authorization failed: no basic auth credentials
  → Store the login under the key "registry.corp".
    kubectl imagecreds create regcred -n shop --server registry.corp --username bot --update
    kubectl imagecreds explain ICR1202

✗ ICR1201 NoCredentials (likely)                         billing/pod/api-0 (app)
  registry.corp asks for a login, and the Pod names no pull secret
    pod/api-0  spec.imagePullSecrets = (none)
    ImagePullBackOff: … authorization failed: no basic auth credentials
  → Store a login for it.
    kubectl imagecreds create regcred -n billing --server registry.corp --username USER
  → Name it in ServiceAccount "default", which gives it to every new Pod that
    names none itself.
    kubectl imagecreds attach regcred -n billing --service-account default
  → Create the Pod again.
    kubectl imagecreds explain ICR1201

? not checked
  ServiceAccount "default" in namespace "billing": not in file "all.yaml"
    billing/pod/api-0 (app)
  the registries: --no-probe was given

2 errors, 2 things not checked
exit 1
`),
  )
  test(
    'reads standard input',
    holds(
      `
$ kubectl imagecreds doctor --no-probe -f -
standard input: namespace "shop"  1 Pod, 1 image, 0 probes

✗ ICR1202 SecretKeyMismatch                                      pod/web-0 (app)
  no entry of secret "regcred" in namespace "shop" matches registry.corp; its
  entry "registry.corp:443" has port 443, and the image has none
    secret/regcred  data[".dockerconfigjson"] = registry.corp:443
    pod/web-0  spec.containers[app].image = registry.corp/team/app:1.0
    ImagePullBackOff: … authorization failed: no basic auth credentials
  → Store the login under the key "registry.corp".
    kubectl imagecreds create regcred -n shop --server registry.corp --username bot --update
    kubectl imagecreds explain ICR1202

? not checked
  the registries: --no-probe was given

1 error, 1 thing not checked
exit 1
`,
      stringify({apiVersion: 'v1', kind: 'List', items: [web, secret]}),
    ),
  )
  test(
    'reads a manifest that was never applied, in the namespace that is given',
    holds(`
$ kubectl imagecreds doctor --no-probe -n shop -f template.yaml
template.yaml: namespace "shop"  1 Pod, 1 image, 0 probes

✗ ICR1001 InvalidImageName                                  deployment/web (app)
  image "registry.corp/Team/app:1.0" is not a valid name: its repository has
  capital letters
    template.yaml:17
    deployment/web  spec.template.spec.containers[app].image =
    registry.corp/Team/app:1.0
    Expected: invalid reference format: repository name (Team/app) must be
    lowercase
  → Correct the image: HOST[:PORT]/PATH[:TAG][@DIGEST], in lower case.
    kubectl imagecreds explain ICR1001

1 error
exit 1
`),
  )
  test('foretells of a manifest that was never applied what its registry will answer', async () => {
    const host = sandbox.hostOf('BASIC')
    const pod = {...aPod('web-0', {image: `${host}/team/app:2.0`, pullSecrets: ['regcred']}), status: {}}
    const stdin = list(pod, aPullSecret('regcred', {[host]: aLogin('alice', alice.password)}))
    await holdScreen(
      sandbox,
      `
$ kubectl imagecreds doctor -f -
standard input: namespace "shop"  1 Pod, 1 image, 2 probes

✗ ICR1306 TagNotFound                                            pod/web-0 (app)
  127.0.0.1:BASIC/team/app has no tag "2.0"
    GET https://127.0.0.1:BASIC/v2/team/app/manifests/2.0  404
    MANIFEST_UNKNOWN: manifest unknown
  → Name a tag that exists, or push this one.
    kubectl imagecreds explain ICR1306

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
      {stdin},
    )
  })
  test(
    'foretells nothing from a registry that it cannot reach',
    holds(
      `
$ kubectl imagecreds doctor -f -
standard input: namespace "shop"  1 Pod, 1 image, 1 probe

? not checked
  127.0.0.1:9: it refuses the connection from this machine (ECONNREFUSED); the
  node may reach it

1 thing not checked
Registries were asked from this machine, which is not the node.
exit 0
`,
      list({...aPod('web-0', {image: '127.0.0.1:9/team/app:1.0'}), status: {}}),
    ),
  )
  test(
    'asks the registries all the same, and finds no fault with a Pod that runs',
    holds(`
$ kubectl imagecreds doctor -f healthy.json
healthy.json: namespace "shop"  1 Pod, 1 image, 0 probes

✓ no pull fails
exit 0
`),
  )
  test(
    'finds no Pods in an empty list',
    holds(`
$ kubectl imagecreds doctor -f nothing.json
nothing.json  0 Pods, 0 images, 0 probes

no Pods
exit 0
`),
  )
})

describe('doctor -f on a call that the user can mend', {concurrency: 2}, () => {
  const faults = {
    'a file that does not exist': `
$ kubectl imagecreds doctor -f none.json
2> error: file "none.json" does not exist
exit 2
`,
    'a file that is no manifest': `
$ kubectl imagecreds doctor -f values.yaml
2> error: file "values.yaml" holds no Kubernetes object
2> Write one with: kubectl get pods,events,secrets,serviceaccounts -o json
exit 2
`,
    'a file that is torn, which may hold a password': `
$ kubectl imagecreds doctor -f torn.yaml
2> error: file "torn.yaml" is neither JSON nor YAML: BLOCK_AS_IMPLICIT_KEY in line 1
exit 2
`,
    'an empty file': `
$ kubectl imagecreds doctor -f empty.yaml
2> error: file "empty.yaml" is empty
2> Write one with: kubectl get pods,events,secrets,serviceaccounts -o json
exit 2
`,
    'a folder with a file that is torn': `
$ kubectl imagecreds doctor -f ./
2> error: file "torn.yaml" is neither JSON nor YAML: BLOCK_AS_IMPLICIT_KEY in line 1
exit 2
`,
    'standard input twice': `
$ kubectl imagecreds doctor -f - -f -
2> error: standard input can be read only once, and is named more than once
exit 2
`,
    'a workload beside a file': `
$ kubectl imagecreds doctor deploy/web -f pods.json
2> error: with --filename all Pods of the files are looked at; no workload can be named beside it
exit 2
`,
    'a selector beside a file': `
$ kubectl imagecreds doctor -l app=web -f pods.json
2> error: --selector selects in a cluster, not in --filename
exit 2
`,
    'all namespaces beside a file': `
$ kubectl imagecreds doctor -A -f nothing.json
nothing.json  0 Pods, 0 images, 0 probes

no Pods
exit 0
`,
  }
  for (const [what, screen] of Object.entries(faults)) test(what, holds(screen))
})

for (const kubectl of installedKubectls()) {
  test(`what ${kubectl.name} writes is read from a pipe and says the same as the cluster`, async () => {
    const kubeconfig = `${sandbox.folder}/admin.kubeconfig`
    const get = 'get pods,events,secrets,serviceaccounts -n shop -o'.split(' ')
    for (const format of ['json', 'yaml']) {
      const {stdout} = await runKubectl(kubectl, [...get, format], {kubeconfig, home: sandbox.folder})
      const piped = await sandbox.screen('doctor -f -', {stdin: stdout})
      const asked = await sandbox.screen('doctor')
      assert.equal(afterHeader(piped), afterHeader(asked))
      assert.match(piped, /ICR1601|ICR1301/)
    }
  })
}

function afterHeader(screen: string): string {
  return screen.split('\n').slice(2).join('\n')
}

function list(...items: readonly object[]): string {
  return JSON.stringify({apiVersion: 'v1', kind: 'List', items})
}

function unauthorized(host: string): string {
  return `failed to pull and unpack image "${host}/team/app:1.0": failed to resolve image: unexpected status from HEAD request to https://${host}/v2/team/app/manifests/1.0: 401 Unauthorized`
}
