import {after, describe, test} from 'node:test'
import {skipWithoutDistribution} from '../sandbox/registry/distribution-binary.ts'
import {alice, bob} from '../sandbox/registry/sandbox-user.ts'
import {aFailingPod} from './cluster-object.ts'
import {aLogin, aPod, aPullSecret, aSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const skip = skipWithoutDistribution()
const names = ['BASIC', 'TOKEN', 'PLAIN'] as const

const good = aLogin('alice', alice.password)
const denied = 'pull access denied, repository does not exist or may require authorization'

const sandbox = await startSandbox({
  registries: skip === false ? names : [],
  objects: (hostOf) => (skip === false ? objects(hostOf) : []),
})
after(() => sandbox.close())

function objects(hostOf: (name: string) => string) {
  const [basic, token, plain] = names.map(hostOf)
  const noLogin = `failed to resolve image: ${denied}: authorization failed: no basic auth credentials`
  const refused = `failed to resolve image: unexpected status from HEAD request to https://${basic}/v2/team/app/manifests/1.0: 401 Unauthorized`
  const absent = (image: string) => `rpc error: code = NotFound desc = failed to resolve image: ${image}: not found`
  return [
    aPullSecret('good', {[`${basic}`]: good}),
    aPod('good-1', {image: `${basic}/team/app:1.0`, pullSecrets: ['good'], labels: {app: 'one'}}),
    aPod('good-2', {image: `${basic}/team/app:1.0`, pullSecrets: ['good']}),
    aPullSecret('wrong', {[`${basic}`]: aLogin('alice', 'wrong')}),
    aFailingPod('wrong-1', `${basic}/team/app:1.0`, refused, {pullSecrets: ['wrong']}),
    aPullSecret('late', {[`${basic}`]: aLogin('alice', 'wrong')}),
    aFailingPod('late-1', `${basic}/team/app:1.0`, noLogin, {pullSecrets: ['late']}),
    aPullSecret('revoked', {[`${token}`]: aLogin('alice', 'revoked')}),
    aPod('revoked-1', {image: `${token}/team/app:1.0`, pullSecrets: ['revoked']}),
    aPullSecret('rightless', {[`${token}`]: aLogin('bob', bob.password)}),
    aFailingPod(
      'rightless-1',
      `${token}/team/app:1.0`,
      `failed to resolve image: ${denied}: server message: insufficient_scope: authorization failed`,
      {pullSecrets: ['rightless']},
    ),
    aPod('rightless-2', {image: `${token}/open/app:1.0`, pullSecrets: ['rightless']}),
    aPullSecret('absent', {[`${basic}`]: good}),
    aFailingPod('absent-1', `${basic}/team/app:9`, absent(`${basic}/team/app:9`), {pullSecrets: ['absent']}),
    aFailingPod('absent-2', `${basic}/team/none:1.0`, absent(`${basic}/team/none:1.0`), {pullSecrets: ['absent']}),
    aPullSecret('mismatch', {'https://index.docker.io/v1': good}),
    aFailingPod('mismatch-1', `${basic}/team/app:1.0`, noLogin, {pullSecrets: ['mismatch']}),
    aSecret('opaque', {'config.json': '{}'}),
    aFailingPod('opaque-1', `${basic}/team/app:1.0`, noLogin, {pullSecrets: ['opaque']}),
    aPullSecret('malformed', {[`${basic}`]: {auth: '!'}}),
    aPod('malformed-1', {
      image: `${basic}/team/app:1.0`,
      pullSecrets: ['malformed'],
      waiting: {reason: 'illegal base64 data at input byte 0', message: 'illegal base64 data at input byte 0'},
    }),
    aPullSecret('unused', {[`${basic}`]: good, [`${token}`]: aLogin('alice', 'wrong')}),
    aPullSecret('plain', {[`${plain}`]: good}),
    aPod('plain-1', {image: `${plain}/open/app:1.0`, pullSecrets: ['plain']}),
    aPullSecret('open', {[`${plain}`]: good}),
  ]
}

describe('verify', {skip, concurrency: 2}, () => {
  for (const [sentence, screen] of [
    [
      'asks once for an image that several Pods pull',
      `$ kubectl imagecreds verify good
secret "good" in namespace "shop"  2 Pods, 1 image, 2 probes

✓ 127.0.0.1:BASIC/team/app:1.0
  login "alice" from secret "good" (entry "127.0.0.1:BASIC"): can be pulled,
  sha256:9a6a693729131482676db93f9be8461e113de1864ab0742ffc99f38d28d1a176
    pod/good-1 (app), pod/good-2 (app)

✓ every image can be pulled
Registries were asked from this machine, which is not the node.
exit 0
`,
    ],
    [
      'looks at the Pods with these labels only',
      `$ kubectl imagecreds verify good -l app=one
secret "good" in namespace "shop"  1 Pod, 1 image, 2 probes

✓ 127.0.0.1:BASIC/team/app:1.0
  login "alice" from secret "good" (entry "127.0.0.1:BASIC"): can be pulled,
  sha256:9a6a693729131482676db93f9be8461e113de1864ab0742ffc99f38d28d1a176
    pod/good-1 (app)

✓ every image can be pulled
Registries were asked from this machine, which is not the node.
exit 0
`,
    ],
    [
      'finds a login that the registry refuses',
      `$ kubectl imagecreds verify wrong
secret "wrong" in namespace "shop"  1 Pod, 1 image, 2 probes

✗ 127.0.0.1:BASIC/team/app:1.0
  login "alice" from secret "wrong" (entry "127.0.0.1:BASIC"): refused, 401
    pod/wrong-1 (app)

✗ ICR1301 BadCredentials                                       pod/wrong-1 (app)
  127.0.0.1:BASIC rejects the login "alice" of secret "wrong" (entry
  "127.0.0.1:BASIC")
    secret/wrong  auths["127.0.0.1:BASIC"].username = "alice"
    HEAD https://127.0.0.1:BASIC/v2/team/app/manifests/1.0  401
    ImagePullBackOff: … unexpected status from HEAD request to
    https://127.0.0.1:BASIC/v2/team/app/manifests/1.0: 401 Unauthorized
  → Store a login that the registry accepts.
    kubectl imagecreds create wrong -n shop --server 127.0.0.1:BASIC --username alice --update
  → Ask the registry whether it may pull.
    kubectl imagecreds verify wrong -n shop --image 127.0.0.1:BASIC/team/app:1.0
    kubectl imagecreds explain ICR1301

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
    [
      'finds a login that is refused and that the last pull did not bring yet',
      `$ kubectl imagecreds verify late
secret "late" in namespace "shop"  1 Pod, 1 image, 2 probes

✗ 127.0.0.1:BASIC/team/app:1.0
  login "alice" from secret "late" (entry "127.0.0.1:BASIC"): refused, 401
    pod/late-1 (app)

✗ ICR1301 BadCredentials                                        pod/late-1 (app)
  127.0.0.1:BASIC rejects the login "alice" of secret "late" (entry
  "127.0.0.1:BASIC")
    HEAD https://127.0.0.1:BASIC/v2/team/app/manifests/1.0  401
    secret/late  auths["127.0.0.1:BASIC"].username = "alice"
  → Store a login that the registry accepts.
    kubectl imagecreds create late -n shop --server 127.0.0.1:BASIC --username alice --update
  → Ask the registry whether it may pull.
    kubectl imagecreds verify late -n shop --image 127.0.0.1:BASIC/team/app:1.0
    kubectl imagecreds explain ICR1301

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
    [
      'finds a login that was revoked since the Pod has started',
      `$ kubectl imagecreds verify revoked
secret "revoked" in namespace "shop"  1 Pod, 1 image, 2 probes

✗ 127.0.0.1:TOKEN/team/app:1.0
  login "alice" from secret "revoked" (entry "127.0.0.1:TOKEN"): refused, 401
  UNAUTHORIZED: authentication required
    pod/revoked-1 (app)

✗ ICR1301 BadCredentials                                     pod/revoked-1 (app)
  127.0.0.1:TOKEN rejects the login "alice" of secret "revoked" (entry
  "127.0.0.1:TOKEN")
    GET
    https://127.0.0.1:OAUTH/token?service=sandbox-registry&scope=repository:team
    /app:pull  401  UNAUTHORIZED: authentication required
    secret/revoked  auths["127.0.0.1:TOKEN"].username = "alice"
  → Store a login that the registry accepts.
    kubectl imagecreds create revoked -n shop --server 127.0.0.1:TOKEN --username alice --update
  → Ask the registry whether it may pull.
    kubectl imagecreds verify revoked -n shop --image 127.0.0.1:TOKEN/team/app:1.0
    kubectl imagecreds explain ICR1301

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
    [
      'tells the image that the login may pull from the one that it may not',
      `$ kubectl imagecreds verify rightless
secret "rightless" in namespace "shop"  2 Pods, 2 images, 4 probes

✗ 127.0.0.1:TOKEN/team/app:1.0
  login "bob" from secret "rightless" (entry "127.0.0.1:TOKEN"): no access, 401
  UNAUTHORIZED: authentication required
    pod/rightless-1 (app)
✓ 127.0.0.1:TOKEN/open/app:1.0
  login "bob" from secret "rightless" (entry "127.0.0.1:TOKEN"): can be pulled,
  sha256:c4759a12b93105f818af236712dbe43817c294615b161441affc3addd684c230
    pod/rightless-2 (app)

✗ ICR1305 RepositoryNotFoundOrNoAccess (likely)            pod/rightless-1 (app)
  127.0.0.1:TOKEN/team/app does not exist, or the login "bob" of secret
  "rightless" (entry "127.0.0.1:TOKEN") may not see it; 127.0.0.1:TOKEN does not
  say which
    GET https://127.0.0.1:TOKEN/v2/team/app/manifests/1.0  401  UNAUTHORIZED:
    authentication required
    ImagePullBackOff: … server message: insufficient_scope: authorization failed
  or ICR1303 NoPullPermission: the login "bob" of secret "rightless" (entry
     "127.0.0.1:TOKEN") may not pull 127.0.0.1:TOKEN/team/app
     → Ask 127.0.0.1:TOKEN with the same login for another repository, which it
       is known to reach.
  or ICR1304 RepositoryNotFound: repository 127.0.0.1:TOKEN/team/app does not
     exist
     → Look for the repository in 127.0.0.1:TOKEN with a login that sees all of
       it.
  → Compare "127.0.0.1:TOKEN/team/app" with the registry's list, and correct the
    image's name.
  → If it is there, give "bob" the right to pull it, and ask again.
    kubectl imagecreds verify rightless -n shop --image 127.0.0.1:TOKEN/team/app:1.0
    kubectl imagecreds explain ICR1305

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
    [
      'tells an absent tag from an absent repository',
      `$ kubectl imagecreds verify absent
secret "absent" in namespace "shop"  2 Pods, 2 images, 4 probes

✗ 127.0.0.1:BASIC/team/app:9
  login "alice" from secret "absent" (entry "127.0.0.1:BASIC"): no such tag or
  digest, 404 MANIFEST_UNKNOWN: manifest unknown
    pod/absent-1 (app)
✗ 127.0.0.1:BASIC/team/none:1.0
  login "alice" from secret "absent" (entry "127.0.0.1:BASIC"): no such
  repository, 404 NAME_UNKNOWN: repository name not known to registry
    pod/absent-2 (app)

✗ ICR1304 RepositoryNotFound                                  pod/absent-2 (app)
  repository 127.0.0.1:BASIC/team/none does not exist
    GET https://127.0.0.1:BASIC/v2/team/none/tags/list?n=1  404  NAME_UNKNOWN:
    repository name not known to registry
    ImagePullBackOff: … 127.0.0.1:BASIC/team/none:1.0: not found
  → Compare "127.0.0.1:BASIC/team/none" with the registry's list, and correct
    the image's name.
    kubectl imagecreds explain ICR1304

✗ ICR1306 TagNotFound                                         pod/absent-1 (app)
  127.0.0.1:BASIC/team/app has no tag "9"
    GET https://127.0.0.1:BASIC/v2/team/app/manifests/9  404  MANIFEST_UNKNOWN:
    manifest unknown
    ImagePullBackOff: … 127.0.0.1:BASIC/team/app:9: not found
  → Name a tag that exists, or push this one.
    kubectl imagecreds explain ICR1306

2 errors
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
    [
      'finds a key that serves another registry',
      `$ kubectl imagecreds verify mismatch
secret "mismatch" in namespace "shop"  1 Pod, 1 image, 1 probe

✗ 127.0.0.1:BASIC/team/app:1.0
  without a login: refused, 401
    pod/mismatch-1 (app)

✗ ICR1202 SecretKeyMismatch                                 pod/mismatch-1 (app)
  no entry of secret "mismatch" in namespace "shop" matches 127.0.0.1:BASIC; its
  entry "https://index.docker.io/v1" is for another host
    secret/mismatch  data[".dockerconfigjson"] = https://index.docker.io/v1
    pod/mismatch-1  spec.containers[app].image = 127.0.0.1:BASIC/team/app:1.0
    ImagePullBackOff: … authorization failed: no basic auth credentials
  → Store a login for 127.0.0.1:BASIC beside it.
    kubectl imagecreds create mismatch -n shop --server 127.0.0.1:BASIC --username USER --update
    kubectl imagecreds explain ICR1202

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
    [
      'finds the wrong type',
      `$ kubectl imagecreds verify opaque
secret "opaque" in namespace "shop"  1 Pod, 1 image, 1 probe

✗ 127.0.0.1:BASIC/team/app:1.0
  without a login: refused, 401
    pod/opaque-1 (app)

✗ ICR1102 SecretWrongType                                     pod/opaque-1 (app)
  the kubelet ignores secret "opaque" in namespace "shop": its type is "Opaque",
  neither kubernetes.io/dockerconfigjson nor kubernetes.io/dockercfg
    secret/opaque  type = Opaque
    secret/opaque  data = config.json
    ImagePullBackOff: … authorization failed: no basic auth credentials
  → Delete it, since the type of a Secret cannot be changed.
    kubectl delete secret opaque -n shop
  → Create it again with the type and key that the kubelet reads.
    kubectl imagecreds create opaque -n shop --server 127.0.0.1:BASIC --username USER
    kubectl imagecreds explain ICR1102

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
    [
      'finds what does not parse, and asks no registry',
      `$ kubectl imagecreds verify malformed
secret "malformed" in namespace "shop"  1 Pod, 1 image, 0 probes

✗ ICR1103 SecretMalformed                                  pod/malformed-1 (app)
  secret "malformed" in namespace "shop" does not parse (entry
  "127.0.0.1:BASIC"), and stops every pull of the Pods that name it
    secret/malformed  data[".dockerconfigjson"] = illegal base64 data at input
    byte 0
    illegal base64 data at input byte 0
  → Look at its entries; the password stays hidden.
    kubectl imagecreds decode malformed -n shop
  → Write the entry "127.0.0.1:BASIC" again.
    kubectl imagecreds create malformed -n shop --server 127.0.0.1:BASIC --username USER --update
    kubectl imagecreds explain ICR1103

1 error
exit 1
`,
    ],
    [
      'tries logins that no Pod uses by themselves',
      `$ kubectl imagecreds verify unused
secret "unused" in namespace "shop"  0 Pods, 0 images, 2 probes

✓ 127.0.0.1:BASIC
  login "alice" from secret "unused" (entry "127.0.0.1:BASIC"): accepted; no
  image was asked for
✗ 127.0.0.1:TOKEN
  login "alice" from secret "unused" (entry "127.0.0.1:TOKEN"): refused, 401
  UNAUTHORIZED: authentication required

✗ ICR1301 BadCredentials
  127.0.0.1:TOKEN rejects the login "alice" of secret "unused" (entry
  "127.0.0.1:TOKEN")
    GET https://127.0.0.1:OAUTH/token?service=sandbox-registry  401
    UNAUTHORIZED: authentication required
    secret/unused  auths["127.0.0.1:TOKEN"].username = "alice"
  → Store a login that the registry accepts.
    kubectl imagecreds create unused -n shop --server 127.0.0.1:TOKEN --username alice --update
  → Ask the registry whether it may pull.
    kubectl imagecreds verify unused -n shop
    kubectl imagecreds explain ICR1301

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
    [
      'falls back to plain HTTP on this machine, as a node does',
      `$ kubectl imagecreds verify plain
secret "plain" in namespace "shop"  1 Pod, 1 image, 2 probes

✓ 127.0.0.1:PLAIN/open/app:1.0
  login "alice" from secret "plain" (entry "127.0.0.1:PLAIN"): can be pulled,
  sha256:c4759a12b93105f818af236712dbe43817c294615b161441affc3addd684c230
    pod/plain-1 (app)

✓ every image can be pulled
Registries were asked from this machine, which is not the node.
exit 0
`,
    ],
    [
      'claims nothing where nobody is asked for a login',
      `$ kubectl imagecreds verify open
secret "open" in namespace "shop"  0 Pods, 0 images, 1 probe

✓ 127.0.0.1:PLAIN
  login "alice" from secret "open" (entry "127.0.0.1:PLAIN"): the registry asks
  nobody for a login, so nothing was proved

✓ nothing was refused
Registries were asked from this machine, which is not the node.
exit 0
`,
    ],
    [
      'verifies several Secrets in one call',
      `$ kubectl imagecreds verify good wrong
secrets "good", "wrong" in namespace "shop"  3 Pods, 1 image, 3 probes

✓ 127.0.0.1:BASIC/team/app:1.0
  login "alice" from secret "good" (entry "127.0.0.1:BASIC"): can be pulled,
  sha256:9a6a693729131482676db93f9be8461e113de1864ab0742ffc99f38d28d1a176
    pod/good-1 (app), pod/good-2 (app)
✗ 127.0.0.1:BASIC/team/app:1.0
  login "alice" from secret "wrong" (entry "127.0.0.1:BASIC"): refused, 401
    pod/wrong-1 (app)

✗ ICR1301 BadCredentials                                       pod/wrong-1 (app)
  127.0.0.1:BASIC rejects the login "alice" of secret "wrong" (entry
  "127.0.0.1:BASIC")
    secret/wrong  auths["127.0.0.1:BASIC"].username = "alice"
    HEAD https://127.0.0.1:BASIC/v2/team/app/manifests/1.0  401
    ImagePullBackOff: … unexpected status from HEAD request to
    https://127.0.0.1:BASIC/v2/team/app/manifests/1.0: 401 Unauthorized
  → Store a login that the registry accepts.
    kubectl imagecreds create wrong -n shop --server 127.0.0.1:BASIC --username alice --update
  → Ask the registry whether it may pull.
    kubectl imagecreds verify wrong -n shop --image 127.0.0.1:BASIC/team/app:1.0
    kubectl imagecreds explain ICR1301

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
    [
      'asks for an image that is named',
      `$ kubectl imagecreds verify good --image 127.0.0.1:BASIC/team/app:9
secret "good" in namespace "shop"  2 Pods, 1 image, 2 probes

✗ 127.0.0.1:BASIC/team/app:9
  login "alice" from secret "good" (entry "127.0.0.1:BASIC"): no such tag or
  digest, 404 MANIFEST_UNKNOWN: manifest unknown

✗ ICR1306 TagNotFound
  127.0.0.1:BASIC/team/app has no tag "9"
    GET https://127.0.0.1:BASIC/v2/team/app/manifests/9  404  MANIFEST_UNKNOWN:
    manifest unknown
  → Name a tag that exists, or push this one.
    kubectl imagecreds explain ICR1306

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
    [
      'finds that a Secret has no login for the image that is named',
      `$ kubectl imagecreds verify good --image 127.0.0.1:TOKEN/team/app:1.0
secret "good" in namespace "shop"  2 Pods, 1 image, 1 probe

✗ 127.0.0.1:TOKEN/team/app:1.0
  without a login: no access, 401 UNAUTHORIZED: authentication required

✗ ICR1202 SecretKeyMismatch (likely)
  no entry of secret "good" in namespace "shop" matches 127.0.0.1:TOKEN; its
  entry "127.0.0.1:BASIC" has port BASIC, and the image has TOKEN
    secret/good  data[".dockerconfigjson"] = 127.0.0.1:BASIC
    GET https://127.0.0.1:TOKEN/v2/team/app/manifests/1.0  401  UNAUTHORIZED:
    authentication required
  or ICR1304 RepositoryNotFound: repository 127.0.0.1:TOKEN/team/app does not
     exist
     → Look for the repository in 127.0.0.1:TOKEN with a login that sees all of
       it.
  or ICR1305 RepositoryNotFoundOrNoAccess: 127.0.0.1:TOKEN/team/app does not
     exist, or it needs a login; 127.0.0.1:TOKEN does not say which
     → Look for the repository in 127.0.0.1:TOKEN with a login that sees all of
       it.
  → Store the login under the key "127.0.0.1:TOKEN".
    kubectl imagecreds create good -n shop --server 127.0.0.1:TOKEN --username alice --update
    kubectl imagecreds explain ICR1202

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
    [
      'needs no login for what everybody may pull',
      `$ kubectl imagecreds verify good --image 127.0.0.1:TOKEN/open/app:1.0
secret "good" in namespace "shop"  2 Pods, 1 image, 1 probe

✓ 127.0.0.1:TOKEN/open/app:1.0
  without a login: can be pulled,
  sha256:c4759a12b93105f818af236712dbe43817c294615b161441affc3addd684c230

✓ every image can be pulled without a login
Registries were asked from this machine, which is not the node.
exit 0
`,
    ],
    [
      'writes the report as JSON',
      `$ kubectl imagecreds verify wrong -o json
{
  "apiVersion": "imagecreds/v1",
  "kind": "Report",
  "scope": "secret \\"wrong\\" in namespace \\"shop\\"",
  "findings": [
    {
      "code": "ICR1301",
      "name": "BadCredentials",
      "cause": "bad-credentials",
      "severity": "error",
      "certainty": "proved",
      "message": "127.0.0.1:BASIC rejects the login \\"alice\\" of secret \\"wrong\\" (entry \\"127.0.0.1:BASIC\\")",
      "pulls": [
        {
          "namespace": "shop",
          "pod": "wrong-1",
          "container": "app",
          "image": "127.0.0.1:BASIC/team/app:1.0"
        }
      ],
      "evidence": [
        {
          "kind": "event",
          "reason": "ImagePullBackOff",
          "text": "Back-off pulling image \\"127.0.0.1:BASIC/team/app:1.0\\": ErrImagePull: failed to resolve image: unexpected status from HEAD request to https://127.0.0.1:BASIC/v2/team/app/manifests/1.0: 401 Unauthorized"
        },
        {
          "kind": "field",
          "object": "secret/wrong",
          "path": "auths[\\"127.0.0.1:BASIC\\"].username",
          "value": "\\"alice\\""
        },
        {
          "kind": "exchange",
          "request": "HEAD https://127.0.0.1:BASIC/v2/team/app/manifests/1.0",
          "answer": "401"
        }
      ],
      "remedies": [
        {
          "step": "Store a login that the registry accepts.",
          "command": [
            "kubectl",
            "imagecreds",
            "create",
            "wrong",
            "-n",
            "shop",
            "--server",
            "127.0.0.1:BASIC",
            "--username",
            "alice",
            "--update"
          ]
        },
        {
          "step": "Ask the registry whether it may pull.",
          "command": [
            "kubectl",
            "imagecreds",
            "verify",
            "wrong",
            "-n",
            "shop",
            "--image",
            "127.0.0.1:BASIC/team/app:1.0"
          ]
        }
      ],
      "alternatives": [],
      "helpUri": "https://github.com/imagecreds/kubectl-imagecreds/blob/main/docs/ICR1301.md"
    }
  ],
  "notChecked": [],
  "totals": {
    "pods": 1,
    "pulls": 1,
    "images": 1,
    "probes": 2,
    "requests": 3,
    "superseded": 0
  },
  "verdicts": [
    {
      "registry": "127.0.0.1:BASIC",
      "image": "127.0.0.1:BASIC/team/app:1.0",
      "pulls": [
        {
          "namespace": "shop",
          "pod": "wrong-1",
          "container": "app",
          "image": "127.0.0.1:BASIC/team/app:1.0"
        }
      ],
      "login": {
        "username": "alice",
        "key": "127.0.0.1:BASIC",
        "secret": "wrong"
      },
      "answer": "unauthorized",
      "isGood": false,
      "detail": "401"
    }
  ]
}
exit 1
`,
    ],
  ] as const) {
    test(sentence, () => sandbox.shows(screen))
  }
})

describe('verify --server', {skip, concurrency: 2}, () => {
  const env = {KUBECONFIG: sandbox.file('nothing.kubeconfig', '')}
  for (const [sentence, stdin, screen] of [
    [
      'tries a login that is in no Secret, without any cluster',
      alice.password,
      `$ kubectl imagecreds verify --server 127.0.0.1:BASIC --username alice --password-stdin
login "alice" at 127.0.0.1:BASIC  0 Pods, 0 images, 1 probe

✓ 127.0.0.1:BASIC
  login "alice": accepted; no image was asked for

✓ every login is accepted
Registries were asked from this machine, which is not the node.
exit 0
`,
    ],
    [
      'asks for the image that is named',
      alice.password,
      `$ kubectl imagecreds verify --server 127.0.0.1:BASIC --username alice --password-stdin --image 127.0.0.1:BASIC/team/app:1.0
login "alice" at 127.0.0.1:BASIC  0 Pods, 1 image, 2 probes

✓ 127.0.0.1:BASIC/team/app:1.0
  login "alice": can be pulled,
  sha256:9a6a693729131482676db93f9be8461e113de1864ab0742ffc99f38d28d1a176

✓ every image can be pulled
Registries were asked from this machine, which is not the node.
exit 0
`,
    ],
    [
      'finds that the login is refused',
      'wrong',
      `$ kubectl imagecreds verify --server 127.0.0.1:TOKEN --username bob --password-stdin
login "bob" at 127.0.0.1:TOKEN  0 Pods, 0 images, 1 probe

✗ 127.0.0.1:TOKEN
  login "bob": refused, 401 UNAUTHORIZED: authentication required

✗ ICR1301 BadCredentials
  127.0.0.1:TOKEN rejects the login "bob"
    GET https://127.0.0.1:OAUTH/token?service=sandbox-registry  401
    UNAUTHORIZED: authentication required
  → Store a login that the registry accepts.
    kubectl imagecreds explain ICR1301

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
    [
      'finds that the login may not pull',
      bob.password,
      `$ kubectl imagecreds verify --server 127.0.0.1:TOKEN --username bob --password-stdin --image 127.0.0.1:TOKEN/team/app:1.0
login "bob" at 127.0.0.1:TOKEN  0 Pods, 1 image, 2 probes

✗ 127.0.0.1:TOKEN/team/app:1.0
  login "bob": no access, 401 UNAUTHORIZED: authentication required

✗ ICR1305 RepositoryNotFoundOrNoAccess (likely)
  127.0.0.1:TOKEN/team/app does not exist, or the login "bob" may not see it;
  127.0.0.1:TOKEN does not say which
    GET https://127.0.0.1:TOKEN/v2/team/app/manifests/1.0  401  UNAUTHORIZED:
    authentication required
  or ICR1303 NoPullPermission: the login "bob" may not pull
     127.0.0.1:TOKEN/team/app
     → Ask 127.0.0.1:TOKEN with the same login for another repository, which it
       is known to reach.
  or ICR1304 RepositoryNotFound: repository 127.0.0.1:TOKEN/team/app does not
     exist
     → Look for the repository in 127.0.0.1:TOKEN with a login that sees all of
       it.
  or ICR1301 BadCredentials: 127.0.0.1:TOKEN rejects the login "bob"
     → Try the login against 127.0.0.1:TOKEN from here: kubectl imagecreds
       verify SECRET.
  → Compare "127.0.0.1:TOKEN/team/app" with the registry's list, and correct the
    image's name.
  → If it is there, give "bob" the right to pull it, and ask again.
    kubectl imagecreds explain ICR1305

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
    [
      'finds that the registry does not answer',
      'x',
      `$ kubectl imagecreds verify --server 127.0.0.1:1 --username bob --password-stdin
login "bob" at 127.0.0.1:1  0 Pods, 0 images, 1 probe

✗ 127.0.0.1:1
  login "bob": no answer, it refuses the connection (ECONNREFUSED)

✗ ICR1402 ConnectionRefused
  127.0.0.1:1 refuses this machine's connection
    GET https://127.0.0.1:1/v2/  ECONNREFUSED
  → Compare host and port with the registry's address; without a port it is 443.
  → See whether the registry runs and listens at 127.0.0.1:1.
  → Ask from the network of the nodes as well: they may reach what this machine
    does not.
    kubectl imagecreds explain ICR1402

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
  ] as const) {
    test(sentence, () => sandbox.shows(screen, {stdin, env}))
  }
})
