import {after, describe, test} from 'node:test'
import {brokenRegistries} from '../sandbox/registry/behaviours/broken.ts'
import {ecr} from '../sandbox/registry/behaviours/ecr.ts'
import {skipWithoutDistribution} from '../sandbox/registry/distribution-binary.ts'
import {expiredPassword} from '../sandbox/registry/product.ts'
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
  scripted: {
    ECREG: ecr,
    LIMIT: brokenRegistries.rateLimited,
    PAGES: brokenRegistries.webPage,
    EVILS: brokenRegistries.escapes,
  },
  objects: (hostOf) => [...scripted(hostOf), ...(skip === false ? real(hostOf) : [])],
})
after(() => sandbox.close())

function real(hostOf: (name: string) => string) {
  const [basic, token, plain] = names.map(hostOf)
  const noLogin = `failed to resolve image: ${denied}: authorization failed: no basic auth credentials`
  const absent = (image: string) => `rpc error: code = NotFound desc = failed to resolve image: ${image}: not found`
  return [
    aPullSecret('good', {[`${basic}`]: good}),
    aPod('good-1', {image: `${basic}/team/app:1.0`, pullSecrets: ['good'], labels: {app: 'one'}}),
    aPod('good-2', {image: `${basic}/team/app:1.0`, pullSecrets: ['good']}),
    aPullSecret('wrong', {[`${basic}`]: aLogin('alice', 'wrong')}),
    aFailingPod('wrong-1', `${basic}/team/app:1.0`, noLogin, {pullSecrets: ['wrong']}),
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

function scripted(hostOf: (name: string) => string) {
  const pod = (secret: string, registry: string) =>
    aPod(`${secret}-1`, {image: `${registry}/team/app:1.0`, pullSecrets: [secret]})
  return [
    aPullSecret('expired', {[hostOf('ECREG')]: aLogin('AWS', expiredPassword)}),
    pod('expired', hostOf('ECREG')),
    aPullSecret('limited', {[hostOf('LIMIT')]: good}),
    pod('limited', hostOf('LIMIT')),
    aPullSecret('page', {[hostOf('PAGES')]: good}),
    pod('page', hostOf('PAGES')),
    aPullSecret('hostile', {[hostOf('EVILS')]: good}),
    pod('hostile', hostOf('EVILS')),
    aPullSecret('down', {'127.0.0.1:1': good}),
    pod('down', '127.0.0.1:1'),
    aPullSecret('lone-opaque', '{}', {type: 'Opaque'}),
    aPullSecret('lone-malformed', {'ghcr.io': {auth: '!'}}),
    aPullSecret('lone-empty', '{"auths":{}}'),
    aPullSecret('lone-keys', {'https://index.docker.io/v1': good, '*.example.com': good, 'quay.io': {}}),
  ]
}

describe('verify', {skip, concurrency: 2}, () => {
  for (const [sentence, screen] of [
    [
      'asks once for an image that several Pods pull',
      `$ kubectl imagecreds verify good
secret "good" in namespace "shop"  2 Pods, 2 images, 2 probes

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
    ImagePullBackOff: … authorization failed: no basic auth credentials
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
  tell which
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
    GET https://127.0.0.1:BASIC/v2/team/app/tags/list?n=1  200
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
  → Store the login under the key "127.0.0.1:BASIC".
    kubectl imagecreds create mismatch -n shop --server 127.0.0.1:BASIC --username alice --update
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
  → Write the entry again.
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
secrets "good", "wrong" in namespace "shop"  3 Pods, 3 images, 3 probes

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
    ImagePullBackOff: … authorization failed: no basic auth credentials
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
    GET https://127.0.0.1:BASIC/v2/team/app/tags/list?n=1  200
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
     exist, or it needs a login; 127.0.0.1:TOKEN does not tell which
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

✓ every image can be pulled
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
          "text": "Back-off pulling image \\"127.0.0.1:BASIC/team/app:1.0\\": ErrImagePull: failed to resolve image: pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials"
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
      "alternatives": []
    }
  ],
  "notChecked": [],
  "totals": {
    "pods": 1,
    "pulls": 1,
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

describe('verify, where a registry is not as it should be', {concurrency: 2}, () => {
  for (const [sentence, screen] of [
    [
      'finds a token that has run out',
      `$ kubectl imagecreds verify expired
secret "expired" in namespace "shop"  1 Pod, 1 image, 2 probes

✗ 127.0.0.1:ECREG/team/app:1.0
  login "AWS" from secret "expired" (entry "127.0.0.1:ECREG"): no access, 403
  DENIED: Your authorization token has expired. Reauthenticate and try again.
    pod/expired-1 (app)

✗ ICR1302 TokenExpired                                       pod/expired-1 (app)
  127.0.0.1:ECREG says that the login "AWS" of secret "expired" (entry
  "127.0.0.1:ECREG") has expired
    GET https://127.0.0.1:ECREG/v2/team/app/manifests/1.0  403  DENIED: Your
    authorization token has expired. Reauthenticate and try again.
    secret/expired  auths["127.0.0.1:ECREG"].username = "AWS"
  → Store a new token.
    kubectl imagecreds create expired -n shop --server 127.0.0.1:ECREG --username AWS --update
  → Ask the registry whether it may pull.
    kubectl imagecreds verify expired -n shop --image 127.0.0.1:ECREG/team/app:1.0
    kubectl imagecreds explain ICR1302

1 error, 2 consequences not shown
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
    [
      'finds a registry that has had enough',
      `$ kubectl imagecreds verify limited
secret "limited" in namespace "shop"  1 Pod, 1 image, 2 probes

✗ 127.0.0.1:LIMIT/team/app:1.0
  login "alice" from secret "limited" (entry "127.0.0.1:LIMIT"): refused for too
  many requests, 429
    pod/limited-1 (app)

✗ ICR1311 RateLimited                                        pod/limited-1 (app)
  127.0.0.1:LIMIT refuses for too many requests
    HEAD https://127.0.0.1:LIMIT/v2/team/app/manifests/1.0  429
  → Wait: the kubelet tries again by itself.
  → Use an account with a higher limit, or a mirror that caches the images.
    kubectl imagecreds explain ICR1311

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
    [
      'finds a web page in the place of a registry',
      `$ kubectl imagecreds verify page
secret "page" in namespace "shop"  1 Pod, 1 image, 2 probes

✗ 127.0.0.1:PAGES/team/app:1.0
  login "alice" from secret "page" (entry "127.0.0.1:PAGES"): no registry,
  answers with a web page
    pod/page-1 (app)

✗ ICR1315 NotARegistry                                          pod/page-1 (app)
  127.0.0.1:PAGES does not answer as a registry does
    HEAD https://127.0.0.1:PAGES/v2/team/app/manifests/1.0  200
  → Compare host, port and path with the registry's address: a web server
    answers at "127.0.0.1:PAGES".
    kubectl imagecreds explain ICR1315

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
    [
      'finds a registry that does not answer this machine',
      `$ kubectl imagecreds verify down
secret "down" in namespace "shop"  1 Pod, 1 image, 2 probes

✗ 127.0.0.1:1/team/app:1.0
  login "alice" from secret "down" (entry "127.0.0.1:1"): no answer, it refuses
  the connection (ECONNREFUSED)
    pod/down-1 (app)

✗ ICR1402 ConnectionRefused                                     pod/down-1 (app)
  127.0.0.1:1 refuses this machine's connection
    HEAD https://127.0.0.1:1/v2/team/app/manifests/1.0  ECONNREFUSED
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
    [
      'shows what a hostile registry says as escapes',
      `$ kubectl imagecreds verify hostile
secret "hostile" in namespace "shop"  1 Pod, 1 image, 2 probes

✗ 127.0.0.1:EVILS/team/app:1.0
  login "alice" from secret "hostile" (entry "127.0.0.1:EVILS"): no access, 403
  DENIED\\x1b[31m: \\x1b]0;owned\\x07\\x1b[2J\\u202egnp.exe\\nforged line
    pod/hostile-1 (app)

✗ ICR1303 NoPullPermission (likely)                          pod/hostile-1 (app)
  the login "alice" of secret "hostile" (entry "127.0.0.1:EVILS") may not pull
  127.0.0.1:EVILS/team/app
    GET https://127.0.0.1:EVILS/v2/team/app/manifests/1.0  403  DENIED\\x1b[31m:
    \\x1b]0;owned\\x07\\x1b[2J\\u202egnp.exe\\nforged line
    secret/hostile  auths["127.0.0.1:EVILS"].username = "alice"
  or ICR1304 RepositoryNotFound: repository 127.0.0.1:EVILS/team/app does not
     exist
     → Look for the repository in 127.0.0.1:EVILS with a login that sees all of
       it.
  or ICR1312 GeoOrIpBlocked: 127.0.0.1:EVILS refuses the address that this
     machine comes from
     → Ask the same from another network; if it works, the address is refused.
  → Give "alice" the right to pull 127.0.0.1:EVILS/team/app, or store a login
    that has it.
  → Ask the registry again afterwards.
    kubectl imagecreds verify hostile -n shop --image 127.0.0.1:EVILS/team/app:1.0
    kubectl imagecreds explain ICR1303

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
  ] as const) {
    test(sentence, () => sandbox.shows(screen))
  }
})

describe('verify, of a Secret that no Pod names', {concurrency: 2}, () => {
  for (const [sentence, screen] of [
    [
      'finds the wrong type',
      `$ kubectl imagecreds verify lone-opaque
secret "lone-opaque" in namespace "shop"  0 Pods, 0 images, 0 probes

✗ ICR1102 SecretWrongType
  secret "lone-opaque" in namespace "shop": the kubelet ignores this Secret: its
  type is "Opaque", neither kubernetes.io/dockerconfigjson nor
  kubernetes.io/dockercfg
    secret/lone-opaque  type = Opaque
  → Look at what it says; the password stays hidden.
    kubectl imagecreds decode lone-opaque -n shop
    kubectl imagecreds explain ICR1102

1 error
exit 1
`,
    ],
    [
      'finds what does not parse',
      `$ kubectl imagecreds verify lone-malformed
secret "lone-malformed" in namespace "shop"  0 Pods, 0 images, 0 probes

✗ ICR1103 SecretMalformed
  secret "lone-malformed" in namespace "shop": the kubelet cannot read it in the
  entry "ghcr.io", and pulls nothing for a Pod that names it: illegal base64
  data at input byte 0
    secret/lone-malformed  type = kubernetes.io/dockerconfigjson
  → Look at what it says; the password stays hidden.
    kubectl imagecreds decode lone-malformed -n shop
    kubectl imagecreds explain ICR1103

1 error
exit 1
`,
    ],
    [
      'finds that there is no entry',
      `$ kubectl imagecreds verify lone-empty
secret "lone-empty" in namespace "shop"  0 Pods, 0 images, 0 probes

✗ ICR1104 SecretEmpty
  secret "lone-empty" in namespace "shop": it has no entry
    secret/lone-empty  type = kubernetes.io/dockerconfigjson
  → Look at what it says; the password stays hidden.
    kubectl imagecreds decode lone-empty -n shop
    kubectl imagecreds explain ICR1104

1 error
exit 1
`,
    ],
    [
      'finds entries that serve no image, and says which could not be tried',
      `$ kubectl imagecreds verify lone-keys
secret "lone-keys" in namespace "shop"  0 Pods, 0 images, 0 probes

✗ ICR1202 SecretKeyMismatch
  entry "https://index.docker.io/v1" of secret "lone-keys" in namespace "shop":
  no image matches the key "https://index.docker.io/v1": images of Docker Hub
  are looked up below docker.io, so no path below index.docker.io meets one
  (here "/v1")
    secret/lone-keys  auths["https://index.docker.io/v1"].username = "alice"
  → Look at what it says; the password stays hidden.
    kubectl imagecreds decode lone-keys -n shop
    kubectl imagecreds explain ICR1202

✗ ICR1104 SecretEmpty
  entry "quay.io" of secret "lone-keys" in namespace "shop": it holds no login;
  the kubelet pulls without one
    secret/lone-keys  auths["quay.io"].username = ""
  → Look at what it says; the password stays hidden.
    kubectl imagecreds decode lone-keys -n shop
    kubectl imagecreds explain ICR1104

? not checked
  entry "*.example.com" of secret "lone-keys": it names no single registry, and
  no Pod pulls with it; name an image by --image

2 errors, 1 thing not checked
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
  127.0.0.1:TOKEN rejects the login "bob" (entry "127.0.0.1:TOKEN")
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
  127.0.0.1:TOKEN/team/app does not exist, or the login "bob" (entry
  "127.0.0.1:TOKEN") may not see it; 127.0.0.1:TOKEN does not tell which
    GET https://127.0.0.1:TOKEN/v2/team/app/manifests/1.0  401  UNAUTHORIZED:
    authentication required
  or ICR1303 NoPullPermission: the login "bob" (entry "127.0.0.1:TOKEN") may not
     pull 127.0.0.1:TOKEN/team/app
     → Ask 127.0.0.1:TOKEN with the same login for another repository, which it
       is known to reach.
  or ICR1304 RepositoryNotFound: repository 127.0.0.1:TOKEN/team/app does not
     exist
     → Look for the repository in 127.0.0.1:TOKEN with a login that sees all of
       it.
  or ICR1301 BadCredentials: 127.0.0.1:TOKEN rejects the login "bob" (entry
     "127.0.0.1:TOKEN")
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
