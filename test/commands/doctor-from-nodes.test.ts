import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import {type Outcome, startKubelet} from '../sandbox/kube/kubelet.ts'
import {aFailingPod} from './cluster-object.ts'
import {aLogin, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const image = 'registry.example.test/team/app:1.0'
const sandbox = await startSandbox({
  objects: () => [
    aPullSecret('regcred', {'registry.example.test': aLogin('alice', 'wonderland')}),
    aFailingPod('web-0', image, 'some new words', {pullSecrets: ['regcred']}),
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {name: 'worker-1'},
      status: {conditions: [{type: 'Ready', status: 'True'}], nodeInfo: {operatingSystem: 'linux'}},
    },
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

  test('asks none about files', async () => {
    const pods = sandbox.file('pods.json', JSON.stringify({apiVersion: 'v1', kind: 'List', items: []}))
    const shown = await sandbox.screen(`doctor -f ${pods} --from-node worker-1 --yes`)
    assert.match(shown, /2> error: a node pulls with the Secrets of the cluster/)
  })
})
