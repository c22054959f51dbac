import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import {cli} from '../cli/run-cli.ts'
import {type Outcome, startKubelet} from '../sandbox/kube/kubelet.ts'
import {json} from '../sandbox/registry/answer.ts'
import {aFailingPod, aNode} from './cluster-object.ts'
import {aLogin, aNamespace, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const image = 'registry.example.test/team/app:1.0'
const sandbox = await startSandbox({
  objects: () => [
    aPullSecret('regcred', {'registry.example.test': aLogin('alice', 'wonderland')}),
    aFailingPod('web-0', image, 'some new words', {pullSecrets: ['regcred']}),
    aNamespace('stage'),
    aFailingPod('web-0', 'registry.example.test/team/app:2.0', 'some new words', {namespace: 'stage'}),
    aFailingPod('web-1', image, 'some new words', {namespace: 'stage'}),
    aNode('worker-1'),
  ],
})
after(() => sandbox.close())
let outcome: Outcome = {kind: 'pulls'}
const kubelet = startKubelet(sandbox.api, {
  clock: () => new Date('2026-11-21T22:18:05Z'),
  outcome: () => outcome,
})
after(() => kubelet.stop())

describe('doctor with a node', () => {
  test('has it pull what this machine could not ask for, and leaves that open no more', async () => {
    const before = await sandbox.screen('doctor --probe-timeout 2s')
    assert.match(before, /\? not checked/)
    const shown = await sandbox.screen('doctor --probe-timeout 2s --from-node worker-1 --yes')
    assert.match(shown, /\nworker-1 {3}pulled\n/)
    assert.doesNotMatch(shown, /not checked/)
  })

  test('names the cause that the node meets', async () => {
    outcome = {kind: 'recorded', capture: '19-x509-expired'}
    const shown = await sandbox.screen('doctor --probe-timeout 2s --from-node worker-1 --yes')
    assert.match(shown, /\nworker-1 {3}ICR1407 TlsExpired\n/)
    assert.match(shown, /exit 1\n$/)
  })

  test('asks for one yes, for all that is left open in all namespaces', async () => {
    outcome = {kind: 'pulls'}
    assert.equal(
      await sandbox.screen('doctor -A --no-probe --from-node worker-1'),
      `$ kubectl imagecreds doctor -A --no-probe --from-node worker-1
2> error: this creates 3 Pods in 2 namespaces on 1 node, and there is no terminal to ask
2> Add --yes to create them, or --dry-run=client -o yaml to see them.
exit 2
`,
    )
    const shown = await sandbox.screen('doctor -A --no-probe --from-node worker-1 --yes')
    assert.match(
      shown,
      /\nregistry\.example\.test\/team\/app:1\.0 in namespace "stage"\n {2}✓ pulled: 1 node\n {4}worker-1\n/,
    )
    assert.doesNotMatch(shown, /not checked/)
  })

  test('takes up all questions where it was broken off', async () => {
    const call = `doctor -A --no-probe --from-node worker-1 --yes --resume ${sandbox.folder}/answers`
    const shown = await sandbox.screen(call)
    outcome = {kind: 'hangs'}
    assert.equal(await sandbox.screen(call), shown)
  })

  test('leaves open in one namespace what the same image was answered to in another', async () => {
    outcome = {kind: 'pulls'}
    const refusal = {
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      reason: 'Forbidden',
      message: 'quota',
      code: 403,
    }
    sandbox.api.inject(({method, url}) =>
      method === 'POST' && url.includes('/namespaces/stage/pods') ? json(403, refusal) : undefined,
    )
    const {stdout} = await cli('doctor -A --no-probe --from-node worker-1 --yes -o json', {env: sandbox.env})
    sandbox.api.inject(() => undefined)
    const {nodePulls, notChecked} = JSON.parse(stdout)
    assert.deepEqual(
      nodePulls.map(({namespace, image, outcome}: Record<string, string>) => [namespace, image?.slice(-3), outcome]),
      [
        ['shop', '1.0', 'pulled'],
        ['stage', '2.0', 'not-known'],
        ['stage', '1.0', 'not-known'],
      ],
    )
    assert.deepEqual(
      notChecked.flatMap(({pulls}: {pulls: Record<string, string>[]}) => pulls.map((p) => `${p.namespace}/${p.pod}`)),
      ['stage/web-0', 'stage/web-1'],
    )
  })

  test('says so where nothing is left to ask a node', () =>
    sandbox.shows(`$ kubectl imagecreds doctor -l app=none --no-probe --from-node worker-1 --yes
namespace "shop"  0 Pods, 0 images, 0 probes

no Pods
2> no node was asked: the report leaves no pull open that one could answer
exit 0
`))

  test('prints the Pods of a dry run and no report', async () => {
    const before = sandbox.api.requests.length
    const shown = await sandbox.screen('doctor -A --no-probe --from-node worker-1 --dry-run=client')
    assert.equal(
      shown.replaceAll(/(imagecreds-pull-)\w{6}\b/g, '$1RUN'),
      `$ kubectl imagecreds doctor -A --no-probe --from-node worker-1 --dry-run=client
pod/imagecreds-pull-RUN-1 created on worker-1 (dry run)
pod/imagecreds-pull-RUN-1 created on worker-1 (dry run)
pod/imagecreds-pull-RUN-2 created on worker-1 (dry run)
exit 0
`,
    )
    assert.ok(sandbox.api.requests.slice(before).every(({method, url}) => method === 'GET' || url.includes('reviews')))
  })

  test('refuses files before it reads any', async () => {
    const shown = await sandbox.screen('doctor -f no-such-file --from-node worker-1 --yes')
    assert.match(shown, /2> error: a node pulls with the Secrets of the cluster/)
  })
})
