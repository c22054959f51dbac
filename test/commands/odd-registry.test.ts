import {after, describe, test} from 'node:test'
import {brokenRegistries} from '../sandbox/registry/behaviours/broken.ts'
import {ecr} from '../sandbox/registry/behaviours/ecr.ts'
import {expiredPassword} from '../sandbox/registry/product.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import {aLogin, aPod, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const good = aLogin('alice', alice.password)

const sandbox = await startSandbox({
  scripted: {
    ECREG: ecr,
    LIMIT: brokenRegistries.rateLimited,
    PAGES: brokenRegistries.webPage,
    EVILS: brokenRegistries.escapes,
    FAILS: brokenRegistries.unavailable,
  },
  objects,
})
after(() => sandbox.close())

function objects(hostOf: (name: string) => string) {
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
  ]
}

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

describe('verify --server, where a registry is not as it should be', {concurrency: 2}, () => {
  for (const [sentence, stdin, screen] of [
    [
      'takes a 403 to the login alone for a refusal',
      expiredPassword,
      `$ kubectl imagecreds verify --server 127.0.0.1:ECREG --username AWS --password-stdin
login "AWS" at 127.0.0.1:ECREG  0 Pods, 0 images, 1 probe

✗ 127.0.0.1:ECREG
  login "AWS": refused, 403 DENIED: Your authorization token has expired.
  Reauthenticate and try again.

✗ ICR1302 TokenExpired
  127.0.0.1:ECREG says that the login "AWS" has expired
    GET https://127.0.0.1:ECREG/v2/  403  DENIED: Your authorization token has
    expired. Reauthenticate and try again.
  → Store a new token.
    kubectl imagecreds explain ICR1302

1 error, 1 consequence not shown
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
    [
      'shows what a hostile registry says as escapes',
      'x',
      `$ kubectl imagecreds verify --server 127.0.0.1:EVILS --username ci --password-stdin
login "ci" at 127.0.0.1:EVILS  0 Pods, 0 images, 1 probe

✗ 127.0.0.1:EVILS
  login "ci": refused, 403 DENIED\\x1b[31m:
  \\x1b]0;owned\\x07\\x1b[2J\\u202egnp.exe\\nforged line

✗ ICR1301 BadCredentials
  127.0.0.1:EVILS rejects the login "ci"
    GET https://127.0.0.1:EVILS/v2/  403  DENIED\\x1b[31m:
    \\x1b]0;owned\\x07\\x1b[2J\\u202egnp.exe\\nforged line
  → Store a login that the registry accepts.
    kubectl imagecreds explain ICR1301

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
    [
      'finds a registry that has had enough',
      'x',
      `$ kubectl imagecreds verify --server 127.0.0.1:LIMIT --username ci --password-stdin
login "ci" at 127.0.0.1:LIMIT  0 Pods, 0 images, 1 probe

✗ 127.0.0.1:LIMIT
  login "ci": refused for too many requests, 429 TOOMANYREQUESTS: You have
  reached your pull rate limit.

✗ ICR1311 RateLimited
  127.0.0.1:LIMIT refuses for too many requests
    GET https://127.0.0.1:LIMIT/v2/  429  TOOMANYREQUESTS: You have reached your
    pull rate limit.
  → Wait: the kubelet tries again by itself.
  → Use an account with a higher limit, or a mirror that caches the images.
    kubectl imagecreds explain ICR1311

1 error
Registries were asked from this machine, which is not the node.
exit 1
`,
    ],
  ] as const) {
    test(sentence, () => sandbox.shows(screen, {stdin}))
  }
})

describe('create, where a registry is not as it should be', {concurrency: 2}, () => {
  for (const [sentence, stdin, screen] of [
    [
      'stores no token that has run out',
      expiredPassword,
      `$ kubectl imagecreds create new --server 127.0.0.1:ECREG --username AWS --password-stdin
2> error: 127.0.0.1:ECREG refuses the login "AWS": 403 DENIED: Your authorization token has expired. Reauthenticate and try again.
2> Nothing was stored.
exit 1
`,
    ],
    [
      'shows what a hostile registry says as escapes',
      'x',
      `$ kubectl imagecreds create new --server 127.0.0.1:EVILS --username ci --password-stdin
2> error: 127.0.0.1:EVILS refuses the login "ci": 403 DENIED\\x1b[31m: \\x1b]0;owned\\x07\\x1b[2J\\u202egnp.exe\\nforged line
2> Nothing was stored.
exit 1
`,
    ],
    [
      'cannot tell where the registry has had enough',
      'x',
      `$ kubectl imagecreds create new --server 127.0.0.1:LIMIT --username ci --password-stdin
2> error: the login "ci" could not be checked at 127.0.0.1:LIMIT: 429 TOOMANYREQUESTS: You have reached your pull rate limit.
2> Nothing was stored; --no-verify stores the login unchecked.
exit 2
`,
    ],
    [
      'cannot tell where a web page answers',
      'x',
      `$ kubectl imagecreds create new --server 127.0.0.1:PAGES --username ci --password-stdin
2> error: the login "ci" could not be checked at 127.0.0.1:PAGES: answers with a web page under /v2/
2> Nothing was stored; --no-verify stores the login unchecked.
exit 2
`,
    ],
    [
      'cannot tell where the registry is ill',
      'x',
      `$ kubectl imagecreds create new --server 127.0.0.1:FAILS --username ci --password-stdin
2> error: the login "ci" could not be checked at 127.0.0.1:FAILS: 503 UNAVAILABLE: service unavailable
2> Nothing was stored; --no-verify stores the login unchecked.
exit 2
`,
    ],
  ] as const) {
    test(sentence, () => sandbox.shows(screen, {stdin}))
  }
})
