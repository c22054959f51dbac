import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import type {ReportFinding} from '../../src/report/report.ts'
import {truths} from '../doctor/recorded-truth.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import {holdScreen} from './hold-screen.ts'
import {movedCapture} from './moved-capture.ts'
import {startSandbox} from './sandbox.ts'

/** Recorded namespaces whose registries can be played by those of the sandbox. */
const scenarios = [
  '02-wrong-password-basic',
  '03-wrong-password-token',
  '04-no-secret-basic',
  '07-opaque-secret',
  '09a-key-wrong-host',
  '09c-key-missing-port',
  '10d-two-secrets-both-wrong-differently',
  '12-repo-missing-basic',
  '13-tag-missing',
  '28b-sa-attached-later',
  '30-password-newline',
  '31e-auths-empty',
  '33f-deployment-many-replicas',
  '38-hub-ok',
]

const sandbox = await startSandbox({
  registries: ['BASIC', 'TOKEN'],
  objects: (hostOf) =>
    scenarios.flatMap((scenario) =>
      movedCapture(scenario, [
        ['basic.example.test:5443', hostOf('BASIC')],
        ['basic.example.test', '127.0.0.1'],
        ['token.example.test:5443', hostOf('TOKEN')],
        ['private/app', 'team/app'],
        ['wonderland', alice.password],
      ]),
    ),
})
after(() => sandbox.close())

test('with the registries of a recorded cluster there to be asked, each answer is the true one alone, and proved', async () => {
  const [, ...lines] = (await sandbox.screen('doctor -A -o json')).split('\n')
  const {findings}: {findings: readonly ReportFinding[]} = JSON.parse(lines.slice(0, -2).join('\n'))
  const errors = findings.filter(({severity}) => severity === 'error')
  for (const scenario of scenarios) {
    const truth = truths.find((each) => each.scenario === scenario)
    const own = errors.filter(({pulls}) => pulls.some(({namespace}) => namespace === `lab-${scenario}`))
    const found = own.map(({cause, certainty, alternatives}) => [cause, certainty, alternatives.length])
    assert.deepEqual(found, truth?.best === 'healthy' ? [] : [[truth?.best, 'proved', 0]], scenario)
  }
})

describe('the screen of a recorded cluster with live registries', {concurrency: 2}, () => {
  const holds = (screen: string) => () => holdScreen(sandbox, screen)
  test(
    'quotes the registry beside the kubelet',
    holds(`
$ kubectl imagecreds doctor -n lab-10d-two-secrets-both-wrong-differently
namespace "lab-10d-two-secrets-both-wrong-differently"  1 Pod, 1 image, 3 probes

✗ ICR1301 BadCredentials                           pod/web-59d6f6657-pdlz2 (app)
  127.0.0.1:BASIC rejects the login "alice" of secret "first" (entry
  "127.0.0.1:BASIC") and the login "mallory" of secret "second" (entry
  "127.0.0.1:BASIC")
    secret/first  auths["127.0.0.1:BASIC"].username = "alice"
    HEAD https://127.0.0.1:BASIC/v2/team/app/manifests/1.48.0  401
    ImagePullBackOff: … unexpected status from HEAD request to
    https://127.0.0.1:BASIC/v2/team/app/manifests/1.48.0: 401 Unauthorized
    try 1: login "alice" of secret "first" (entry "127.0.0.1:BASIC")
    try 2: login "mallory" of secret "second" (entry "127.0.0.1:BASIC")
  → Store a login that the registry accepts.
    kubectl imagecreds create first -n lab-10d-two-secrets-both-wrong-differently --server 127.0.0.1:BASIC --username alice --update
  → Ask the registry whether it may pull.
    kubectl imagecreds verify first -n lab-10d-two-secrets-both-wrong-differently --image 127.0.0.1:BASIC/team/app:1.48.0
    kubectl imagecreds explain ICR1301

1 error
Registries were asked from this machine, which is not the node.
exit 1
`),
  )
  test(
    'asks the registry without the login of a Secret that the kubelet ignores',
    holds(`
$ kubectl imagecreds doctor -n lab-07-opaque-secret
namespace "lab-07-opaque-secret"  1 Pod, 1 image, 1 probe

✗ ICR1102 SecretWrongType                         pod/web-8448cb6d84-zvp8q (app)
  the kubelet ignores secret "regcred" in namespace "lab-07-opaque-secret": its
  type is "Opaque", neither kubernetes.io/dockerconfigjson nor
  kubernetes.io/dockercfg
    secret/regcred  type = Opaque
    secret/regcred  data = .dockerconfigjson
    ImagePullBackOff: … authorization failed: no basic auth credentials
  → Delete it, since the type of a Secret cannot be changed.
    kubectl delete secret regcred -n lab-07-opaque-secret
  → Create it again with the type and key that the kubelet reads.
    kubectl imagecreds create regcred -n lab-07-opaque-secret --server 127.0.0.1:BASIC --username USER
    kubectl imagecreds explain ICR1102

1 error
Registries were asked from this machine, which is not the node.
exit 1
`),
  )
})

test('no password of these Secrets is on any screen', async () => {
  const screens = await Promise.all([sandbox.screen('doctor -A'), sandbox.screen('doctor -A -o yaml')])
  for (const screen of screens) assert.doesNotMatch(screen, new RegExp(`${alice.password}|zzz|nope`))
})
