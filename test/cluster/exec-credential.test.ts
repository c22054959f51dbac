import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {ExecOutcome, Program} from '../../src/cluster/cluster-host.ts'
import {runExecPlugin} from '../../src/cluster/exec-credential.ts'
import {KubeError} from '../../src/cluster/kube-error.ts'
import type {KubeTarget} from '../../src/cluster/kube-target.ts'
import {aHost, type HostOptions} from './cluster-host.ts'

const v1 = 'client.authentication.k8s.io/v1'
const v1beta1 = 'client.authentication.k8s.io/v1beta1'

function target(exec: object): KubeTarget {
  return {
    namespace: 'default',
    server: new URL('https://prod:6443/base/'),
    tls: {caData: 'Y2E=', skipsVerification: true, serverName: 'api'},
    proxyUrl: 'http://p:3128',
    user: {
      name: 'jane',
      entry: {
        file: '/k/config',
        value: {exec: {apiVersion: v1, command: 'login', interactiveMode: 'IfAvailable', ...exec}},
      },
    },
  }
}

const credential = (status: object, apiVersion = v1): ExecOutcome => ({
  kind: 'exited',
  exitCode: 0,
  stdout: JSON.stringify({kind: 'ExecCredential', apiVersion, status}),
})

/** The program that is run for a plugin. */
async function programOf(plugin: object, options: HostOptions = {}): Promise<Program> {
  const programs: Program[] = []
  const answer = credential({token: 't'}, 'apiVersion' in plugin ? String(plugin.apiVersion) : v1)
  const exec = (program: Program) => {
    programs.push(program)
    return answer
  }
  await runExecPlugin(target(plugin), aHost({...options, exec}))
  const [program] = programs
  assert.ok(program)
  return program
}

test('a command with a path is relative to the kubeconfig, a name is looked for on PATH', async () => {
  assert.equal((await programOf({command: 'login'})).command, 'login')
  assert.equal((await programOf({command: './bin/login'})).command, '/k/bin/login')
  assert.equal((await programOf({command: '../login'})).command, '/login')
  assert.equal((await programOf({command: '/usr/bin/login'})).command, '/usr/bin/login')
})

test('arguments and environment are the plugin’s own, over ours', async () => {
  const {args, env} = await programOf(
    {args: ['a', 'b c'], env: [{name: 'X', value: 'theirs'}, {name: 'Y'}]},
    {env: {X: 'ours', PATH: '/bin'}},
  )
  assert.deepEqual(args, ['a', 'b c'])
  assert.deepEqual([env['X'], env['Y'], env['PATH']], ['theirs', '', '/bin'])
})

test('the plugin is told whether it may ask, and the cluster where it wants to know', async () => {
  const info = (program: Program) => JSON.parse(program.env['KUBERNETES_EXEC_INFO'] ?? '')
  assert.deepEqual(info(await programOf({})), {kind: 'ExecCredential', apiVersion: v1, spec: {interactive: false}})
  assert.deepEqual(info(await programOf({provideClusterInfo: true}, {canAsk: true})).spec, {
    cluster: {
      server: 'https://prod:6443/base',
      'tls-server-name': 'api',
      'insecure-skip-tls-verify': true,
      'certificate-authority-data': 'Y2E=',
      'proxy-url': 'http://p:3128',
    },
    interactive: true,
  })
})

const modes: readonly (readonly [string, boolean, boolean])[] = [
  ['Never', true, false],
  ['IfAvailable', true, true],
  ['IfAvailable', false, false],
  ['Always', true, true],
]

for (const [interactiveMode, canAsk, asks] of modes) {
  test(`interactiveMode ${interactiveMode} ${canAsk ? 'on' : 'without'} a terminal ${asks ? 'asks' : 'does not ask'}`, async () => {
    assert.equal((await programOf({interactiveMode}, {canAsk})).asks, asks)
  })
}

test('the older version does without an interactiveMode', async () => {
  const program = await programOf({apiVersion: v1beta1, interactiveMode: undefined}, {canAsk: true})
  assert.equal(program.asks, true)
})

test('a token, a certificate and the time they end are taken over', async () => {
  const run = (status: object) => runExecPlugin(target({}), aHost({exec: () => credential(status)}))
  const both = await run({
    token: 'hunter2',
    clientCertificateData: 'CERT',
    clientKeyData: 'KEY',
    expirationTimestamp: '2026-01-01T00:00:00Z',
  })
  assert.equal(both.token?.reveal(), 'hunter2')
  assert.deepEqual(both.certificate, {certData: 'Q0VSVA==', keyData: 'S0VZ'})
  assert.equal(both.expiresAt, Date.UTC(2026, 0, 1))
  assert.deepEqual(Object.keys(await run({token: 't'})), ['token'])
})

const exited = (stdout: string, exitCode = 0): ExecOutcome => ({kind: 'exited', exitCode, stdout})
const faults: readonly (readonly [string, object, ExecOutcome, string])[] = [
  [
    'a program that is not installed',
    {},
    {kind: 'failed', code: 'ENOENT'},
    'the plugin "login", which logs in to the cluster, is not installed',
  ],
  [
    'a program that may not be run',
    {},
    {kind: 'failed', code: 'EACCES'},
    'the plugin "login", which logs in to the cluster, cannot be run (EACCES)',
  ],
  ['a failure', {}, exited('hunter2', 3), 'the plugin "login" failed with exit code 3'],
  ['a signal', {}, {kind: 'killed', signal: 'SIGKILL'}, 'the plugin "login" was ended by SIGKILL'],
  ['text', {}, exited('hunter2'), 'the plugin "login" wrote no ExecCredential on stdout'],
  [
    'another object',
    {},
    exited('{"kind":"Token","token":"hunter2"}'),
    'the plugin "login" wrote no ExecCredential on stdout',
  ],
  [
    'another version',
    {},
    credential({token: 'hunter2'}, v1beta1),
    `the plugin "login" answered in another version than ${v1}`,
  ],
  ['no status', {}, credential({}), 'the plugin "login" handed out neither a token nor a certificate with its key'],
  [
    'a certificate without its key',
    {},
    credential({token: 'hunter2', clientCertificateData: 'C'}),
    'the plugin "login" handed out neither a token nor a certificate with its key',
  ],
  ['no command', {command: ''}, credential({}), 'the plugin (exec) of user "jane" has no command'],
  [
    'a version that is no longer known',
    {apiVersion: 'client.authentication.k8s.io/v1alpha1'},
    credential({}),
    'the plugin (exec) of user "jane" has no apiVersion that kubectl knows',
  ],
  [
    'no interactiveMode',
    {interactiveMode: undefined},
    credential({}),
    `the plugin "login" has no interactiveMode, which ${v1} asks for`,
  ],
  [
    'a plugin that has to ask where nobody can answer',
    {interactiveMode: 'Always'},
    credential({}),
    'the plugin "login" asks questions, and standard input is not a terminal',
  ],
]

for (const [what, exec, outcome, message] of faults) {
  test(`names ${what} and quotes no output`, async () => {
    await assert.rejects(runExecPlugin(target(exec), aHost({exec: () => outcome})), (error) => {
      assert.ok(error instanceof KubeError)
      assert.equal(error.message, message)
      assert.doesNotMatch(String(error.stack), /hunter2/)
      return true
    })
  })
}

test('the hint of the kubeconfig says how to install a missing plugin', async () => {
  const run = runExecPlugin(target({installHint: 'Install it from https://example.test\n'}), aHost())
  await assert.rejects(
    run,
    (error) => error instanceof KubeError && error.nextSteps.includes('Install it from https://example.test'),
  )
})
