import assert from 'node:assert/strict'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, before, describe, test} from 'node:test'
import {goTemplateText} from '../../src/report/go-template/go-template-text.ts'
import {jsonpathText} from '../../src/report/jsonpath/jsonpath-text.ts'
import {TemplateFault} from '../../src/report/template-fault.ts'
import {type ApiServer, startApiServer} from '../sandbox/kube/api-server.ts'
import {installedKubectls, type KubectlRun, runKubectl} from '../sandbox/kubectl.ts'

const [kubectl] = installedKubectls()

const namespace = {apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'shop'}}
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {name: 'web-0', namespace: 'shop', labels: {'app.kubernetes.io/name': 'web', tier: 'front'}},
  spec: {
    serviceAccountName: 'default',
    terminationGracePeriodSeconds: 30,
    activeDeadlineSeconds: 1234567,
    imagePullSecrets: [{name: 'regcred'}, {name: 'other'}],
    containers: [
      {
        name: 'app',
        image: 'registry.corp/app:1.0',
        args: ['--a', '<b>'],
        ports: [{containerPort: 80}, {containerPort: 443}],
      },
      {name: 'sidecar', image: 'registry.corp/sidecar:2', tty: true},
      {name: 'log', image: 'docker.io/log', args: ['x']},
    ],
  },
}

/** Templates that work, and those that kubectl refuses. */
const jsonpaths = [
  '{.spec.activeDeadlineSeconds} {.spec.terminationGracePeriodSeconds}',
  '{.metadata.name}',
  '{.spec.containers[*].name}',
  '{range .spec.containers[*]}{.name}{"\\t"}{.image}{"\\n"}{end}',
  '{range .spec.containers[*]}{range .ports[*]}{.containerPort},{end}{.name};{end}',
  '{.spec.containers[?(@.name=="app")].image}',
  '{.spec.containers[?(@.name != "app")].image}',
  '{.spec.containers[?(@.tty==true)].name}',
  '{.spec.containers[?(@.ports)].name}',
  '{.spec.containers[0].ports[?(@.containerPort>80)].containerPort}',
  '{.spec.containers[-1].name}',
  '{.spec.containers[-1:].name}',
  '{.spec.containers[0:2].name}',
  '{.spec.containers[:1].name}',
  '{.spec.containers[::2].name}',
  '{.spec.containers[0,2].name}',
  "{.spec.containers[*]['name','image']}",
  "{['kind','apiVersion']}",
  '{.metadata.labels.app\\.kubernetes\\.io/name}',
  "{.metadata.labels['app\\.kubernetes\\.io/name']}",
  '{.metadata.labels}',
  '{.spec.containers[0].args}',
  '{..containerPort}',
  '{@.kind} and {$.kind}',
  '{.kind .apiVersion}',
  '{kind}',
  'text {.kind} more',
  '{.nothing.there}',
  '{.spec.containers.name}',
  '{.spec.terminationGracePeriodSeconds}',
  '{.spec.containers[1].tty}',
  '{"a\\tb"}',
  "{'c'}",
  '{5}',
  'no action',
  '{.spec.containers[9].name}',
  '{.spec.containers[0}',
  '{.metadata.name',
  '{end}',
  '{.kind[0]}',
]

const goTemplates = [
  '{{.metadata.name}}',
  '{{range .spec.containers}}{{.name}} {{.image}}{{"\\n"}}{{end}}',
  '{{range $i, $c := .spec.containers}}{{if $i}}, {{end}}{{$c.name}}{{end}}',
  '{{range $k, $v := .metadata.labels}}{{$k}}={{$v}};{{end}}',
  '{{if eq .kind "Pod"}}yes{{else}}no{{end}}',
  '{{if .nothing}}a{{else if ne .kind "Job"}}b{{end}}',
  '{{len .spec.containers}} {{len .kind}}',
  '{{.spec.activeDeadlineSeconds}} {{.spec.terminationGracePeriodSeconds}}',
  '{{println .spec}}',
  '{{index .metadata.labels "app.kubernetes.io/name"}}',
  '{{index .spec.containers 1 "name"}}',
  '{{(index .spec.containers 0).image}}',
  '{{printf "%-10s|%5s|%q|%v" .kind "ab" .kind .spec.imagePullSecrets}}',
  '{{.nothing}} {{.nothing.there}}',
  '{{with .metadata}}{{.name}}{{end}}{{with .nothing}}x{{else}}none{{end}}',
  'a  {{- " b " -}}  c',
  '{{.spec.containers}}',
  '{{.spec.terminationGracePeriodSeconds}}',
  '{{/* nobody sees this */}}{{$x := .kind}}{{$x}}{{$x = "other"}}{{$x}}',
  '{{and .kind (not .nothing)}} {{or .nothing "d"}}',
  '{{range .nothing}}a{{else}}none{{end}}',
  '{{.kind | len}} {{"x" | printf "%s-%s" "y"}}',
  '{{range .spec.containers}}{{if eq .name "sidecar"}}{{break}}{{end}}{{.name}}{{end}}',
  '{{print .kind 1 2 "a"}}{{println "x" 3}}',
  '{{html "<a>"}} {{base64decode "YQ=="}} {{slice .kind 1 2}}',
  '{{gt (len .spec.containers) 2}} {{le 2 2}} {{eq .kind "x" "Pod"}}',
  'no action',
  '{{index .spec.containers 9}}',
  '{{.kind.there}}',
  '{{.kind',
  '{{nothing}}',
  '{{end}}',
  '{{range .spec.containers}}',
]

describe('a template says what it says to kubectl', {
  concurrency: 2,
  skip: kubectl === undefined && 'no kubectl',
}, () => {
  const home = mkdtempSync(join(tmpdir(), 'imagecreds-templates-'))
  let api: ApiServer
  let kubeconfig = ''
  let object: unknown
  const get = (output: string): Promise<KubectlRun> => {
    if (kubectl === undefined) throw new Error('no kubectl')
    return runKubectl(kubectl, ['get', 'pod', 'web-0', '-n', 'shop', '-o', output], {kubeconfig, home})
  }

  before(async () => {
    api = await startApiServer({objects: [namespace, pod]})
    kubeconfig = api.writeKubeconfig(home, 'admin', {namespace: 'shop'})
    object = JSON.parse((await get('json')).stdout)
  })
  after(async () => {
    await api.close()
    rmSync(home, {recursive: true})
  })

  for (const template of jsonpaths) {
    test(`jsonpath=${template}`, async () => {
      assertSame(await get(`jsonpath=${template}`), () => jsonpathText(object, template))
    })
  }
  for (const template of goTemplates) {
    test(`go-template=${template}`, async () => {
      assertSame(await get(`go-template=${template}`), () => goTemplateText(object, template))
    })
  }
})

/** The same text, or a fault for a fault; kubectl's own words go on with what it was given. */
function assertSame({stdout, exitCode}: KubectlRun, text: () => string): void {
  if (exitCode !== 0) assert.throws(text, TemplateFault)
  else assert.equal(text(), stdout)
}
