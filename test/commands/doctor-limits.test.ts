import {after, describe, test} from 'node:test'
import {startFailingShop} from './failing-shop.ts'
import {holdScreen} from './hold-screen.ts'

const sandbox = await startFailingShop()
after(() => sandbox.close())

const holds = (screen: string) => () => holdScreen(sandbox, screen)

describe('doctor for a user of few rights', {concurrency: 2}, () => {
  test(
    'says which right lacks to read Secrets, and answers as widely as it must',
    holds(`
$ kubectl imagecreds doctor --as viewer --no-probe
namespace "shop"  42 Pods, 3 images, 0 probes

✗ ICR1301 BadCredentials (likely)                  deployment/web (40 Pods: app)
  127.0.0.1:TOKEN rejects the login that the kubelet presented, out of "stale",
  which could not be read
    ImagePullBackOff: … unexpected status from GET request to
    https://127.0.0.1:TOKEN/token?scope=repository%3Ateam%2Fapp%3Apull: 401
    Unauthorized
  or ICR1201 NoCredentials: 127.0.0.1:TOKEN asks for a login, and pull secret
     "stale" could not be read
  or ICR1302 TokenExpired: the token that was presented to 127.0.0.1:TOKEN may
     have expired
     → Look how old the login is and how long its kind lives; a new one works if
       it had expired.
  → Look at the Pod's pull secrets, which could not be read here.
    kubectl imagecreds explain ICR1301

✗ ICR1306 TagNotFound (likely)                                   pod/old-0 (app)
  127.0.0.1:TOKEN/team/app has no tag "0.9"
    ImagePullBackOff: … 127.0.0.1:TOKEN/team/app:0.9: not found
  or ICR1304 RepositoryNotFound: repository 127.0.0.1:TOKEN/team/app does not
     exist
     → Look for the repository in 127.0.0.1:TOKEN with a login that sees all of
       it.
  or ICR1315 NotARegistry: 127.0.0.1:TOKEN does not answer as a registry does
     → Ask for https://127.0.0.1:TOKEN/v2/ and look whether JSON or a web page
       comes.
  → Name a tag that exists, or push this one.
    kubectl imagecreds explain ICR1306

? not checked
  secret "good" in namespace "shop", secret "stale" in namespace "shop": this
  user may not read Secrets there
    kubectl auth can-i get secrets/good -n shop
    kubectl auth can-i get secrets/stale -n shop
  the registries: --no-probe was given

2 errors, 3 things not checked
exit 1
`),
  )
  test(
    'does without events where the status says enough',
    holds(`
$ kubectl imagecreds doctor -n torn --as eventless --no-probe
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

? not checked
  the registries: --no-probe was given

1 error, 1 thing not checked
exit 1
`),
  )
  test(
    'says which right lacks to read the events that would tell why',
    holds(`
$ kubectl imagecreds doctor -n mute --as eventless --no-probe
namespace "mute"  1 Pod, 1 image, 0 probes

✗ ICR1601 Unknown (possible)                                    pod/mute-0 (app)
  the pull of "127.0.0.1:TOKEN/team/app:1.0" fails, and the evidence does not
  show why
    pod/mute-0  spec.containers[app].image = 127.0.0.1:TOKEN/team/app:1.0
    ImagePullBackOff: Back-off pulling image "127.0.0.1:TOKEN/team/app:1.0"
  → Read the Pod's events; the first of them say more than the last.
    kubectl describe pod mute-0 -n mute
    kubectl imagecreds explain ICR1601

? not checked
  the events of namespace "mute": this user may not read events there
    kubectl auth can-i list events -n mute
  the registries: --no-probe was given

1 error, 2 things not checked
exit 1
`),
  )
  test(
    'does not take a namespace for an empty one that nobody could say exists',
    holds(`
$ kubectl imagecreds doctor --as homeless -n shpo
namespace "shpo"  0 Pods, 0 images, 0 probes

? not checked
  whether namespace "shpo" exists: nothing was found in it, and this user may
  not read it
    kubectl auth can-i get namespaces/shpo

1 thing not checked
exit 0
`),
  )
  test(
    'ends where Pods may not be read',
    holds(`
$ kubectl imagecreds doctor --as podless
2> error: pods is forbidden: User "podless" cannot list resource "pods" in API group "" in the namespace "shop"
2> Ask for the right; see whether you have it with: kubectl auth can-i list pods -n shop
exit 2
`),
  )
})

describe('doctor on a call that the user can mend', {concurrency: 2}, () => {
  const faults = {
    'a namespace that does not exist': `
$ kubectl imagecreds doctor -n nowhere
2> error: namespace "nowhere" does not exist
2> List what exists: kubectl get namespaces
exit 2
`,
    'a workload that does not exist': `
$ kubectl imagecreds doctor deploy/none
2> error: deployment "none" does not exist in namespace "shop"
2> List what exists: kubectl get deployments -n shop
exit 2
`,
    'a workload as kubectl get takes it': `
$ kubectl imagecreds doctor deploy none
2> error: deployment "none" does not exist in namespace "shop"
2> List what exists: kubectl get deployments -n shop
exit 2
`,
    'a type that has no Pods': `
$ kubectl imagecreds doctor service/web
2> error: "service/web" names neither a Pod nor a workload
2> Write TYPE/NAME with one of: po, deploy, rs, sts, ds, rc, job, cj
exit 2
`,
    'a workload beside all namespaces': `
$ kubectl imagecreds doctor -A deploy/web
2> error: a workload stands in one namespace, so it cannot be named together with --all-namespaces
exit 2
`,
    'a selector that does not parse': `
$ kubectl imagecreds doctor -l app==,
2> error: unable to parse requirement: found '' in "app==,"
exit 2
`,
    'an API server that is not there': `
$ kubectl imagecreds doctor --kubeconfig DIR/none
2> error: kubeconfig DIR/none does not exist
exit 2
`,
  }
  for (const [what, screen] of Object.entries(faults)) test(what, holds(screen))
})
