import {after, describe, test} from 'node:test'
import {startFailingShop} from './failing-shop.ts'
import {holdScreen} from './hold-screen.ts'

const sandbox = await startFailingShop()
after(() => sandbox.close())

const holds = (screen: string) => () => holdScreen(sandbox, screen)

describe('doctor in a cluster', {concurrency: 2}, () => {
  test(
    'makes one finding of forty Pods, and asks each registry what the kubelet asks',
    holds(`
$ kubectl imagecreds doctor
namespace "shop"  42 Pods, 3 images, 4 probes

✗ ICR1301 BadCredentials                           deployment/web (40 Pods: app)
  127.0.0.1:TOKEN rejects the login "alice" of secret "stale" (entry
  "127.0.0.1:TOKEN")
    secret/stale  auths["127.0.0.1:TOKEN"].username = "alice"
    GET
    https://127.0.0.1:OAUTH/token?service=sandbox-registry&scope=repository:team
    /app:pull  401  UNAUTHORIZED: authentication required
    ImagePullBackOff: … unexpected status from GET request to
    https://127.0.0.1:TOKEN/token?scope=repository%3Ateam%2Fapp%3Apull: 401
    Unauthorized
  → Store a login that the registry accepts.
    kubectl imagecreds create stale -n shop --server 127.0.0.1:TOKEN --username alice --update
  → Ask the registry whether it may pull.
    kubectl imagecreds verify stale -n shop --image 127.0.0.1:TOKEN/team/app:1.0
    kubectl imagecreds explain ICR1301

✗ ICR1306 TagNotFound                                            pod/old-0 (app)
  127.0.0.1:TOKEN/team/app has no tag "0.9"
    GET https://127.0.0.1:TOKEN/v2/team/app/manifests/0.9  404
    MANIFEST_UNKNOWN: manifest unknown
    ImagePullBackOff: … 127.0.0.1:TOKEN/team/app:0.9: not found
  → Name a tag that exists, or push this one.
    kubectl imagecreds explain ICR1306

2 errors
Registries were asked from this machine, which is not the node.
exit 1
`),
  )
  test(
    'names the namespace of each Pod where it looks in all',
    holds(`
$ kubectl imagecreds doctor -A --no-probe
all namespaces  48 Pods, 5 images, 0 probes

✗ ICR1101 SecretMissing                                  billing/pod/api-0 (app)
  secret "lost" does not exist in namespace "billing"
    pod/api-0  spec.imagePullSecrets = lost
    ImagePullBackOff: … unexpected status from GET request to
    https://127.0.0.1:TOKEN/token?scope=repository%3Ateam%2Fapp%3Apull: 401
    Unauthorized
  → Create it in namespace "billing": the kubelet reads only the Pod's own
    namespace.
    kubectl imagecreds create lost -n billing --server 127.0.0.1:TOKEN --username USER
  → Wait for the next try: the kubelet reads the Secret again each time, within
    five minutes.
    kubectl imagecreds explain ICR1101

✗ ICR1103 SecretMalformed                                  torn/pod/torn-0 (app)
  secret "regcred" in namespace "torn" does not parse (entry "127.0.0.1:TOKEN"),
  and stops every pull of the Pods that name it
    secret/regcred  data[".dockerconfigjson"] = illegal base64 data at input
    byte 3
    illegal base64 data at input byte 3
  → Look at its entries; the password stays hidden.
    kubectl imagecreds decode regcred -n torn
  → Write the entry "127.0.0.1:TOKEN" again.
    kubectl imagecreds create regcred -n torn --server 127.0.0.1:TOKEN --username USER --update
    kubectl imagecreds explain ICR1103

✗ ICR1201 NoCredentials          lab-33-cronjob/pod/nightly-29921634-h7bk9 (app)
  basic.example.test:5443 asks for a login, and the Pod names no pull secret
    pod/nightly-29921634-h7bk9  spec.imagePullSecrets = (none)
    ImagePullBackOff: … authorization failed: no basic auth credentials
  → Store a login for it.
    kubectl imagecreds create regcred -n lab-33-cronjob --server basic.example.test:5443 --username USER
  → Name it in ServiceAccount "default", which gives it to every new Pod that
    names none itself.
    kubectl imagecreds attach regcred -n lab-33-cronjob --service-account default
  → Delete the Pod; its CronJob makes a new one.
    kubectl delete pod nightly-29921634-h7bk9 -n lab-33-cronjob
    kubectl imagecreds explain ICR1201

✗ ICR1301 BadCredentials (likely)             shop/deployment/web (40 Pods: app)
  127.0.0.1:TOKEN rejects the login "alice" of secret "stale" (entry
  "127.0.0.1:TOKEN")
    secret/stale  auths["127.0.0.1:TOKEN"].username = "alice"
    ImagePullBackOff: … unexpected status from GET request to
    https://127.0.0.1:TOKEN/token?scope=repository%3Ateam%2Fapp%3Apull: 401
    Unauthorized
  or ICR1302 TokenExpired: the login "alice" of secret "stale" (entry
     "127.0.0.1:TOKEN") may have expired
     → Look how old the login is and how long its kind lives; a new one works if
       it had expired.
  → Store a login that the registry accepts.
    kubectl imagecreds create stale -n shop --server 127.0.0.1:TOKEN --username alice --update
  → Ask the registry whether it may pull.
    kubectl imagecreds verify stale -n shop --image 127.0.0.1:TOKEN/team/app:1.0
    kubectl imagecreds explain ICR1301

✗ ICR1301 BadCredentials (likely)                            far/pod/far-0 (app)
  127.0.0.1:9 rejects the login "bot" of secret "regcred" (entry "127.0.0.1:9")
    secret/regcred  auths["127.0.0.1:9"].username = "bot"
    ImagePullBackOff: … unexpected status from HEAD request to
    https://127.0.0.1:9/v2/team/app/manifests/1.0: 401 Unauthorized
  or ICR1304 RepositoryNotFound: repository 127.0.0.1:9/team/app does not exist
     → Look for the repository in 127.0.0.1:9 with a login that sees all of it.
  → Store a login that the registry accepts.
    kubectl imagecreds create regcred -n far --server 127.0.0.1:9 --username bot --update
  → Ask the registry whether it may pull.
    kubectl imagecreds verify regcred -n far --image 127.0.0.1:9/team/app:1.0
    kubectl imagecreds explain ICR1301

✗ ICR1306 TagNotFound (likely)                              shop/pod/old-0 (app)
  127.0.0.1:TOKEN/team/app has no tag "0.9"
    ImagePullBackOff: … 127.0.0.1:TOKEN/team/app:0.9: not found
  or ICR1315 NotARegistry: 127.0.0.1:TOKEN does not answer as a registry does
     → Ask for https://127.0.0.1:TOKEN/v2/ and look whether JSON or a web page
       comes.
  → Name a tag that exists, or push this one.
    kubectl imagecreds explain ICR1306

✗ ICR1601 Unknown (possible)                               mute/pod/mute-0 (app)
  the pull of "127.0.0.1:TOKEN/team/app:1.0" fails, and the evidence does not
  show why
    pod/mute-0  spec.containers[app].image = 127.0.0.1:TOKEN/team/app:1.0
    ImagePullBackOff: Back-off pulling image "127.0.0.1:TOKEN/team/app:1.0"
  → Read the Pod's events; the first of them say more than the last.
    kubectl describe pod mute-0 -n mute
    kubectl imagecreds explain ICR1601

? not checked
  the registries: --no-probe was given

7 errors, 1 thing not checked
exit 1
`),
  )
  test(
    'looks at Pods by their labels',
    holds(`
$ kubectl imagecreds doctor -l app=fine
namespace "shop"  1 Pod, 1 image, 0 probes

✓ no pull fails
exit 0
`),
  )
  test(
    'looks at the Pods of a Deployment',
    holds(`
$ kubectl imagecreds doctor deploy/web --no-probe
deploy/web in namespace "shop"  40 Pods, 1 image, 0 probes

path of pod/web-6d4f9c7b5-0 (app)
  ┌ ✓ owner           Deployment/web
  ├ ✓ Pod             web-6d4f9c7b5-0  container "app"
  ├ ✓ image           127.0.0.1:TOKEN/team/app:1.0
  ├ ✓ ServiceAccount  default
  ├ ✓ pull Secret     stale
  │   ✓ key           127.0.0.1:TOKEN
  ╳   ✗ login         alice  the registry or its token server refuses the login
  ├ ✓ registry        127.0.0.1:TOKEN
  ├ ✓ token server    127.0.0.1:TOKEN
  ├ ? repository      team/app  not reached
  ├ ? tag             1.0  not reached
  ├ ? platform        that of the node  not reached
  └ ? node            node-1  waits for the image

✗ ICR1301 BadCredentials (likely)                  deployment/web (40 Pods: app)
  127.0.0.1:TOKEN rejects the login "alice" of secret "stale" (entry
  "127.0.0.1:TOKEN")
    secret/stale  auths["127.0.0.1:TOKEN"].username = "alice"
    ImagePullBackOff: … unexpected status from GET request to
    https://127.0.0.1:TOKEN/token?scope=repository%3Ateam%2Fapp%3Apull: 401
    Unauthorized
  or ICR1302 TokenExpired: the login "alice" of secret "stale" (entry
     "127.0.0.1:TOKEN") may have expired
     → Look how old the login is and how long its kind lives; a new one works if
       it had expired.
  → Store a login that the registry accepts.
    kubectl imagecreds create stale -n shop --server 127.0.0.1:TOKEN --username alice --update
  → Ask the registry whether it may pull.
    kubectl imagecreds verify stale -n shop --image 127.0.0.1:TOKEN/team/app:1.0
    kubectl imagecreds explain ICR1301

? not checked
  the registries: --no-probe was given

1 error, 1 thing not checked
exit 1
`),
  )
  test(
    'looks at several Pods by their names',
    holds(`
$ kubectl imagecreds doctor pod/old-0 fine-0
pod/old-0, fine-0 in namespace "shop"  2 Pods, 2 images, 2 probes

path of pod/fine-0 (app)
  ┌ ✓ Pod             fine-0  container "app"
  ├ ✓ image           127.0.0.1:TOKEN/open/app:1.0
  ├ ✓ ServiceAccount  default
  ├ ? login           none  the kubelet pulls without one
  ├ ? registry        127.0.0.1:TOKEN  not asked
  ├ ? repository      open/app  not asked
  ├ ? tag             1.0  not asked
  ├ ? platform        that of the node  not asked
  └ ✓ node            node-1  runs it

path of pod/old-0 (app)
  ┌ ✓ Pod             old-0  container "app"
  ├ ✓ image           127.0.0.1:TOKEN/team/app:0.9
  ├ ✓ ServiceAccount  default
  ├ ✓ pull Secret     good
  │   ✓ key           127.0.0.1:TOKEN
  │   ✓ login         alice  accepted from this machine
  ├ ✓ registry        127.0.0.1:TOKEN
  ├ ✓ token server    127.0.0.1:OAUTH
  ├ ✓ repository      team/app
  ╳ ✗ tag             0.9  the repository exists, the tag does not
  ├ ? platform        that of the node  not reached
  └ ? node            node-1  waits for the image

✗ ICR1306 TagNotFound                                            pod/old-0 (app)
  127.0.0.1:TOKEN/team/app has no tag "0.9"
    GET https://127.0.0.1:TOKEN/v2/team/app/manifests/0.9  404
    MANIFEST_UNKNOWN: manifest unknown
    ImagePullBackOff: … 127.0.0.1:TOKEN/team/app:0.9: not found
  → Name a tag that exists, or push this one.
    kubectl imagecreds explain ICR1306

1 error
Registries were asked from this machine, which is not the node.
exit 1
`),
  )
  test(
    'looks at the Pods of a CronJob',
    holds(`
$ kubectl imagecreds doctor -n lab-33-cronjob cronjob/nightly --no-probe
cronjob/nightly in namespace "lab-33-cronjob"  1 Pod, 1 image, 0 probes

path of pod/nightly-29921634-h7bk9 (app)
  ┌ ✓ owner           CronJob/nightly
  ├ ✓ Pod             nightly-29921634-h7bk9  container "app"
  ├ ✓ image           basic.example.test:5443/private/app:1.148.0
  ├ ✓ ServiceAccount  default
  ╳ ✗ login           none  the kubelet pulls without one
  ├ ✓ registry        basic.example.test:5443
  ├ ? repository      private/app  not reached
  ├ ? tag             1.148.0  not reached
  ├ ? platform        that of the node  not reached
  └ ? node            lab-node  waits for the image

✗ ICR1201 NoCredentials                         pod/nightly-29921634-h7bk9 (app)
  basic.example.test:5443 asks for a login, and the Pod names no pull secret
    pod/nightly-29921634-h7bk9  spec.imagePullSecrets = (none)
    ImagePullBackOff: … authorization failed: no basic auth credentials
  → Store a login for it.
    kubectl imagecreds create regcred -n lab-33-cronjob --server basic.example.test:5443 --username USER
  → Name it in ServiceAccount "default", which gives it to every new Pod that
    names none itself.
    kubectl imagecreds attach regcred -n lab-33-cronjob --service-account default
  → Delete the Pod; its CronJob makes a new one.
    kubectl delete pod nightly-29921634-h7bk9 -n lab-33-cronjob
    kubectl imagecreds explain ICR1201

? not checked
  the registries: --no-probe was given

1 error, 1 thing not checked
exit 1
`),
  )
  test(
    'says that all is well',
    holds(`
$ kubectl imagecreds doctor -n quiet
namespace "quiet"  1 Pod, 1 image, 0 probes

✓ no pull fails
exit 0
`),
  )
  test(
    'says so where no Pod has the label',
    holds(`
$ kubectl imagecreds doctor -l app=none
namespace "shop"  0 Pods, 0 images, 0 probes

no Pods
exit 0
`),
  )
  test(
    'tells what it could not ask from here, and keeps to what the node said',
    holds(`
$ kubectl imagecreds doctor -n far
namespace "far"  1 Pod, 1 image, 2 probes

✗ ICR1301 BadCredentials (likely)                                pod/far-0 (app)
  127.0.0.1:9 rejects the login "bot" of secret "regcred" (entry "127.0.0.1:9")
    secret/regcred  auths["127.0.0.1:9"].username = "bot"
    ImagePullBackOff: … unexpected status from HEAD request to
    https://127.0.0.1:9/v2/team/app/manifests/1.0: 401 Unauthorized
  or ICR1304 RepositoryNotFound: repository 127.0.0.1:9/team/app does not exist
     → Look for the repository in 127.0.0.1:9 with a login that sees all of it.
  → Store a login that the registry accepts.
    kubectl imagecreds create regcred -n far --server 127.0.0.1:9 --username bot --update
  → Ask the registry whether it may pull.
    kubectl imagecreds verify regcred -n far --image 127.0.0.1:9/team/app:1.0
    kubectl imagecreds explain ICR1301

? not checked
  127.0.0.1:9: it refuses the connection from this machine (ECONNREFUSED); the
  node may reach it

1 error, 1 thing not checked
Registries were asked from this machine, which is not the node.
exit 1
`),
  )
  test(
    'shows the Secret that stops every pull, without the login in it',
    holds(`
$ kubectl imagecreds doctor -n torn
namespace "torn"  1 Pod, 1 image, 0 probes

✗ ICR1103 SecretMalformed                                       pod/torn-0 (app)
  secret "regcred" in namespace "torn" does not parse (entry "127.0.0.1:TOKEN"),
  and stops every pull of the Pods that name it
    secret/regcred  data[".dockerconfigjson"] = illegal base64 data at input
    byte 3
    illegal base64 data at input byte 3
  → Look at its entries; the password stays hidden.
    kubectl imagecreds decode regcred -n torn
  → Write the entry "127.0.0.1:TOKEN" again.
    kubectl imagecreds create regcred -n torn --server 127.0.0.1:TOKEN --username USER --update
    kubectl imagecreds explain ICR1103

1 error
exit 1
`),
  )
})
