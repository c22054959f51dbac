import {after, describe, test} from 'node:test'
import {webPage} from '../sandbox/kube/fault.ts'
import {aLogin, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const sandbox = await startSandbox({objects: () => [aPullSecret('regcred', {'ghcr.io': aLogin('ci', 'x')})]})
after(() => sandbox.close())

const config = JSON.parse(sandbox.api.kubeconfig('admin', {namespace: 'shop'}))
kubeconfig('stranger', {users: [{name: 'admin', user: {token: 'another-cluster'}}]})
kubeconfig('nameless', {users: [{name: 'admin', user: {}}]})
kubeconfig('distrusted', {clusters: [{name: 'sandbox', cluster: {server: sandbox.api.url}}]})
kubeconfig('down', {clusters: [{name: 'sandbox', cluster: {server: 'https://127.0.0.1:1'}}]})
kubeconfig('lost', {clusters: [{name: 'sandbox', cluster: {server: 'https://api.cluster.invalid:6443'}}]})
kubeconfig('contextless', {'current-context': ''})
sandbox.file('broken.kubeconfig', 'users: [token-canary\n: ]')
sandbox.file('text.txt', 'not-shown-canary')

describe('without a cluster to ask', {concurrency: 2}, () => {
  for (const [sentence, screen] of [
    [
      'an unknown context is an error',
      `$ kubectl imagecreds decode regcred --context staging
2> error: context "staging" is not in the kubeconfig
2> The kubeconfig (DIR/admin.kubeconfig) has: sandbox
exit 2
`,
    ],
    [
      'an unknown user is an error',
      `$ kubectl imagecreds decode regcred --user nobody-knows
2> error: user "nobody-knows" is not in the kubeconfig
2> The kubeconfig (DIR/admin.kubeconfig) has: admin
exit 2
`,
    ],
    [
      'a kubeconfig that is not there is an error',
      `$ kubectl imagecreds decode regcred --kubeconfig DIR/absent.kubeconfig
2> error: kubeconfig DIR/absent.kubeconfig does not exist
exit 2
`,
    ],
    [
      'a kubeconfig that is not YAML is an error, and not quoted',
      `$ kubectl imagecreds decode regcred --kubeconfig DIR/broken.kubeconfig
2> error: kubeconfig DIR/broken.kubeconfig is not YAML
exit 2
`,
    ],
    [
      'a kubeconfig without a current context is an error',
      `$ kubectl imagecreds decode regcred --kubeconfig DIR/contextless.kubeconfig
2> error: the kubeconfig (DIR/contextless.kubeconfig) has no current context
2> Choose one with --context, or permanently: kubectl config use-context NAME
2> Contexts: sandbox
exit 2
`,
    ],
    [
      'an API server that is down is an error',
      `$ kubectl imagecreds decode regcred --kubeconfig DIR/down.kubeconfig
2> error: API server https://127.0.0.1:1 refuses the connection (ECONNREFUSED)
2> See whether the address in the kubeconfig is right, and whether the cluster runs.
exit 2
`,
    ],
    [
      'an API server that nobody can find is an error',
      `$ kubectl imagecreds verify regcred --kubeconfig DIR/lost.kubeconfig
2> error: API server https://api.cluster.invalid:6443 has a host name that nobody knows (ENOTFOUND)
2> See whether the address in the kubeconfig is right, and whether the cluster runs.
2> See whether this machine reaches it: a VPN, a firewall or a proxy (HTTPS_PROXY) may be needed.
exit 2
`,
    ],
    [
      'an API server that nobody vouches for is an error',
      `$ kubectl imagecreds verify regcred --kubeconfig DIR/distrusted.kubeconfig
2> error: API server https://127.0.0.1:KUBES has a certificate of an unknown authority (SELF_SIGNED_CERT_IN_CHAIN)
2> Put the right certificate authority into the kubeconfig: certificate-authority-data of the cluster.
exit 2
`,
    ],
    [
      'a login that the API server does not take is an error',
      `$ kubectl imagecreds verify regcred --kubeconfig DIR/stranger.kubeconfig
2> error: API server https://127.0.0.1:KUBES does not accept the login of user "admin" (401)
2> Log in again: the token has expired, or belongs to another cluster.
2> See with: kubectl auth whoami
exit 2
`,
    ],
    [
      'no login at all is an error',
      `$ kubectl imagecreds decode regcred --kubeconfig DIR/nameless.kubeconfig
2> error: secrets "regcred" is forbidden: User "system:anonymous" cannot get resource "secrets" in API group "" in the namespace "shop"
2> Log in: this kubeconfig user sends no login at all.
exit 2
`,
    ],
  ] as const) {
    test(sentence, () => sandbox.shows(screen))
  }

  test('no kubeconfig is an error', () =>
    sandbox.shows(
      `$ kubectl imagecreds decode regcred
2> error: no kubeconfig was found (~/.kube/config), and this is not a Pod
2> Name one with --kubeconfig, or set KUBECONFIG.
exit 2
`,
      {env: {KUBECONFIG: undefined}},
    ))

  test('create finds that out before it asks for a password', () =>
    sandbox.shows(
      `$ kubectl imagecreds create new --server ghcr.io --username ci --password-stdin --no-verify
2> error: no kubeconfig was found (~/.kube/config), and this is not a Pod
2> Name one with --kubeconfig, or set KUBECONFIG.
exit 2
`,
      {env: {KUBECONFIG: undefined}, stdin: 'x'},
    ))
})

describe('of a cluster', {concurrency: 2}, () => {
  for (const [sentence, screen] of [
    [
      'decode says in which namespace a Secret is not there',
      `$ kubectl imagecreds decode regcred absent
2> error: secret "absent" does not exist in namespace "shop"
2> List what exists: kubectl get secrets -n shop
exit 2
`,
    ],
    [
      'verify says it in the same words',
      `$ kubectl imagecreds verify absent
2> error: secret "absent" does not exist in namespace "shop"
2> List what exists: kubectl get secrets -n shop
exit 2
`,
    ],
    [
      'decode says that the namespace is not there',
      `$ kubectl imagecreds decode regcred -n nowhere
2> error: namespace "nowhere" does not exist
2> List what exists: kubectl get namespaces
exit 2
`,
    ],
    [
      'decode says it of a list as well',
      `$ kubectl imagecreds decode -n nowhere
2> error: namespace "nowhere" does not exist
2> List what exists: kubectl get namespaces
exit 2
`,
    ],
    [
      'verify says it as well',
      `$ kubectl imagecreds verify regcred -n nowhere
2> error: namespace "nowhere" does not exist
2> List what exists: kubectl get namespaces
exit 2
`,
    ],
    [
      'decode says which right lacks',
      `$ kubectl imagecreds decode regcred --as viewer
2> error: secrets "regcred" is forbidden: User "viewer" cannot get resource "secrets" in API group "" in the namespace "shop"
2> Ask for the right; see whether you have it with: kubectl auth can-i get secrets/regcred -n shop
exit 2
`,
    ],
    [
      'decode says which right lacks for a list',
      `$ kubectl imagecreds decode -A --as viewer
2> error: secrets is forbidden: User "viewer" cannot list resource "secrets" in API group "" at the cluster scope
2> Ask for the right; see whether you have it with: kubectl auth can-i list secrets -A
exit 2
`,
    ],
    [
      'verify says which right lacks',
      `$ kubectl imagecreds verify regcred --as viewer
2> error: this user may not read secret "regcred" in namespace "shop"
2> Ask for the right; see whether you have it with: kubectl auth can-i get secrets/regcred -n shop
exit 2
`,
    ],
    [
      'verify says that it may not see the Pods',
      `$ kubectl imagecreds verify regcred --as nobody
2> error: pods is forbidden: User "nobody" cannot list resource "pods" in API group "" in the namespace "shop"
2> Ask for the right; see whether you have it with: kubectl auth can-i list pods -n shop
exit 2
`,
    ],
  ] as const) {
    test(sentence, () => sandbox.shows(screen))
  }
})

describe('of a command line', {concurrency: 2}, () => {
  for (const [sentence, screen] of [
    [
      'a server with a path is an error',
      `$ kubectl imagecreds create new --server ghcr.io/acme --username ci --password x
2> error: --server has a path; a login is for the whole registry
2> Write --server ghcr.io
exit 2
`,
    ],
    [
      'a server with a scheme is an error',
      `$ kubectl imagecreds create new --server https://ghcr.io --username ci --password x
2> error: --server has a scheme; images name their registry without one
2> Write --server ghcr.io
exit 2
`,
    ],
    [
      'a server with a login is an error, and not quoted',
      `$ kubectl imagecreds verify --server ci:canary@ghcr.io --username ci --password x
2> error: --server holds a user name; it goes into a flag of its own
2> Write --server ghcr.io
exit 2
`,
    ],
    [
      'a server that is not where Docker Hub is looked up is an error',
      `$ kubectl imagecreds create new --server hub.docker.com --username ci --password x
2> error: --server is not where images of Docker Hub are looked up
2> Write --server https://index.docker.io/v1/
exit 2
`,
    ],
    [
      'a server in capitals is an error',
      `$ kubectl imagecreds create new --server GHCR.io --username ci --password x
2> error: --server has capital letters; the kubelet compares hosts letter by letter
2> Write --server ghcr.io
exit 2
`,
    ],
    [
      'no server is an error',
      `$ kubectl imagecreds create new --username ci --password x
2> error: no registry is given
2> Name it with --server; Docker Hub is docker.io.
exit 2
`,
    ],
    [
      'no user name is an error',
      `$ kubectl imagecreds create new --server ghcr.io --password x
2> error: no user name is given
2> Name it with --username: with GitHub Container Registry it is any text, by custom the GitHub user.
exit 2
`,
    ],
    [
      'an empty user name is an error',
      `$ kubectl imagecreds create new --server ghcr.io --username '' --password x
2> error: the user name is empty
exit 2
`,
    ],
    [
      'a user name with a colon is an error',
      `$ kubectl imagecreds create new --server ghcr.io --username ci:x --password x
2> error: the user name holds a colon, at which "auth" of a docker config is parted
exit 2
`,
    ],
    [
      'an empty password is an error',
      `$ kubectl imagecreds create new --server ghcr.io --username ci --password ''
2> error: the password is empty
exit 2
`,
    ],
    [
      'two passwords are an error',
      `$ kubectl imagecreds create new --server ghcr.io --username ci --password x --password-stdin
2> error: --password-stdin cannot be used together with --password
2> See 'kubectl imagecreds create --help' for usage.
exit 2
`,
    ],
    [
      'a login beside a docker config is an error',
      `$ kubectl imagecreds create new --from-docker-config DIR/text.txt --server ghcr.io
2> error: --from-docker-config cannot be used together with --server
2> See 'kubectl imagecreds create --help' for usage.
exit 2
`,
    ],
    [
      'a name that no Secret can have is an error',
      `$ kubectl imagecreds create Reg_Cred --server ghcr.io --username ci --password x
2> error: "Reg_Cred" cannot be the name of a Secret
2> Names are of lower case letters, digits, "-" and ".", and begin and end with a letter or digit.
exit 2
`,
    ],
    [
      'a missing name is an error',
      `$ kubectl imagecreds create --server ghcr.io --username ci --password x
2> error: NAME is required
2> See 'kubectl imagecreds create --help' for usage.
exit 2
`,
    ],
    [
      'a second name is an error',
      `$ kubectl imagecreds create one two --server ghcr.io --username ci --password x
2> error: one NAME is taken, 2 arguments are given
2> See 'kubectl imagecreds create --help' for usage.
exit 2
`,
    ],
    [
      'an unknown flag is an error',
      `$ kubectl imagecreds decode regcred --shw-password
2> error: unknown flag: --shw-password
2> The nearest one is "--show-password".
2> See 'kubectl imagecreds decode --help' for usage.
exit 2
`,
    ],
    [
      'an unknown format is an error',
      `$ kubectl imagecreds decode regcred -o wide
2> error: invalid argument for "-o, --output" flag: there is no format "wide"; it takes text, json, yaml, name, dockerconfig, jsonpath, jsonpath-file, go-template, or go-template-file
2> See 'kubectl imagecreds decode --help' for usage.
exit 2
`,
    ],
    [
      'a flag without its value is an error',
      `$ kubectl imagecreds decode regcred -n
2> error: flag needs an argument: 'n' in -n
2> See 'kubectl imagecreds decode --help' for usage.
exit 2
`,
    ],
    [
      'an unknown kind of dry run is an error',
      `$ kubectl imagecreds create new --dry-run=maybe
2> error: invalid argument "maybe" for "--dry-run" flag: it takes none, client, or server
2> See 'kubectl imagecreds create --help' for usage.
exit 2
`,
    ],
    [
      'a namespace beside all of them is an error',
      `$ kubectl imagecreds decode -n shop -A
2> error: --all-namespaces cannot be used together with --namespace
2> See 'kubectl imagecreds decode --help' for usage.
exit 2
`,
    ],
    [
      'a name beside all namespaces is an error',
      `$ kubectl imagecreds decode regcred -A
2> error: a Secret that is named stands in one namespace; drop the name, or -A and -l
exit 2
`,
    ],
    [
      'nothing to verify is an error',
      `$ kubectl imagecreds verify
2> error: nothing to verify is given
2> Name a Secret, a login with --server and --username, or an image with --anonymous --image.
exit 2
`,
    ],
    [
      'a Secret beside a server is an error',
      `$ kubectl imagecreds verify regcred --server ghcr.io
2> error: a Secret and --server cannot be verified in one call
exit 2
`,
    ],
    [
      'half a login beside a Secret is an error',
      `$ kubectl imagecreds verify regcred --username ci
2> error: --username goes with --server, which is not given
exit 2
`,
    ],
    [
      'a password without a server is an error',
      `$ kubectl imagecreds verify --password-stdin
2> error: --password-stdin goes with --server, which is not given
exit 2
`,
    ],
    [
      'labels beside a server are an error',
      `$ kubectl imagecreds verify --server ghcr.io --username ci --password x -l app=web
2> error: --selector selects Pods of a Secret, and none is named
exit 2
`,
    ],
    [
      'an image of another registry is an error',
      `$ kubectl imagecreds verify --server ghcr.io --username ci --password x --image nginx
2> warning: --password shows the password to everybody on this machine; --password-stdin does not
2> error: image "nginx" is not of registry ghcr.io, so this login is not for it
exit 2
`,
    ],
    [
      'an image that is none is an error',
      `$ kubectl imagecreds verify regcred --image 'No Image'
2> error: image "No Image" is not an image name: invalid reference format: repository name (library/No Image) must be lowercase
exit 2
`,
    ],
    [
      'an authority that is no certificate is an error',
      `$ kubectl imagecreds verify regcred --certificate-authority DIR/text.txt
2> error: file "DIR/text.txt" holds no certificate in PEM
exit 2
`,
    ],
  ] as const) {
    test(sentence, () => sandbox.shows(screen))
  }

  test('an empty password on standard input is an error', () =>
    sandbox.shows(
      `$ kubectl imagecreds create new --server ghcr.io --username ci --password-stdin
2> error: the password on standard input is empty
exit 2
`,
      {stdin: '\n'},
    ))
})

describe('where no API server is', () => {
  test('a web page is no answer', async () => {
    sandbox.api.inject(() => webPage())
    await sandbox.shows(`$ kubectl imagecreds decode regcred
2> error: https://127.0.0.1:KUBES is not a Kubernetes API server: it answers with a web page
2> See whether the address in the kubeconfig is right, and whether a login page or a proxy stands before it.
exit 2
`)
  })
})

function kubeconfig(name: string, changes: object): void {
  sandbox.file(`${name}.kubeconfig`, JSON.stringify({...config, ...changes}))
}
