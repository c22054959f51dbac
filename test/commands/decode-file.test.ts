import {after, describe, test} from 'node:test'
import {aLogin} from './object.ts'
import {startSandbox} from './sandbox.ts'

const sandbox = await startSandbox({})
after(() => sandbox.close())

describe('decode of files', {concurrency: 2}, () => {
  const config = JSON.stringify({auths: {'registry.example.com': aLogin('ci', 'file-password')}, credsStore: 'desktop'})
  const secret = (data: string) =>
    `apiVersion: v1\nkind: Secret\nmetadata: {name: filed}\ntype: kubernetes.io/dockerconfigjson\n${data}\n`
  sandbox.file('config.json', config)
  sandbox.file('secret.yaml', secret(`stringData:\n  .dockerconfigjson: '${config}'`))
  sandbox.file('masked.yaml', secret("data:\n  .dockerconfigjson: '*** (before)'"))
  sandbox.file('undone.yaml', secret(''))
  sandbox.file('pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n')
  sandbox.file('text.txt', 'not-shown-canary\n')
  sandbox.file('other.json', '{"password": "not-shown-canary"}\n')
  sandbox.file('broken.yaml', 'a: [not-shown-canary\nb: ]\n')
  sandbox.file('nothing.yaml', '')

  for (const [sentence, screen] of [
    [
      'reads a docker config as the Secret that it would make',
      `$ kubectl imagecreds decode -f DIR/config.json
file "DIR/config.json"  kubernetes.io/dockerconfigjson
  ! the kubelet does not read "credsStore"

  registry.example.com
    serves     every image of registry.example.com
    user name  ci
    password   [redacted]
    provider   OCI registry
    token      password
exit 0
`,
    ],
    [
      'reads a manifest that was never applied',
      `$ kubectl imagecreds decode -f DIR/secret.yaml -n shop
filed in namespace "shop"  kubernetes.io/dockerconfigjson
  ! the kubelet does not read "credsStore"

  registry.example.com
    serves     every image of registry.example.com
    user name  ci
    password   [redacted]
    provider   OCI registry
    token      password
exit 0
`,
    ],
    [
      'reads several files',
      `$ kubectl imagecreds decode -f DIR/secret.yaml --filename=DIR/config.json
filed in namespace "default"  kubernetes.io/dockerconfigjson
  ! the kubelet does not read "credsStore"

  registry.example.com
    serves     every image of registry.example.com
    user name  ci
    password   [redacted]
    provider   OCI registry
    token      password

file "DIR/config.json"  kubernetes.io/dockerconfigjson
  ! the kubelet does not read "credsStore"

  registry.example.com
    serves     every image of registry.example.com
    user name  ci
    password   [redacted]
    provider   OCI registry
    token      password
exit 0
`,
    ],
    [
      'says that a value was masked',
      `$ kubectl imagecreds decode -f DIR/masked.yaml
2> error: file "DIR/masked.yaml" holds Secrets without their data
2> Write one with: kubectl get secret NAME -o yaml
exit 2
`,
    ],
    [
      'says that there is no data',
      `$ kubectl imagecreds decode -f DIR/undone.yaml
2> error: file "DIR/undone.yaml" holds Secrets without their data
2> Write one with: kubectl get secret NAME -o yaml
exit 2
`,
    ],
    [
      'says that there is no Secret',
      `$ kubectl imagecreds decode -f DIR/pod.yaml
2> error: file "DIR/pod.yaml" holds no Secret
2> Write one with: kubectl get secret NAME -o yaml
exit 2
`,
    ],
    [
      'says that a text is nothing that it reads',
      `$ kubectl imagecreds decode -f DIR/text.txt
2> error: file "DIR/text.txt" holds no Kubernetes object
2> A docker config is JSON with "auths" in it; a Secret is written with: kubectl get secret NAME -o yaml
exit 2
`,
    ],
    [
      'says that JSON is nothing that it reads',
      `$ kubectl imagecreds decode -f DIR/other.json
2> error: file "DIR/other.json" holds no Kubernetes object
2> A docker config is JSON with "auths" in it; a Secret is written with: kubectl get secret NAME -o yaml
exit 2
`,
    ],
    [
      'says where YAML ends to be YAML',
      `$ kubectl imagecreds decode -f DIR/broken.yaml
2> error: file "DIR/broken.yaml" is neither JSON nor YAML: BAD_INDENT in line 2
2> A docker config is JSON with "auths" in it; a Secret is written with: kubectl get secret NAME -o yaml
exit 2
`,
    ],
    [
      'says that a file is empty',
      `$ kubectl imagecreds decode -f DIR/nothing.yaml
2> error: file "DIR/nothing.yaml" is empty
2> A docker config is JSON with "auths" in it; a Secret is written with: kubectl get secret NAME -o yaml
exit 2
`,
    ],
    [
      'says that a file is not there',
      `$ kubectl imagecreds decode -f DIR/absent.yaml
2> error: file "DIR/absent.yaml" does not exist
exit 2
`,
    ],
    [
      'reads no Secret by name beside a file',
      `$ kubectl imagecreds decode good -f DIR/secret.yaml
2> error: a file is read, so no Secret can be named beside it
exit 2
`,
    ],
    [
      'selects nothing in a file',
      `$ kubectl imagecreds decode -f DIR/secret.yaml -l team=shop
2> error: --selector selects in a cluster, not in a file
exit 2
`,
    ],
  ] as const) {
    test(sentence, () => sandbox.shows(screen))
  }

  test('reads standard input', () =>
    sandbox.shows(
      `$ kubectl imagecreds decode -
standard input  kubernetes.io/dockerconfigjson
  ! the kubelet does not read "credsStore"

  registry.example.com
    serves     every image of registry.example.com
    user name  ci
    password   [redacted]
    provider   OCI registry
    token      password
exit 0
`,
      {stdin: config},
    ))
})
