import assert from 'node:assert/strict'
import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {after, describe, test} from 'node:test'
import {stringify} from 'yaml'
import type {JsonObject} from '../sandbox/kube/json.ts'
import {pushImage} from '../sandbox/registry/push-image.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import {aDeployment, aReader, aServiceAccount} from './cluster-object.ts'
import {holdScreen} from './hold-screen.ts'
import {aLogin, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const sandbox = await startSandbox({
  registries: ['BASIC', 'PLAIN'],
  objects: (hostOf) => [
    aServiceAccount('default', ['regcred']),
    aServiceAccount('bare', []),
    aPullSecret('regcred', {[hostOf('BASIC')]: aLogin('alice', alice.password)}),
    aPullSecret('portless', {'127.0.0.1': aLogin('alice', alice.password)}),
    ...aReader('reader', ['serviceaccounts']),
    aNode('worker-1', 'amd64'),
    aNode('worker-2', 'arm64', [{key: 'arch', value: 'arm64', effect: 'NoSchedule'}]),
  ],
})
after(() => sandbox.close())
await pushImage({url: sandbox.server('PLAIN').url}, {repository: 'open/intel', tag: '1.0', platforms: ['linux/amd64']})

const basic = `${sandbox.hostOf('BASIC')}/team/app:1.0`
const intel = `${sandbox.hostOf('PLAIN')}/open/intel:1.0`

mkdirSync(join(sandbox.folder, 'k8s/jobs'), {recursive: true})
mkdirSync(join(sandbox.folder, 'values'))
mkdirSync(join(sandbox.folder, 'overlay'))
const bare = {serviceAccountName: 'bare'}
const web = aWorkload('Deployment', 'web', {image: basic, pullSecrets: ['regcred']})
sandbox.file('k8s/web.yaml', `# The shop\n${stringify(web)}`)
sandbox.file('k8s/values.yaml', 'replicas: 3\n')
sandbox.file('k8s/notes.txt', 'nothing to apply\n')
sandbox.file('k8s/jobs/import.yml', stringify(aWorkload('Job', 'import', {image: 'registry.corp/Team/import:1.0'})))
sandbox.file('values/values.yaml', 'replicas: 3\n')
sandbox.file('overlay/kustomization.yaml', 'resources: [../k8s]\n')
sandbox.file('account.yaml', stringify(aWorkload('StatefulSet', 'db', {image: basic})))
sandbox.file(
  'portless.yaml',
  stringify(aWorkload('Deployment', 'web', {image: basic, pullSecrets: ['portless'], spec: bare})),
)
sandbox.file(
  'absent.yaml',
  stringify(aWorkload('Deployment', 'web', {image: basic, pullSecrets: ['absent'], spec: bare})),
)
sandbox.file(
  'sealed.yaml',
  [aWorkload('Deployment', 'web', {image: basic, pullSecrets: ['absent'], spec: bare}), aSealedSecret('absent')]
    .map((object) => stringify(object))
    .join('---\n'),
)
sandbox.file('single.yaml', stringify(aWorkload('Job', 'import', {image: `${sandbox.hostOf('PLAIN')}/open/app:1.0`})))
sandbox.file('intel.yaml', stringify(aWorkload('DaemonSet', 'agent', {image: intel})))
sandbox.file(
  'tolerant.yaml',
  stringify(aWorkload('DaemonSet', 'agent', {image: intel, spec: {tolerations: [{operator: 'Exists'}]}})),
)
sandbox.file(
  'selected.yaml',
  stringify(
    aWorkload('DaemonSet', 'agent', {
      image: intel,
      spec: {tolerations: [{operator: 'Exists'}], nodeSelector: {'kubernetes.io/arch': 'amd64'}},
    }),
  ),
)
sandbox.file(
  'placeholders.yaml',
  [
    aWorkload('Rollout', 'web', {image: 'registry.corp/web:{{ .Values.tag }}', apiVersion: 'argoproj.io/v1alpha1'}),
    aWorkload('Service', 'api', {image: `registry.corp/api:\${TAG}`, apiVersion: 'serving.knative.dev/v1'}),
  ]
    .map((object) => stringify(object))
    .join('---\n'),
)
sandbox.file('chart.yaml', '{{- if .Values.web }}\nkind: Deployment\n{{- end }}\n')
sandbox.file(
  'bare.yaml',
  'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: app\n    image: {{ .Values.image }}\n',
)

const holds = (screen: string) => () => holdScreen(sandbox, screen, {cwd: sandbox.folder})

describe('doctor -f on manifests', {concurrency: 2}, () => {
  test(
    'plans what a folder holds, and names the line to mend',
    holds(`
$ kubectl imagecreds doctor -f k8s --no-probe
k8s: namespace "default"  1 Pod, 1 image, 0 probes

? not checked
  secret "regcred" in namespace "default": not in file "k8s/web.yaml", and
  --against-cluster was not given
  the registries: --no-probe was given

2 things not checked
exit 0
`),
  )
  test(
    'reads the folders in a folder where it is asked to',
    holds(`
$ kubectl imagecreds doctor -R -f k8s --no-probe
k8s: namespace "default"  2 Pods, 2 images, 0 probes

✗ ICR1001 InvalidImageName                                      job/import (app)
  image "registry.corp/Team/import:1.0" is not a valid name: its repository has
  capital letters
    k8s/jobs/import.yml:12
    job/import  spec.template.spec.containers[app].image =
    registry.corp/Team/import:1.0
    Expected: invalid reference format: repository name (Team/import) must be
    lowercase
  → Correct the image: HOST[:PORT]/PATH[:TAG][@DIGEST], in lower case.
    kubectl imagecreds explain ICR1001

? not checked
  secret "regcred" in namespace "default": not in file "k8s/jobs/import.yml",
  file "k8s/web.yaml", and --against-cluster was not given
  the registries: --no-probe was given

1 error, 2 things not checked
exit 1
`),
  )
  test(
    'leaves open what only the cluster has',
    holds(`
$ kubectl imagecreds doctor -f k8s
k8s: namespace "default"  1 Pod, 1 image, 1 probe

? not checked
  secret "regcred" in namespace "default": not in file "k8s/web.yaml", and
  --against-cluster was not given

1 thing not checked
Registries were asked from this machine, which is not the node.
exit 0
`),
  )
  test(
    'finds in the cluster what a manifest names, and pulls with it',
    holds(`
$ kubectl imagecreds doctor -f k8s --against-cluster
k8s: namespace "shop"  1 Pod, 1 image, 2 probes

✓ no pull fails
Registries were asked from this machine, which is not the node.
exit 0
`),
  )
  test(
    'gives a Pod the pull secrets of its ServiceAccount in the cluster',
    holds(`
$ kubectl imagecreds doctor -f account.yaml --against-cluster
account.yaml: namespace "shop"  1 Pod, 1 image, 2 probes

✓ no pull fails
Registries were asked from this machine, which is not the node.
exit 0
`),
  )
  test(
    'names the Secret of the cluster that will not match',
    holds(`
$ kubectl imagecreds doctor -f portless.yaml --against-cluster
portless.yaml: namespace "shop"  1 Pod, 1 image, 1 probe

✗ ICR1202 SecretKeyMismatch                                 deployment/web (app)
  no entry of secret "portless" in namespace "shop" matches 127.0.0.1:BASIC; its
  entry "127.0.0.1" has no port, and the image has BASIC
    portless.yaml:15
    secret/portless  data[".dockerconfigjson"] = 127.0.0.1
    deployment/web  spec.template.spec.containers[app].image =
    127.0.0.1:BASIC/team/app:1.0
    HEAD https://127.0.0.1:BASIC/v2/team/app/manifests/1.0  401
  → Store the login under the key "127.0.0.1:BASIC".
    kubectl imagecreds create portless -n shop --server 127.0.0.1:BASIC --username alice --update
    kubectl imagecreds explain ICR1202

1 error
Registries were asked from this machine, which is not the node.
exit 1
`),
  )
  test(
    'names the Secret that the cluster does not have',
    holds(`
$ kubectl imagecreds doctor -f absent.yaml --against-cluster
absent.yaml: namespace "shop"  1 Pod, 1 image, 1 probe

✗ ICR1101 SecretMissing                                     deployment/web (app)
  secret "absent" does not exist in namespace "shop"
    absent.yaml:15
    deployment/web  spec.template.spec.imagePullSecrets = absent
    HEAD https://127.0.0.1:BASIC/v2/team/app/manifests/1.0  401
  → Create it in namespace "shop": the kubelet reads only the Pod's own
    namespace.
    kubectl imagecreds create absent -n shop --server 127.0.0.1:BASIC --username USER
    kubectl imagecreds explain ICR1101

1 error
Registries were asked from this machine, which is not the node.
exit 1
`),
  )
  test(
    'takes no Secret for missing that an operator makes of another object',
    holds(`
$ kubectl imagecreds doctor -f sealed.yaml --against-cluster
sealed.yaml: namespace "shop"  1 Pod, 1 image, 1 probe

? not checked
  secret "absent" in namespace "shop": it is made of SealedSecret "absent",
  which does not show what it will hold

1 thing not checked
Registries were asked from this machine, which is not the node.
exit 0
`),
  )
  test(
    'names the platform that an image is not built for',
    holds(`
$ kubectl imagecreds doctor -f intel.yaml --platform linux/amd64 --platform linux/arm64
intel.yaml: namespace "default"  1 Pod, 1 image, 1 probe

✗ ICR1308 PlatformMismatch                                 daemonset/agent (app)
  image "127.0.0.1:PLAIN/open/intel:1.0" has no build for linux/arm64, where the
  Pod may be scheduled
    intel.yaml:12
    GET
    http://127.0.0.1:PLAIN/v2/open/intel/manifests/sha256:d5dd63f4dc0149cdd6df02
    11367391a49f4f9205cc95796d0daa989a0e0f4783  200
    Expected: no match for platform linux/arm64
  → Name an image that is built for this platform, or build this one for it.
  → Or keep the Pod on nodes of the right kind, with nodeSelector
    kubernetes.io/arch and kubernetes.io/os.
    kubectl imagecreds explain ICR1308

1 error
Registries were asked from this machine, which is not the node.
exit 1
`),
  )
  test(
    'asks the cluster for the platforms of its nodes, and keeps to the taints that a Pod tolerates',
    holds(`
$ kubectl imagecreds doctor -f tolerant.yaml --against-cluster
tolerant.yaml: namespace "shop"  1 Pod, 1 image, 1 probe

✗ ICR1308 PlatformMismatch                                 daemonset/agent (app)
  image "127.0.0.1:PLAIN/open/intel:1.0" has no build for linux/arm64, where the
  Pod may be scheduled
    tolerant.yaml:14
    GET
    http://127.0.0.1:PLAIN/v2/open/intel/manifests/sha256:d5dd63f4dc0149cdd6df02
    11367391a49f4f9205cc95796d0daa989a0e0f4783  200
    Expected: no match for platform linux/arm64
  → Name an image that is built for this platform, or build this one for it.
  → Or keep the Pod on nodes of the right kind, with nodeSelector
    kubernetes.io/arch and kubernetes.io/os.
    kubectl imagecreds explain ICR1308

1 error
Registries were asked from this machine, which is not the node.
exit 1
`),
  )
  test(
    'lets a Pod stay away from nodes by their taints',
    holds(`
$ kubectl imagecreds doctor -f intel.yaml --against-cluster
intel.yaml: namespace "shop"  1 Pod, 1 image, 1 probe

✓ no pull fails
Registries were asked from this machine, which is not the node.
exit 0
`),
  )
  test(
    'lets a Pod choose its nodes by their platform',
    holds(`
$ kubectl imagecreds doctor -f selected.yaml --against-cluster
selected.yaml: namespace "shop"  1 Pod, 1 image, 1 probe

✓ no pull fails
Registries were asked from this machine, which is not the node.
exit 0
`),
  )
  test(
    'finds placeholders that were not filled in, in the Pod templates of other kinds as well',
    holds(`
$ kubectl imagecreds doctor -f placeholders.yaml --no-probe
placeholders.yaml: namespace "default"  2 Pods, 2 images, 0 probes

✗ ICR1001 InvalidImageName                                     service/api (app)
  image "registry.corp/api:\${TAG}" is not a valid name: a placeholder in it was
  not filled in
    placeholders.yaml:25
    service/api  spec.template.spec.containers[app].image =
    registry.corp/api:\${TAG}
    Expected: invalid reference format
  → Correct the image: HOST[:PORT]/PATH[:TAG][@DIGEST], in lower case.
    kubectl imagecreds explain ICR1001

✗ ICR1001 InvalidImageName                                     rollout/web (app)
  image "registry.corp/web:{{ .Values.tag }}" is not a valid name: a placeholder
  in it was not filled in
    placeholders.yaml:12
    rollout/web  spec.template.spec.containers[app].image = registry.corp/web:{{
    .Values.tag }}
    Expected: invalid reference format
  → Correct the image: HOST[:PORT]/PATH[:TAG][@DIGEST], in lower case.
    kubectl imagecreds explain ICR1001

2 errors
exit 1
`),
  )
  test(
    'leaves open what pull secrets the ServiceAccount of the cluster gives',
    holds(`
$ kubectl imagecreds doctor -f account.yaml
account.yaml: namespace "default"  1 Pod, 1 image, 1 probe

? not checked
  ServiceAccount "default" in namespace "default", for a login to pull
  "127.0.0.1:BASIC/team/app:1.0" with: not in file "account.yaml", and
  --against-cluster was not given

1 thing not checked
Registries were asked from this machine, which is not the node.
exit 0
`),
  )
  test(
    'names the platform of an image that is no index, since nothing keeps a node from pulling it',
    holds(`
$ kubectl imagecreds doctor -f single.yaml --platform linux/arm64
single.yaml: namespace "default"  1 Pod, 1 image, 1 probe

✗ ICR1308 PlatformMismatch                                      job/import (app)
  image "127.0.0.1:PLAIN/open/app:1.0" is for linux/amd64 alone, and the Pod is
  scheduled to linux/arm64: its programs do not start there
    single.yaml:12
    GET
    http://127.0.0.1:PLAIN/v2/open/app/manifests/sha256:c4759a12b93105f818af2367
    12dbe43817c294615b161441affc3addd684c230  200
    Expected: the image is for linux/amd64 alone
  → Name an image that is built for this platform, or build this one for it.
  → Or keep the Pod on nodes of the right kind, with nodeSelector
    kubernetes.io/arch and kubernetes.io/os.
    kubectl imagecreds explain ICR1308

1 error
Registries were asked from this machine, which is not the node.
exit 1
`),
  )
  test(
    'says which rights lack to look beside manifests',
    holds(`
$ kubectl imagecreds doctor -f k8s --against-cluster --as reader
k8s: namespace "shop"  1 Pod, 1 image, 1 probe

? not checked
  secret "regcred" in namespace "shop": this user may not read Secrets there
    kubectl auth can-i get secrets/regcred -n shop
  the platforms of the nodes: this user may not read nodes
    kubectl auth can-i list nodes

2 things not checked
Registries were asked from this machine, which is not the node.
exit 0
`),
  )
  test(
    'refuses a file of a chart, and says how it is rendered',
    holds(`
$ kubectl imagecreds doctor -f chart.yaml
2> error: file "chart.yaml" is neither JSON nor YAML: BLOCK_IN_FLOW in line 1
2> Render it first: helm template CHART | kubectl imagecreds doctor -f -
exit 2
`),
  )
  test(
    'refuses a template that is YAML by chance',
    holds(`
$ kubectl imagecreds doctor -f bare.yaml
2> error: file "bare.yaml" holds a template that was not filled in, in line 7
2> Render it first: helm template CHART | kubectl imagecreds doctor -f -
exit 2
`),
  )
  test(
    'refuses a folder without any manifest',
    holds(`
$ kubectl imagecreds doctor -f values
2> error: file "values/values.yaml" holds no Kubernetes object
2> Write one with: kubectl get pods,events,secrets,serviceaccounts -o json
exit 2
`),
  )
  test(
    'refuses a folder with a kustomization alone, and says how it is built',
    holds(`
$ kubectl imagecreds doctor -f overlay
2> error: folder "overlay" holds a kustomization and no manifest
2> Build it first: kubectl kustomize FOLDER | kubectl imagecreds doctor -f -
exit 2
`),
  )
  test(
    'refuses to build a kustomization, and says who does',
    holds(`
$ kubectl imagecreds doctor -k overlay
2> error: kustomizations are not built here
2> Build it first: kubectl kustomize FOLDER | kubectl imagecreds doctor -f -
exit 2
`),
  )
  test(
    'refuses to fetch a file',
    holds(`
$ kubectl imagecreds doctor -f https://registry.corp/web.yaml
2> error: --filename takes files and folders, and nothing is fetched from a URL
2> Pipe it in: curl -fsSL URL | kubectl imagecreds doctor -f -
exit 2
`),
  )
  test(
    'refuses flags that mean nothing without files',
    holds(`
$ kubectl imagecreds doctor --against-cluster
2> error: --against-cluster needs --filename
2> See 'kubectl imagecreds doctor --help' for usage.
exit 2
`),
  )
  test(
    'refuses what is no platform',
    holds(`
$ kubectl imagecreds doctor -f k8s --platform arm
2> error: invalid argument for "--platform" flag: it takes an operating system and an architecture, such as linux/arm64
2> See 'kubectl imagecreds doctor --help' for usage.
exit 2
`),
  )
})

test('SARIF points to the line of the folder’s file', async () => {
  const screen = await sandbox.screen('doctor -R -f k8s --no-probe -o sarif', {cwd: sandbox.folder})
  const log = JSON.parse(screen.slice(screen.indexOf('{'), screen.lastIndexOf('}') + 1))
  assert.deepEqual(log.runs[0].results[0].locations[0].physicalLocation, {
    artifactLocation: {uri: 'k8s/jobs/import.yml'},
    region: {startLine: 12},
  })
})

test('JUnit names the line of the folder’s file, as attributes and in words', async () => {
  const screen = await sandbox.screen('doctor -R -f k8s --no-probe -o junit', {cwd: sandbox.folder})
  assert.match(screen, /<testcase [^>]* file="k8s\/jobs\/import\.yml" line="12" time="0">/)
  assert.match(screen, /^ {2}k8s\/jobs\/import\.yml:12$/m)
})

interface WorkloadOptions {
  readonly image: string
  readonly pullSecrets?: readonly string[]
  readonly apiVersion?: string
  /** More of the Pod's spec. */
  readonly spec?: JsonObject
}

/** A workload of any kind as a file has it: without a namespace, and never applied. */
function aWorkload(
  kind: string,
  name: string,
  {image, pullSecrets, apiVersion = 'apps/v1', spec}: WorkloadOptions,
): object {
  const {namespace: _, ...metadata} = {...Object(aDeployment(name, image)['metadata'])}
  const secrets = pullSecrets === undefined ? {} : {imagePullSecrets: pullSecrets.map((each) => ({name: each}))}
  return {
    apiVersion,
    kind,
    metadata,
    spec: {template: {spec: {...secrets, ...spec, containers: [{name: 'app', image}]}}},
  }
}

function aSealedSecret(name: string): object {
  return {apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata: {name}, spec: {encryptedData: {}}}
}

function aNode(name: string, architecture: string, taints: readonly JsonObject[] = []): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {name},
    spec: {taints},
    status: {nodeInfo: {operatingSystem: 'linux', architecture}},
  }
}
